"""Statements that go to the driver are heard by whoever listens, and fail as SQLAlchemy's own do."""

from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, event, select, update
from sqlalchemy.exc import DBAPIError

from sync.server.database import insert_absent
from sync.server.statements import Prepared, execute
from sync.server.tables import SERVER
from sync.server.walls import EVERY, NOTHING
from tests.sync.central import Central

FOUND = Prepared(select(SERVER.c.value, SERVER.c.name).where(SERVER.c.name == bindparam("of")))
CHANGED = Prepared(update(SERVER).where(SERVER.c.name == bindparam("of")).values(value=bindparam("to")))


def test_rows_have_names_and_a_write_says_how_many_it_changed(central: Central) -> None:
    with central.database.writing(EVERY) as connection:
        execute(connection, "INSERT INTO server (name, value) VALUES ('made up', 'one')", ())
        assert [(row.name, row.value) for row in FOUND.rows(connection, {"of": "made up"})] == [
            ("made up", "one")
        ]
        assert CHANGED.run(connection, {"of": "made up", "to": "two"}) == 1
        assert CHANGED.run(connection, {"of": "nobody", "to": "two"}) == 0
        assert FOUND.first(connection, {"of": "made up"}).value == "two"
        assert FOUND.first(connection, {"of": "nobody"}) is None


def test_a_row_that_was_absent_is_told_from_one_that_was_there(central: Central) -> None:
    row = {"name": "made up", "value": "one"}
    with central.database.writing(NOTHING) as connection:
        assert insert_absent(connection, SERVER, row)
        assert not insert_absent(connection, SERVER, {**row, "value": "two"})
        assert FOUND.first(connection, {"of": "made up"}).value == "one"


def test_whoever_listens_hears_of_them(central: Central) -> None:
    heard: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        heard.append(statement)

    engine = central.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        with central.database.reading(EVERY) as connection:
            FOUND.rows(connection, {"of": "epoch"})
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert sum("FROM server" in statement for statement in heard) == 1


def test_a_fault_is_sqlalchemys_and_undoes_the_transaction(central: Central) -> None:
    def fail(connection: Connection) -> None:
        execute(connection, "INSERT INTO server (name, value) VALUES ('made up', 'one')", ())
        execute(connection, "SELECT nothing FROM nowhere", ())

    with pytest.raises(DBAPIError) as caught:
        central.database.write(EVERY, fail)
    assert caught.value.orig is not None
    with central.database.reading(EVERY) as connection:
        assert FOUND.first(connection, {"of": "made up"}) is None
