"""``groundswell-server grant``: which laptop has what, for whoever runs the server; organisers do the same from theirs."""

import argparse
import sys
from datetime import UTC, datetime
from typing import Any

import msgspec

from sync.protocol.entries import Scope, is_id, scope_of
from sync.protocol.messages import GrantState
from sync.protocol.scopes import training_scope, turf_scope
from sync.server.devices import split_name, wall_clock
from sync.server.granting import Change, change_grants, list_grants
from sync.server.opening import opened
from sync.server.refusals import Refused
from sync.server.remembered import Remembered
from sync.server.walls import NOTHING, each_home

_WHOLE, _TRAINING = "branch", "training"


class GrantRefused(Exception):
    """The laptop, or what it is to have, is not known here; ``code`` as a laptop is told it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know them; ``add`` makes a parser with what every command takes."""
    parser = commands.add_parser("grant", help="list, give and end what laptops may have")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    listing = add(actions, "list", _list, "list every grant, past ones too")
    give = add(actions, "give", _give, "let a laptop have a turf, the training or the whole branch")
    end = add(actions, "end", _end, "let a laptop have something no more")
    for action in (give, end):
        action.add_argument("device", help="as listed by devices")
        action.add_argument("what", help="the id of a turf, or 'training', or 'branch' for all of it")
    give.add_argument("--instead", action="store_true", help="and end everything else that it has")
    give.add_argument("--until", metavar="MOMENT", type=_instant, help="2026-12-24T18:00Z; else without end")
    for action in (listing, give, end):
        action.add_argument("--json", action="store_true", help="print JSON")


def _list(given: argparse.Namespace) -> int:
    with opened(given) as (_, database), database.reading(NOTHING) as connection:
        found = [grant for home in each_home(connection) for grant in list_grants(connection, home)]
    _tell(given, found)
    return 0


def _give(given: argparse.Namespace) -> int:
    return _change(given, given.until or 0, is_given=True)


def _end(given: argparse.Namespace) -> int:
    return _change(given, 0, is_given=False)


def _change(given: argparse.Namespace, until_at: int, *, is_given: bool) -> int:
    parts = split_name(given.device)
    if parts is None:
        raise GrantRefused("not_found")
    branch, _ = parts
    scope = _scope(branch.removeprefix("branch:"), given.what)
    now = wall_clock()

    def work(connection: Any) -> list[GrantState]:
        held = [one for one in list_grants(connection, branch) if one.device == given.device]
        others = {one.scope for one in held if not one.until_at or one.until_at > now} - {scope}
        ended = sorted(others) if is_given and given.instead else [] if is_given else [scope]
        change = Change(given.device, [scope] if is_given else [], ended, until_at)
        change_grants(connection, branch, change, "", now)
        return [one for one in list_grants(connection, branch) if one.device == given.device]

    try:
        with opened(given) as (folder, database):
            found = database.write(branch, work)
            Remembered(folder, database, wall_clock).keep(branch)
    except Refused as refused:
        raise GrantRefused(refused.error) from refused
    _tell(given, found)
    return 0


def _scope(branch: str, what: str) -> Scope:
    if what == _WHOLE:
        return scope_of(branch)
    if what == _TRAINING:
        return training_scope(branch)
    if not is_id(what):
        raise GrantRefused("not_found")
    return turf_scope(branch, what)


def _instant(text: str) -> int:
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1000)


def _tell(given: argparse.Namespace, grants: list[GrantState]) -> None:
    if given.json:
        found = [
            {
                **msgspec.structs.asdict(one),
                "from_at": _said(one.from_at),
                "until_at": _said(one.until_at) if one.until_at else None,
            }
            for one in grants
        ]
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        return
    for one in grants:
        until = f"until {_said(one.until_at)}" if one.until_at else "without end"
        sys.stdout.write(f"{one.device}  {one.scope}  from {_said(one.from_at)}  {until}\n")


def _said(milliseconds: int) -> str:
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
