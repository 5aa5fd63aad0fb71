"""``groundswell-server region`` and ``role``: sets of branches, and what somebody is for."""

import argparse
import sys
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from sync.protocol.entries import Scope, home_name
from sync.protocol.rights import RIGHTS, Role
from sync.protocol.scopes import ScopeKind
from sync.server.devices import home_named, wall_clock
from sync.server.keeping import NoSuchBranch
from sync.server.opening import opened
from sync.server.refusals import Refused
from sync.server.regions import add_branch, branches_of, keep_root, make_region, region_names, region_of_name
from sync.server.remembered import Remembered
from sync.server.roles import change_role
from sync.server.tables import BRANCH
from sync.server.walls import BRANCHES, NOTHING, looking

MOST_OF_NAME = 200
ABOVE = tuple(role.value for role in Role if RIGHTS[role].home is ScopeKind.REGION)
"""Roles above branches."""


class RoleRefused(Exception):
    """A device cannot have a role; ``code`` as a laptop is told it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NameUnusable(Exception):
    """A region or a branch cannot be called that."""


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know them; ``add`` makes a parser with what every command takes."""
    parser = commands.add_parser("region", help="make regions, put branches into them, and list them")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    make = add(actions, "make", _make, "make a region without branches")
    make.add_argument("name", help="what it is called")
    into = add(actions, "add", _add, "put a branch into a region; it leaves the one that it was in")
    into.add_argument("name", help="the region")
    into.add_argument("--branch", required=True, help="the name of the branch")
    listing = add(actions, "list", _list, "list the regions and their branches")
    role = add(commands, "role", _role, "say what somebody is for from now on")
    role.add_argument("device", help="as listed by devices")
    role.add_argument("role", choices=[one.value for one in Role if one is not Role.GUEST])
    for action in (make, into, listing, role):
        action.add_argument("--json", action="store_true", help="print JSON")


def readable(name: str) -> str:
    """The name of a region or a branch, as it is kept. Raises NameUnusable."""
    name = name.strip()
    if not 0 < len(name) <= MOST_OF_NAME or not name.isprintable():
        raise NameUnusable
    return name


def _make(given: argparse.Namespace) -> int:
    name = readable(given.name)
    with opened(given) as (folder, database):
        scope = database.write(NOTHING, lambda connection: make_region(connection, name, wall_clock()))
        Remembered(folder, database, wall_clock).keep()
    _tell(given, {"region": home_name(scope), "name": name}, f"Made: {name}.")
    return 0


def _add(given: argparse.Namespace) -> int:
    def work(connection: Connection) -> None:
        region = region_of_name(connection, given.name)
        with looking(connection, BRANCHES):
            branch = connection.scalar(select(BRANCH.c.scope).where(BRANCH.c.name == given.branch))
        if branch is None:
            raise NoSuchBranch
        add_branch(connection, region, Scope(branch), wall_clock())

    with opened(given) as (folder, database):
        database.write(NOTHING, work)
        Remembered(folder, database, wall_clock).keep()
    _tell(given, {"region": given.name, "branch": given.branch}, f"{given.branch} is in {given.name} now.")
    return 0


def _list(given: argparse.Namespace) -> int:
    def work(connection: Connection) -> list[tuple[Scope, str, list[str]]]:
        keep_root(connection, wall_clock())
        return [
            (scope, name, [branch for _, branch in branches_of(connection, scope)])
            for scope, name in sorted(region_names(connection).items())
        ]

    with opened(given) as (folder, database):
        found = database.write(NOTHING, work)
        Remembered(folder, database, wall_clock).keep()
    document = [{"region": home_name(scope), "name": name, "branches": held} for scope, name, held in found]
    _tell(given, document, "\n".join(f"{name}: {', '.join(held) or '-'}" for _, name, held in found))
    return 0


def _role(given: argparse.Namespace) -> int:
    try:
        with opened(given) as (folder, database):
            database.write(
                home_named(given.device),
                lambda connection: change_role(connection, given.device, given.role, "", wall_clock()),
            )
            Remembered(folder, database, wall_clock).keep()
    except Refused as refused:
        raise RoleRefused(refused.error) from refused
    _tell(given, {"device": given.device, "role": given.role}, f"{given.device}  {given.role}")
    return 0


def _tell(given: argparse.Namespace, document: object, words: str) -> None:
    text = msgspec.json.encode(document).decode() if given.json else words
    sys.stdout.write(f"{text}\n")
