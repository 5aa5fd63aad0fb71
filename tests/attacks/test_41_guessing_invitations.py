"""Attack 41: codes are tried one after another. Each try is dear, few go through, and a flood of them is noted."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.client.errors import ServerRefused
from sync.client.transport import Identity, Transport
from sync.protocol.audit import SERVER_LOG, What
from sync.protocol.messages import EnrolAnswer, EnrolRequest
from sync.server.audit import all_rows
from sync.server.database import sqlite_address
from sync.server.walls import NOTHING
from tests.sync.central import Central, running

_A_QUARTER = 15 * 60 * 1000


@contextmanager
def _guesser(central: Central) -> Iterator[tuple[Transport, EnrolRequest]]:
    key = Ed25519PrivateKey.generate()
    asked = EnrolRequest(
        address=secrets.token_hex(32),
        device_key=key.public_key().public_bytes_raw().hex(),
        box_key="00" * 32,
        laptop="A made-up laptop",
        request_id="",
    )
    line = Transport(central.server, Identity("", key))
    yield line, asked
    line.close()


def _guess(line: Transport, asked: EnrolRequest, address: str) -> ServerRefused:
    with pytest.raises(ServerRefused) as refused:
        line.post("/v1/enrol", msgspec.structs.replace(asked, address=address), EnrolAnswer)
    return refused.value


def test_an_origin_has_twenty_guesses_in_a_quarter_of_an_hour_and_is_told_how_long_to_wait(
    tmp_path: Path,
) -> None:
    with (
        running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central,
        _guesser(central) as who,
    ):
        line, asked = who
        told = [_guess(line, asked, secrets.token_hex(32)) for _ in range(40)]
        assert [one.code for one in told] == ["not_found"] * 20 + ["slow_down"] * 20
        assert all(0 < one.wait_ms <= _A_QUARTER for one in told[20:])
        central.service.auditing.mark()
        with central.database.reading(NOTHING) as connection:
            noted = {
                row.about: row.count for row in all_rows(connection, SERVER_LOG) if row.what == What.REFUSED
            }
        assert noted == {"not_found": 20, "slow_down": 20}


def test_many_origins_together_have_five_guesses_at_the_beginning_of_an_address(tmp_path: Path) -> None:
    """An address is half of a code stretched by Argon2id; who guesses it without the code has 256 bits before them."""
    with (
        running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central,
        _guesser(central) as who,
    ):
        line, asked = who
        told = []
        for number in range(8):
            central.service._peers = type(central.service._peers)(
                20, _A_QUARTER
            )  # as from another address each time
            told.append(_guess(line, asked, f"abcdef{number:058x}").code)
        assert told == ["not_found"] * 5 + ["slow_down"] * 3
