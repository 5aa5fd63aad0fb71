"""The words by which people are found: beginnings of words of name, address and elector number."""

import unicodedata
from array import array
from collections.abc import Sequence

from desktop.store.rows import Rows

INSERT_WORDS = "INSERT INTO contact_words (rowid, words) VALUES (?, ?)"

INSERT_PLAIN_WORDS = (
    "INSERT INTO contact_words (rowid, words) SELECT contact.rowid,"
    " contact.name || coalesce(' ' || household.address || ' ' || household.postal_code || ' ', ' ') || contact.number"
    " FROM contact LEFT JOIN household ON household.rowid = contact.household"
    " WHERE contact.rowid BETWEEN ? AND ? AND contact.rowid NOT IN (SELECT value FROM json_each(?))"
)
"""Index contacts of whom only a register is known: the first row, the last, and those left out as JSON.

Only for words that are ``plain_to_index``. One statement, during which SQLCipher lets go of the interpreter.
"""

_LATIN = range(0xC0, 0x180)
_FOLDED = frozenset(
    [chr(code) for code in range(0x80)]
    + [chr(code) for code in _LATIN if unicodedata.normalize("NFD", chr(code))[0].isascii()]
)
"""ASCII, and the Latin letters that are one of its letters under a mark."""


def plain_to_index(text: str) -> bool:
    """Whether the index itself makes the letters of a text small and plain, as ``fold_letters`` would."""
    return text.isascii() or _FOLDED.issuperset(text)


class Search(Rows):
    """The full-text index over contacts. Results come in row order, which is the register's: never ranked."""

    def find(self, words: Sequence[str], limit: int) -> "array[int]":
        """Row ids of contacts that hold a word beginning with each of these; at most ``limit``."""
        if not words:
            return array("q")
        # Words are letters and digits only (desktop.domain.searching), so nothing here is an operator.
        query = " ".join(f'"{word}"*' for word in words)
        rows = self.reading.execute(
            "SELECT rowid FROM contact_words WHERE contact_words MATCH ? LIMIT ?", (query, limit)
        )
        return array("q", [row[0] for row in rows.fetchall()])

    def write(self, rowid: int, words: str) -> None:
        """Index a contact anew."""
        self.remove(rowid)
        self.writing.execute(INSERT_WORDS, (rowid, words))

    def add(self, rowid: int, words: str) -> None:
        """Index a contact that is new."""
        self.writing.execute(INSERT_WORDS, (rowid, words))

    def add_many(self, words: Sequence[tuple[int, str]]) -> None:
        """Index contacts that are new: row ids with their words."""
        self.writing.executemany(INSERT_WORDS, words)

    def write_many(self, gone: Sequence[tuple[int]], words: Sequence[tuple[int, str]]) -> None:
        """Let contacts not be found any more, and index some of them anew: row ids with their words."""
        self.writing.executemany("DELETE FROM contact_words WHERE rowid = ?", gone)
        self.writing.executemany(INSERT_WORDS, words)

    def let_go(self) -> None:
        """Leave nothing in the index of those who were removed: until then their words stand in it, marked as gone."""
        self.writing.execute("INSERT INTO contact_words (contact_words) VALUES ('optimize')")

    def remove(self, rowid: int) -> None:
        """Let a contact not be found any more."""
        self.writing.execute("DELETE FROM contact_words WHERE rowid = ?", (rowid,))
