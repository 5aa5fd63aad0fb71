"""Electors: rows of a register's editions. An elector's row id is its contact's."""

from collections.abc import Sequence
from datetime import date

from desktop.domain.contact_order import sort_number
from desktop.domain.register.elector import Elector
from desktop.store.rows import Rows

INSERT_ELECTOR = (
    "INSERT OR REPLACE INTO elector (rowid, edition, district, number, suffix, title, given_name, additional_name,"
    " family_name, name_suffix, markers, attains_on, flags, uprn, household)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SELECT = (
    "SELECT district, number, suffix, title, given_name, additional_name, family_name, name_suffix, markers,"
    " attains_on, flags, uprn FROM elector"
)
_OPTED_OUT, _OTHER, _ANONYMOUS = 1, 2, 4


def elector_row(elector: Elector) -> tuple[object, ...]:
    """An elector's columns from district to uprn."""
    attains, is_opted_out, is_other, is_anonymous, _, uprn = elector[9:]
    flags = 0
    if is_opted_out or is_other or is_anonymous:
        flags = is_opted_out * _OPTED_OUT | is_other * _OTHER | is_anonymous * _ANONYMOUS
    attains_on = attains.isoformat() if attains else ""
    return (*elector[:9], attains_on, flags, uprn)  # district, number, suffix, names and markers


def elector_of(row: Sequence[object]) -> Elector:
    """An elector from its columns, without its address."""
    (district, number, suffix, title, given, additional, family, after, markers, attains_on, flags, uprn) = (
        row
    )
    bits = int(str(flags))
    return Elector(
        district=str(district),
        number=int(str(number)),
        suffix=str(suffix),
        title=str(title),
        given_name=str(given),
        additional_name=str(additional),
        family_name=str(family),
        name_suffix=str(after),
        markers=str(markers),
        attains_on=date.fromisoformat(str(attains_on)) if attains_on else None,
        is_opted_out=bool(bits & _OPTED_OUT),
        is_other_elector=bool(bits & _OTHER),
        is_anonymous=bool(bits & _ANONYMOUS),
        uprn=str(uprn),
    )


class Electors(Rows):
    """What the register says of contacts."""

    def find(self, rowid: int) -> Elector | None:
        """The elector of a contact's row, without its address."""
        row = self.reading.execute(f"{_SELECT} WHERE rowid = ?", (rowid,)).fetchone()
        return elector_of(row) if row else None

    def household_of(self, rowid: int | None) -> int | None:
        """The household in which the register has a contact."""
        row = self.reading.execute("SELECT household FROM elector WHERE rowid = ?", (rowid,)).fetchone()
        return row[0] if row else None

    def edition_of(self, rowid: int) -> int | None:
        """The edition that an elector's row comes from."""
        row = self.reading.execute("SELECT edition FROM elector WHERE rowid = ?", (rowid,)).fetchone()
        return row[0] if row else None

    @staticmethod
    def sort_key(elector: Elector) -> str:
        """The register's own order."""
        return sort_number(elector.district, elector.number, elector.suffix)
