"""``groundswell-server audit``: whether the log holds, and what it says."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.protocol.audit import SERVER_LOG, AuditRow, Checkpoint, Fault
from sync.protocol.entries import Scope, scope_of
from sync.server.audit import all_rows, list_logs
from sync.server.auditing import kept_checkpoints
from sync.server.opening import opened
from sync.server.verifying import LogVerdict, verify_logs
from sync.server.walls import NOTHING

DONE, REFUSED = 0, 1
_MOST_BYTES = 16 * 1024 * 1024
_FAULTS = {
    Fault.GAP: "a row is missing or there twice",
    Fault.HASH: "a row was changed",
    Fault.CHAIN: "a row does not follow the one before it",
    Fault.CUT: "rows at the end are gone",
    Fault.REWRITTEN: "it says something else than when it was signed",
    Fault.FORGED: "a checkpoint was not signed by this server",
}


class WitnessUnreadable(Exception):
    """The file with a laptop's checkpoints is not one."""


class WitnessFile(msgspec.Struct, frozen=True):
    """What ``groundswell audit export`` writes, as far as it is needed here."""

    checkpoints: list[Checkpoint]


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know them; ``add`` makes a parser with what every command takes."""
    parser = commands.add_parser("audit", help="whether the log of what was done holds, and what it says")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    verify = add(actions, "verify", _verify, "read every log through, and hold it against its checkpoints")
    verify.add_argument(
        "--witness", type=Path, metavar="FILE", help="and against those that a laptop kept (audit export)"
    )
    show = add(actions, "show", _show, "what was done, the oldest first")
    show.add_argument("--branch", metavar="ID", help="the id of a branch; else every log")
    show.add_argument("--last", type=_count, metavar="N", help="the last so many rows of each log")
    for action in (verify, show):
        action.add_argument("--json", action="store_true", help="print JSON")


def _verify(given: argparse.Namespace) -> int:
    witnessed = [] if given.witness is None else read_witness(given.witness)
    with opened(given) as (folder, database), database.reading(NOTHING) as connection:
        checkpoints = [*kept_checkpoints(folder), *witnessed]
        key = Ed25519PublicKey.from_public_bytes(folder.public_key())
        verdicts = verify_logs(connection, key, checkpoints)
    holds = not any(one.fault for one in verdicts)
    if given.json:
        _print({"holds": holds, "logs": verdicts})
    else:
        for one in verdicts:
            _say(_sentence(one))
    return DONE if holds else REFUSED


def _show(given: argparse.Namespace) -> int:
    with opened(given) as (_, database), database.reading(NOTHING) as connection:
        logs = [scope_of(given.branch)] if given.branch else list_logs(connection)
        for log in logs:
            rows = list(all_rows(connection, log))
            for row in rows[-given.last :] if given.last else rows:
                if given.json:
                    _print(_document(log, row))
                else:
                    _say(_line(log, row))
    return DONE


def read_witness(path: Path) -> list[Checkpoint]:
    """The checkpoints in a file that a laptop wrote. Raises WitnessUnreadable, OSError."""
    with path.open("rb") as file:
        text = file.read(_MOST_BYTES + 1)
    try:
        if len(text) > _MOST_BYTES:
            raise WitnessUnreadable
        return msgspec.json.decode(text, type=WitnessFile).checkpoints
    except (msgspec.DecodeError, RecursionError) as fault:
        raise WitnessUnreadable from fault


def _sentence(one: LogVerdict) -> str:
    name = one.log if one.log != SERVER_LOG else "the server's own"
    if one.fault:
        return f"{name}: DOES NOT HOLD at row {one.row}: {_FAULTS[Fault(one.fault)]}."
    lines = [f"{name}: holds, {one.rows} rows, {one.checkpoints} checkpoints."]
    lines += [
        f"  What was noted between {_instant(each.from_at)} and {_instant(each.until_at)} is lost:"
        " a backup was put back. If nobody did that, ask why."
        for each in one.lost
    ]
    return "\n".join(lines)


def _line(log: Scope, row: AuditRow) -> str:
    parts = (_instant(row.at), log, row.what, row.who or "-", row.about or "-", str(row.count or ""))
    return "  ".join(parts).rstrip()


def _document(log: Scope, row: AuditRow) -> dict[str, object]:
    return {
        "log": log,
        "n": row.n,
        "at": _instant(row.at),
        "what": row.what,
        "who": row.who,
        "about": row.about,
        "count": row.count,
        "hash": row.hash,
        "prev": row.prev,
    }


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _instant(milliseconds: int) -> str:
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _print(document: object) -> None:
    sys.stdout.write(msgspec.json.encode(document).decode() + "\n")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
