"""Every statement that the server's tests really execute, held to the ten rules by which a ledger can be spread.

The rules are those of the tables (``sync.server.tables``): each scope may lie on another machine, so each statement says
of which scope it is, or reads without a lock and without joining. What is executed is looked at as it is executed, so a
new statement cannot be forgotten.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine

from sync.server import subjects
from sync.server.schema import _LOCK
from sync.server.tables import metadata

COPIED_TO_EACH_MACHINE = {"server", "branch", "region", "region_branch", "invitation"}
SPREAD = {*metadata.tables, *subjects.metadata.tables} - COPIED_TO_EACH_MACHINE
THE_ONE_LOCK = f"select pg_advisory_xact_lock({_LOCK})"
"""One migration at a time: taken before there is a ledger to speak of."""
_REBUILT = "_alembic_tmp_"  # SQLite alters a table by writing it anew

_FROM = r"\bfrom\b(.*?)(?=\bwhere\b|\bgroup by\b|\border by\b|\blimit\b|\boffset\b|\bfor\b|\)|$)"
_WRITTEN = r'^(?:insert into|update|delete from) "?(\w+)"?'
_KEYS = r'(primary key|unique|foreign key) ?\("?(\w+)"?'
_INDEX = r'^create (?:unique )?index \w+ on "?(\w+)"? \("?(\w+)"?'
_LOCKS = r"\bfor (?:no key update|update|share|key share)\b"
_SCOPED = r'\b"?scope"? (?:=|in) '
_JOINED = r"\b\w+\.scope = \w+\.scope\b"
_SEQUENCE = r"\b(?:nextval|currval|setval|lastval|(?:small|big)?serial|as identity|create sequence)\b"
_TRIGGER = r"\bcreate (?:or replace )?(?:constraint )?(?:trigger|rule)\b"
_ACROSS = r"\b(?:rollup|cube|grouping sets)\b"
_SESSION = r"^(?:set (?!local )|reset )|\bset_config\b"
_MACHINE = r"\bpg_(?:try_)?advisory|^(?:un)?listen\b|^notify\b|\bpg_notify\b|\btxid_|\bpg_snapshot|\bxmin\b"
_ARRAYS = "select * from unnest(%b::"
_SNAPSHOT = r"\bisolation level\b|^prepare transaction\b|\bpg_export_snapshot\b"


class Watch:
    """What was executed, and what of it breaks a rule."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()
        self.problems: list[str] = []

    def note(self, dialect: str, statement: str, *, is_many: bool = False) -> None:
        """Look at a statement, the first time that it is executed."""
        text = normal(statement)
        if (dialect, text) in self.seen:
            return
        self.seen.add((dialect, text))
        self.problems += [f"rule {rule}: {text}" for rule in broken_rules(text, dialect, is_many=is_many)]

    def tables(self, dialect: str) -> set[str]:
        """The spread tables that any statement named."""
        return {name for spoken, text in self.seen if spoken == dialect for name in spread_tables(text)}


@contextmanager
def watching() -> Iterator[Watch]:
    """Look at everything that is executed until the end, by SQLAlchemy or past it."""
    watch = Watch()

    def note(
        connection: Connection, _cursor: Any, statement: str, _values: Any, _context: Any, is_many: bool
    ) -> None:
        watch.note(connection.dialect.name, statement, is_many=is_many)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield watch
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def normal(statement: str) -> str:
    """A statement in small letters and on one line."""
    return " ".join(statement.lower().split())


def broken_rules(text: str, dialect: str, *, is_many: bool = False) -> list[int]:
    """Which of the ten rules a statement breaks."""
    if "pg_catalog" in text or _REBUILT in text or text == THE_ONE_LOCK:
        return []
    spread = spread_tables(text)
    broken = {
        1: _has_key_without_scope(text),
        2: bool(re.search(_SEQUENCE, text)),
        3: bool(re.search(_TRIGGER, text)),
        4: bool(spread) and _moves_scope(text),
        5: bool(spread) and _locks_without_scope(text),
        6: bool(re.search(_ACROSS, text)) or _joins_across(text, spread),
        7: bool(re.search(_SESSION, text)),
        8: bool(spread) and dialect == "postgresql" and _inserts_slowly(text, is_many=is_many),
        9: bool(re.search(_MACHINE, text)),
        10: bool(re.search(_SNAPSHOT, text)),
    }
    return [rule for rule, is_broken in broken.items() if is_broken]


def spread_tables(text: str) -> set[str]:
    """The spread tables from which a statement reads or to which it writes."""
    named = re.findall(_WRITTEN, text)
    for clause in re.findall(_FROM, text):
        parts = (re.match(r'\s*"?(\w+)"?', part) for part in re.split(r",|\bjoin\b", clause))
        named += [part.group(1) for part in parts if part]
    return SPREAD & set(named)


def _has_key_without_scope(text: str) -> bool:
    index = re.match(_INDEX, text)
    if index:
        return index.group(1) in SPREAD and index.group(2) != "scope"
    table = re.match(r'create table "?(\w+)"?', text)
    return (
        table is not None
        and table.group(1) in SPREAD
        and any(key != "scope" for _, key in re.findall(_KEYS, text))
    )


def _moves_scope(text: str) -> bool:
    written = re.search(r"\bset (.*?)(?:\bwhere\b|$)", text)
    return written is not None and re.search(r'(?:^|[ ,(])"?scope"? ?=', written.group(1)) is not None


def _locks_without_scope(text: str) -> bool:
    is_lock = re.search(_LOCKS, text) or text.startswith(("update ", "delete "))
    return bool(is_lock) and not re.search(_SCOPED, text)


def _joins_across(text: str, spread: set[str]) -> bool:
    if len(spread) > 1 and not re.search(_JOINED, text):
        return True
    inner = re.findall(r"\(select (.*?)\)", text)
    return any(spread_tables(f"select {part}") and not re.search(_SCOPED, part) for part in inner)


def _inserts_slowly(text: str, *, is_many: bool) -> bool:
    """One by one, or from somewhere else than the arrays of ``insert_many``."""
    return text.startswith("insert ") and (is_many or (" select " in text and _ARRAYS not in text))
