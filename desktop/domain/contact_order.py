"""What a list shows of a contact and sorts it by: from its own fields, its elector and its household."""

from collections.abc import Mapping
from typing import NamedTuple

from desktop.domain.contacts import display_name
from desktop.domain.register.elector import Elector, printed_number
from desktop.domain.register.names import shown_name
from desktop.domain.searching import fold_letters, name_words

LAST = "\U0010fffd"
"""Sorts after every text: where an order has nothing to go by."""

_NAME_FIELDS = ("given_name", "additional_name", "family_name")


class Place(NamedTuple):
    """A household as a list needs it: ``short`` for a line, ``full`` to search in, ``walk`` to sort by."""

    short: str
    full: str
    walk: str

    @staticmethod
    def of(short: str, address: str, postcode: str, walk: str) -> "Place":
        """A place whose whole address is searched for."""
        return Place(short, f"{address} {postcode}".rstrip(), walk)

    @property
    def words(self) -> str:
        """The words by which those who live there are found."""
        return fold_letters(self.full)


NOWHERE = Place("", "", LAST)


class Listed(NamedTuple):
    """A contact's line and its sort keys. ``address`` is None where the household's own is shown."""

    name: str
    sort_name: str
    address: str | None
    sort_address: str
    number: str
    sort_number: str
    words: str


def line_of(elector: Elector) -> tuple[str, str, str, str]:
    """Return (name, its sort key, elector number, its sort key): what a contact's line has of the elector alone.

    Runs once per elector of an import.
    """
    district, number, suffix, _, given, additional, family, after = elector[:8]
    middle = f"{given} {additional}" if additional else given
    name = shown_name(middle if given else additional, family)
    sort_name = f"{family} {middle}"
    sort_name = sort_name.lower() if sort_name.isascii() else fold_letters(sort_name)
    return (
        f"{name} {after}" if after else name,
        sort_name.rstrip() or LAST,
        printed_number(district, number, suffix) if suffix else f"{district}-{number}",
        sort_number(district, number, suffix) if suffix else f"{district}|{number:07d}",
    )


def found_by(name: str, place: str, number: str) -> str:
    """The words by which an elector is found; ``place`` is the whole address with its postcode."""
    return f"{name_words(name)} {fold_letters(place)} {number.lower()}"


def list_elector(elector: Elector, place: Place) -> Listed:
    """The line of a contact of whom only the register is known."""
    name, sort_name, number, key = line_of(elector)
    words = found_by(name, place.full, number)
    return Listed(name, sort_name, None, place.walk, number, key, words)


def list_contact(fields: Mapping[str, str], place: Place, number: str, number_key: str) -> Listed:
    """The line of a contact from the fields that stand; those of an elector come from ``elector_fields``."""
    name = display_name(fields)
    parts = (fields.get("family_name"), fields.get("given_name"), fields.get("additional_name"))
    key = f"{parts[0] or ''} {parts[1] or ''} {parts[2] or ''}".rstrip() or fields.get("preferred_name", "")
    own = ", ".join(text for name in ("address", "locality") if (text := fields.get(name, "")))
    where = fold_letters(own) if own else place.words
    if postal_code := fields.get("postal_code"):
        where = f"{where} {fold_letters(postal_code)}"
    return Listed(
        name,
        fold_letters(key) or LAST,
        own or None,
        fold_letters(own) if own else place.walk,
        number,
        number_key,
        f"{name_words(name)} {where} {number.lower()}",
    )


def elector_fields(elector: Elector) -> dict[str, str]:
    """A contact's fields as far as the register gives them, names recased as a screen shows them."""
    printed = [elector.given_name, elector.additional_name, elector.family_name]
    words = shown_name(" ".join(filter(None, printed[:-1])), elector.family_name).split(" ")
    fields: dict[str, str] = {}
    start = 0
    for name, text in zip(_NAME_FIELDS, printed, strict=True):
        if text:
            end = start + text.count(" ") + 1
            fields[name] = " ".join(words[start:end])
            start = end
    if elector.title:
        fields["honorific_prefix"] = elector.title
    if elector.name_suffix:
        fields["honorific_suffix"] = elector.name_suffix
    return fields


def sort_number(district: str, number: int, suffix: str) -> str:
    """The register's own order as text: district, number by value, suffix by value where it is a number."""
    after = suffix.zfill(6) if suffix.isdecimal() else suffix
    return f"{district}|{number:07d}|{after}" if suffix else f"{district}|{number:07d}"
