"""Commands for whoever keeps the server's data: backup, restore, move, admit."""

import argparse
import sys
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from sync.protocol.audit import SERVER_LOG, What
from sync.server.audit import note
from sync.server.backups import back_up
from sync.server.database import Database
from sync.server.devices import wall_clock
from sync.server.folder import ServerFolder
from sync.server.moving import move
from sync.server.occupying import alone
from sync.server.opening import address_in, opened
from sync.server.restoring import finish_restore, restore
from sync.server.schema import migrate
from sync.server.service import Service
from sync.server.streams import settle_all
from sync.server.tables import BRANCH
from sync.server.walls import BRANCHES, NOTHING

_NOTHING_KNOWN = (
    "This folder knows nothing of who joined, was shut out or was given less since that backup: look at devices and at grant"
    " list, and let an organiser look at theirs."
)


class NoSuchBranch(Exception):
    """No branch of this server has that name."""


def add_commands(add: Any) -> None:
    """Let the server's command line know them; ``add`` makes a parser with what every command takes."""
    backup = add("backup", _back_up, "write a backup and check it; devices then know what is safe")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR", help="where backups are kept")
    back = add("restore", _restore, "put a backup back, while the server does not run")
    back.add_argument(
        "--from", dest="source", type=Path, required=True, metavar="FILE", help="ledger-….db or .dump"
    )
    back.add_argument(
        "--without-keys", action="store_true", help="the keys are lost: laptops give back what only they open"
    )
    moving = add("move", _move, "move the records in DIR to PostgreSQL, while the server does not run")
    moving.add_argument("--to", required=True, metavar="ADDRESS", help="postgresql://…, an empty database")
    admit = add(
        "admit",
        _admit,
        "admit what laptops gave back without a receipt, or for somebody whom a server that was put back does not know",
    )
    admit.add_argument("--branch", required=True, help="the name of the branch")
    for parser in (backup, back, moving, admit):
        parser.add_argument("--json", action="store_true", help="print JSON")


def _back_up(given: argparse.Namespace) -> int:
    with opened(given) as (folder, database):
        Service(database, folder, wall_clock)  # erasures that a crash left undone come first
        made = back_up(folder, database, given.to, wall_clock())
    document = {"file": str(made.ledger), "entries": made.entries, "keys_dropped": made.keys_dropped}
    _tell(given, document, f"Written and checked: {made.ledger} ({made.entries} entries).")
    return 0


def _restore(given: argparse.Namespace) -> int:
    folder = ServerFolder(given.data)
    with alone(folder.path):
        restore(folder, address_in(given, folder), given.source, without_keys=given.without_keys)
    with opened(given) as (folder, database):
        is_new = not folder.marks()
        service = Service(database, folder, wall_clock)
        database.write(NOTHING, settle_all)  # what is derived follows from what was put back
        database.write(
            NOTHING, lambda writing: note(writing, SERVER_LOG, What.RESTORED, "", "", wall_clock())
        )
    document = {"epoch": service.epoch, "erasures": len(folder.erasures()), "grants": service.brought_back}
    words = "Put back. Laptops will give back what they hold beyond it, by themselves."
    _tell(given, document, f"{words} {_NOTHING_KNOWN}" if is_new else words)
    return 0


def _move(given: argparse.Namespace) -> int:
    folder = ServerFolder(given.data)
    with alone(folder.path):
        address = address_in(given, folder)
        finish_restore(folder, address)
        source = Database(address)
        try:
            migrate(source)
            entries = move(folder, source, given.to)
        finally:
            source.close()
    _tell(
        given,
        {"entries": entries},
        f"Moved and compared: {entries} entries. From now on give the new address after --database. What was in the folder"
        " stays there until a backup of the new database is made, or somebody is erased.",
    )
    return 0


def _admit(given: argparse.Namespace) -> int:
    with opened(given) as (folder, database):
        with database.reading(BRANCHES) as connection:
            branch = connection.scalar(select(BRANCH.c.scope).where(BRANCH.c.name == given.branch))
        if branch is None:
            raise NoSuchBranch
        admitted = Service(database, folder, wall_clock).intake.admit_apart(branch)
    _tell(given, {"admitted": admitted}, f"Admitted: {admitted} entries.")
    return 0


def _tell(given: argparse.Namespace, document: object, words: str) -> None:
    text = msgspec.json.encode(document).decode() if given.json else words
    sys.stdout.write(f"{text}\n")
