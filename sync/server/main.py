"""``groundswell-server``: serve, invite, migrate, devices, revoke, grant, region, role, backup, restore, move, admit, bundle,
audit.

Exit status: 0 done; 1 the data or the rules said no; 2 wrong usage; 4 the database could not be reached.
Standard output carries one JSON line or nothing; words go to standard error.
"""

import argparse
import logging
import os
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection

from sync.protocol.enrolment import fingerprint, hash_address, new_code, open_code
from sync.protocol.rights import Role
from sync.protocol.words import wordlist
from sync.server import account_commands, audit_commands, grant_commands, pins, sticks, wall_commands
from sync.server.account_commands import ABOVE, readable
from sync.server.audit import shown
from sync.server.database import Database
from sync.server.devices import (
    ORGANISER,
    full_name,
    home_named,
    keepers,
    list_devices,
    revoke_device,
    wall_clock,
)
from sync.server.folder import ServerFolder
from sync.server.invitations import invite_above, invite_first
from sync.server.keeping import add_commands
from sync.server.listening import Place, address_of, bind
from sync.server.opening import opened
from sync.server.pacing import Paces
from sync.server.refusals import Refused
from sync.server.regions import NoSuchRegion, keep_root, region_of_name
from sync.server.remembered import Remembered
from sync.server.sentences import DONE, FORESEEN, REFUSED, WRONG_USAGE, sentence
from sync.server.service import Service
from sync.server.walls import NOTHING, look
from sync.server.wipes import MOST_WIPES, order_wipe, withdraw_wipe

_NOBODY_LEFT = (
    "It is shut out. It was the last organiser's laptop that had the whole branch without an end: nobody can give it to"
    " anybody any more. An organiser's laptop that is not shut out gets it by: groundswell-server grant give DEVICE branch"
)
_TOO_MANY = (
    f"It is shut out. It was not told to destroy its records: this branch ordered that of {MOST_WIPES} laptops within a day,"
    " and no more are. Try again tomorrow."
)
_NOT_ORDERED = (
    "It is shut out. Nothing was ordered: it is not known there any more. See: groundswell-server devices"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    os.umask(0o077)  # what is made is its owner's alone: the erasure keys lie beside the records
    given = _parser().parse_args(arguments)
    if not all(_is_text(value) for value in vars(given).values()):
        return _no("One of the words of this command is not text.", WRONG_USAGE)
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        return int(given.run(given))
    except FORESEEN as fault:
        return _no(*sentence(fault))


def _is_text(value: object) -> bool:
    return not isinstance(value, str) or value.isascii() or value.encode(errors="ignore").decode() == value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="groundswell-server", description="The central server.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = _command(commands, "serve", _serve, "answer laptops")
    serve.add_argument("--port", type=_port, required=True, help="0 for any that is free")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--certificate", type=Path, help="PEM file; without it, this machine only")
    serve.add_argument("--key", type=Path, help="PEM file of the certificate's key")
    wall_commands.add_option(serve)

    invite = _command(
        commands,
        "invite",
        _invite,
        "make a code for a branch's first organiser, or for somebody above branches",
    )
    into = invite.add_mutually_exclusive_group()
    into.add_argument("--branch", help="the name of the branch, which is made if there is none")
    into.add_argument("--region", help="the name of the region; national needs none")
    invite.add_argument("--role", choices=[ORGANISER, *ABOVE], default=ORGANISER)
    invite.add_argument("--json", action="store_true", help="print JSON")

    devices = _command(commands, "devices", _devices, "list the laptops")
    devices.add_argument("--json", action="store_true", help="print JSON")
    revoke = _command(commands, "revoke", _revoke, "shut a laptop out")
    revoke.add_argument("device", help="as listed by devices")
    wipe = revoke.add_mutually_exclusive_group()
    wipe.add_argument(
        "--wipe", action="store_true", help="and order it to destroy its records when it asks next"
    )
    wipe.add_argument(
        "--withdraw", action="store_true", help="take back an order that it has not carried out"
    )
    add_commands(lambda name, run, text: _command(commands, name, run, text))
    for noun in (grant_commands, account_commands, audit_commands, sticks, wall_commands, pins):
        noun.add_commands(commands, _command)
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    parser.add_argument("--data", type=_folder, required=True, metavar="DIR", help="the server's own folder")
    parser.add_argument(
        "--database",
        metavar="ADDRESS",
        help="postgresql://…; else what serve was last given, else SQLite in DIR",
    )
    parser.set_defaults(run=run)
    return parser


def _folder(text: str) -> Path:
    text.encode()  # a name that is no text no database can be told
    if not text:
        raise ValueError(text)
    return Path(text)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(port)
    return port


def _serve(given: argparse.Namespace) -> int:
    # The web's libraries take longer to load than any other command takes to run.
    from sync.server.serving import make_server, quiet_signals
    from sync.server.web import make_app

    if (given.certificate is None) != (given.key is None):
        return _no("--certificate and --key go together.", WRONG_USAGE)
    place = Place(given.host, given.port, given.certificate, given.key)
    with opened(given) as (folder, database), bind(place) as bound:
        pins.check_pinned(folder, given.certificate, wall_clock())
        wall_commands.look_at(database, given)
        if given.database:
            folder.note_database(given.database)
        service = Service(database, folder, wall_clock, paces=Paces(time.monotonic))
        address = address_of(bound, place)
        words = fingerprint(folder.public_key(), wordlist())
        ready = {"address": address, "port": bound.getsockname()[1], "words": words}
        with service.auditing.marking(), quiet_signals():
            make_server(make_app(service), place, lambda: _print(ready)).run(sockets=[bound])
    return DONE


def _invite(given: argparse.Namespace) -> int:
    is_national, is_first = given.role == Role.NATIONAL, given.role == ORGANISER
    if (given.branch is not None) != is_first or (given.region is None and not is_first and not is_national):
        return _no("An organiser needs --branch; region and observer need --region.", WRONG_USAGE)
    name = readable(given.branch) if is_first else ""
    code = new_code()
    address_hash = hash_address(open_code(code).address)

    def work(connection: Connection) -> int:
        now = wall_clock()
        if is_first:
            return invite_first(connection, address_hash, name, now)
        root = keep_root(connection, now)
        region = region_of_name(connection, given.region) if given.region is not None else root
        if (region == root) != is_national and given.role != Role.OBSERVER:
            raise NoSuchRegion
        return invite_above(connection, address_hash, region, given.role, now)

    with opened(given) as (folder, database):
        expires_at = database.write(NOTHING, work)
        Remembered(folder, database, wall_clock).keep()
    words = fingerprint(folder.public_key(), wordlist())
    if given.json:
        _print({"code": code, "expires_at": _instant(expires_at), "words": words})
    else:
        _say(f"Code: {code}\nGood until: {_instant(expires_at)}\nWords to compare: {' '.join(words)}")
    return DONE


def _devices(given: argparse.Namespace) -> int:
    with opened(given) as (_, database), database.reading(NOTHING) as connection:
        rows = list_devices(connection)
    if given.json:
        _print(
            [
                {
                    **msgspec.structs.asdict(row),
                    "enrolled_at": _instant(row.enrolled_at),
                    "seen_at": _instant(row.seen_at),
                    "revoked_at": _instant(row.revoked_at) if row.revoked_at else None,
                }
                for row in rows
            ]
        )
        return DONE
    for row in rows:
        state = "revoked" if row.revoked_at else f"seen {_instant(row.seen_at)}"
        _say(shown(f"{row.device}  {row.branch_name}  {row.role}  {row.laptop}  {state}"))
    return DONE


def _revoke(given: argparse.Namespace) -> int:
    def work(writing: Connection) -> tuple[bool, bool]:
        name = full_name(writing, given.device)
        look(writing, home_named(name))
        kept = keepers(writing, home_named(name))
        is_known = revoke_device(writing, name, wall_clock())
        return is_known, bool(kept) and not keepers(writing, home_named(name))

    with opened(given) as (folder, database):
        is_known, is_last = database.write(NOTHING, work)
        Remembered(folder, database, wall_clock).keep()
        if is_known and (given.wipe or given.withdraw):
            try:
                _order(given, folder, database)
            except Refused as refused:
                return _no(_TOO_MANY if refused.error == "too_many_wipes" else _NOT_ORDERED)
    if not is_known:
        return _no("No such laptop is known here.")
    return _no(_NOBODY_LEFT, DONE) if is_last else DONE


def _order(given: argparse.Namespace, folder: ServerFolder, database: Database) -> None:
    """Order a wipe, or withdraw it. Raises Refused."""
    with database.reading(NOTHING) as connection:
        name = full_name(connection, given.device)
    branch = home_named(name)
    now = wall_clock()
    if given.wipe:
        database.write(branch, lambda writing: order_wipe(writing, branch, name, "", now))
    else:
        database.write(branch, lambda writing: withdraw_wipe(writing, branch, name, now))
    Remembered(folder, database, wall_clock).keep()


def _instant(milliseconds: int) -> str:
    return (
        datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    )


def _print(document: object) -> None:
    sys.stdout.write(msgspec.json.encode(document).decode() + "\n")
    sys.stdout.flush()


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")


def _no(words: str, status: int = REFUSED) -> int:
    sys.stderr.write(words + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
