"""Attack 43: the time that a refusal takes, or its words, say whether somebody is known. They do not."""

import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import event

from sync.client.errors import ServerRefused
from sync.client.transport import Identity
from sync.protocol import signing
from sync.protocol.messages import LaptopsAnswer
from sync.server.database import sqlite_address
from tests.sync.central import BRANCH, Central, running

pytestmark = pytest.mark.usefixtures("codes_cost_little")


def _work_of(central: Central, device: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, list[str], int]:
    """What a request signed by some key under a device's name is told, which statements it costs, how many verifications."""
    statements, checked = list[str](), list[bytes]()
    verify = signing.verify_request

    def counted(key: Ed25519PublicKey, *given: object) -> None:
        checked.append(key.public_bytes_raw())
        verify(key, *given)  # type: ignore[arg-type]

    def heard(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    monkeypatch.setattr("sync.server.door.verify_request", counted)
    event.listen(central.database.engine, "before_cursor_execute", heard)
    line = central.line(Identity(device, Ed25519PrivateKey.generate()))
    with pytest.raises(ServerRefused) as refused:
        line.get("/v1/laptops", {}, LaptopsAnswer)
    line.close()
    event.remove(central.database.engine, "before_cursor_execute", heard)
    monkeypatch.setattr("sync.server.door.verify_request", verify)
    return refused.value.code, statements, len(checked)


def test_a_known_a_revoked_and_an_unknown_device_cost_the_same_and_are_told_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        known, shut_out = central.enrol(), central.enrol()
        central.revoke(shut_out)
        names = [known.device, shut_out.device, f"{BRANCH}.{secrets.token_hex(16)}", f"{'e' * 32}.{'f' * 32}"]
        found = [_work_of(central, name, monkeypatch) for name in names]
    assert found[1:] == [found[0]] * 3
    assert found[0][0] == "signature"
    assert found[0][2] == 1
