"""SQLCipher under sqlite-utils: the only place that imports either.

sqlite-utils looks for a package called ``pysqlite3`` and falls back to Python's own ``sqlite3``. With the
latter its ``except`` clauses never match what SQLCipher raises: an ``INSERT … RETURNING`` then fails,
leaves a savepoint open, and every later write of the session is gone after close. So SQLCipher takes that
name *before* sqlite-utils is first imported, and both are asked afterwards whether they mean the same
exceptions.

Everybody in the store imports ``Database`` and the exceptions from here.
"""

import importlib
import sys
from collections.abc import Callable

from desktop.store.errors import WrongBinding

_driver = importlib.import_module("sqlcipher3.dbapi2")
_package = importlib.import_module("sqlcipher3")
sys.modules.setdefault("pysqlite3", _package)
sys.modules.setdefault("pysqlite3.dbapi2", _driver)

from sqlite_utils import Database, Migrations
from sqlite_utils.db import NotFoundError, Table
from sqlite_utils.utils import (  # type: ignore[attr-defined]
    sqlite3 as _spoken,
)

Error: type[Exception] = _driver.Error
DatabaseError: type[Exception] = _driver.DatabaseError
OperationalError: type[Exception] = _driver.OperationalError
IntegrityError: type[Exception] = _driver.IntegrityError

Connection = _spoken.Connection
connect: Callable[..., Connection] = _driver.connect

OK: int = _driver.SQLITE_OK
DENY: int = _driver.SQLITE_DENY
ACTION_ATTACH: int = _driver.SQLITE_ATTACH
ACTION_DETACH: int = _driver.SQLITE_DETACH
ACTION_PRAGMA: int = _driver.SQLITE_PRAGMA
ACTION_FUNCTION: int = _driver.SQLITE_FUNCTION

__all__ = [
    "Connection",
    "Database",
    "DatabaseError",
    "Error",
    "IntegrityError",
    "Migrations",
    "NotFoundError",
    "OperationalError",
    "Table",
    "assert_bound",
    "connect",
]


def assert_bound() -> None:
    """WrongBinding unless sqlite-utils speaks to SQLCipher and catches SQLCipher's exceptions."""
    library = importlib.import_module("sqlite_utils.db")
    helpers = importlib.import_module("sqlite_utils.utils")
    same = (
        library.sqlite3 is _package
        and library.OperationalError is _driver.OperationalError
        and helpers.OperationalError is _driver.OperationalError
        and helpers.sqlite3.IntegrityError is _driver.IntegrityError
    )
    if not same:
        raise WrongBinding


assert_bound()
