"""``groundswell-server migrate``, and what ``serve`` looks at: who owns the tables, and who serves from them."""

import argparse
import logging
import sys
from typing import Any

from sync.server.database import Database
from sync.server.opening import opened
from sync.server.walls import NOTHING, WallOpen, add_serving_role, check_wall

_log = logging.getLogger("groundswell.server")
_OWNER_SERVES = (
    "The role that serves also owns the tables. Row-level security binds it, but it could take it away: migrate --serving-role"
    " makes a role that cannot."
)
_OPEN = "Row-level security does not bind the role that serves: one forgotten condition would show another branch's people."
_MADE = (
    "The role {} was made, and has no password yet: give it one (ALTER ROLE … PASSWORD), or let pg_hba.conf say who it is. Then"
    " serve with its address."
)
_MAY = "The role {} may serve. Serve with its address."


class OnlyPostgres(Exception):
    """An SQLite file has no roles."""


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know migrate; ``add`` makes a parser with what every command takes."""
    parser = add(
        commands,
        "migrate",
        _migrate,
        "bring the database to this version's schema, as the owner of its tables",
    )
    parser.add_argument(
        "--serving-role",
        metavar="NAME",
        help="a role of PostgreSQL that may serve and no more; made if there is none",
    )


def add_option(parser: argparse.ArgumentParser) -> None:
    """What ``serve`` takes."""
    parser.add_argument(
        "--without-second-wall",
        action="store_true",
        help="serve also as a role that row-level security does not bind",
    )


def look_at(database: Database, given: argparse.Namespace) -> None:
    """Before anybody is answered: raise WallOpen if PostgreSQL would show the role that serves every branch."""
    if database.is_sqlite:
        return
    try:
        with database.reading(NOTHING) as connection:
            if not check_wall(connection):
                _log.warning(_OWNER_SERVES)
    except WallOpen:
        if not given.without_second_wall:
            raise
        _log.warning(_OPEN)


def _migrate(given: argparse.Namespace) -> int:
    with opened(given) as (_, database):
        if given.serving_role is None:
            return 0
        if database.is_sqlite:
            raise OnlyPostgres
        is_made = database.write(NOTHING, lambda connection: add_serving_role(connection, given.serving_role))
    sys.stdout.write((_MADE if is_made else _MAY).format(given.serving_role) + "\n")
    return 0
