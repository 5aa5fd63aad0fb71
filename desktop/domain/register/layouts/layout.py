"""What a layout is: the columns of one family of register files, declared; no code of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column means."""

    DISTRICT = "district"
    NUMBER = "number"
    SUFFIX = "suffix"
    TITLE = "title"
    GIVEN_NAME = "given_name"
    ADDITIONAL_NAME = "additional_name"
    FAMILY_NAME = "family_name"
    FULL_NAME = "full_name"
    NAME_SUFFIX = "name_suffix"
    MARKERS = "markers"
    ATTAINS_ON = "attains_on"
    OPTED_OUT = "opted_out"
    STATUS = "status"
    ADDRESS = "address"
    POSTCODE = "postcode"
    UPRN = "uprn"
    LEFT_OUT = "left_out"  # known, and nothing the branch needs


REPEATABLE = frozenset({Field.ADDRESS, Field.POSTCODE, Field.LEFT_OUT})


@dataclass(frozen=True, slots=True)
class Layout:
    """One family of files. ``columns`` maps a folded header (see ``fold_header``) to its field.

    ``required`` lists groups of alternatives, each with the header that a person should look for: a file that
    has none of a group is refused. ``address1`` … ``address9`` are added by ``field_of`` for every layout.
    """

    name: str
    columns: Mapping[str, Field]
    required: tuple[tuple[str, frozenset[Field]], ...]

    def field_of(self, header: str) -> Field | None:
        """Return what a header of a file means here, or None for one that this layout does not know."""
        folded = fold_header(header)
        if folded.startswith("address") and folded[7:].isdecimal():
            return Field.ADDRESS
        return self.columns.get(folded)

    def missing(self, headers: list[str]) -> list[str]:
        """Return the headers that a person should look for and that are not among ``headers``."""
        present = {self.field_of(header) for header in headers}
        return [label for label, fields in self.required if not fields & present]

    def known(self, headers: list[str]) -> int:
        """Return how many of the headers this layout knows."""
        return sum(self.field_of(header) is not None for header in headers)


def fold_header(header: str) -> str:
    """Return a header without case, spacing and punctuation: "First Name(s)" and "FIRST NAMES" are one."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())
