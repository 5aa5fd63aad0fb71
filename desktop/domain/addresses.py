"""Addresses: street, number, block and flat out of a register's address lines, and the order in which people
walk.

The rules follow the acceptance table that a British canvassing tool publishes for its uploads (TTW Digital,
guide C3, March 2026), and also read the formats that the table calls invalid.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.address_words import Kind, kind_of
from desktop.domain.places import split_trailing_postcode

_NUMBERED = re.compile(  # noqa: TID251 - "21 ", "52a ", "4- 6 ", "12/14 " before something else
    r"(\d{1,5}[A-Za-z]?(?:\s?[-–/&]\s?\d{1,5}[A-Za-z]?)*)\s+(.*\D.*)"
)
_NUMBER = re.compile(r"\d{1,5}[A-Za-z]?(?:\s?[-–/&]\s?\d{1,5}[A-Za-z]?)*")  # noqa: TID251
_BRACKETED = re.compile(r"\[([^\]]+)\]")  # noqa: TID251
_FLAT = re.compile(  # noqa: TID251
    r"(?:(.*\S)\s+)?(?:flat|apartment|apt|unit|room|studio|suite|maisonette|plot|bedsit)\.?\s+(\S+)",
    re.IGNORECASE,
)
_FLAT_AFTER_STREET = re.compile(r"(.+\D)\s+((?:flat|apartment|apt|unit)\s+\S+)", re.IGNORECASE)  # noqa: TID251
_ENDS_IN_FLAT = re.compile(r"(.*\S)\s+(\d{1,5}[A-Za-z]?|[A-Za-z])")  # noqa: TID251
_DIGITS = re.compile(r"\d+")  # noqa: TID251
_SPACED_RANGE = re.compile(r"(?<=\d)\s*[-–]\s*(?=\d)")  # noqa: TID251
_NOT_KEY = re.compile(r"[^\w\-/]+|_+")  # noqa: TID251
_EMPTY = frozenset({"", "-", "."})


class Address(NamedTuple):
    """One household's address: as printed, and taken apart.

    ``lines`` never hold the postcode. ``key`` is what makes two addresses one household. ``number`` is 0
    where the street gives none; ``number_text`` keeps "16A" and "4-6". ``name`` is what stands before the
    street beside a plain number ("South House 14", "16A", "Flat 3"). ``side`` is "odd", "even" or "none".
    ``number_sort`` sorts numbers upwards; ``walk_key`` sorts a street as people walk it: odds up, then evens
    down, then what has no number; inside one number, block by block and flat by flat.
    """

    lines: tuple[str, ...]
    postcode: str
    key: str
    street: str
    locality: str
    number: int
    number_text: str
    block: str
    flat: str
    name: str
    side: str
    number_sort: str
    walk_key: str

    @property
    def street_key(self) -> str:
        """What addresses of one street share, and what their walk keys begin with."""
        return _street_key(self.street)

    @property
    def one_line(self) -> str:
        """The whole address on one line."""
        return ", ".join((*self.lines, self.postcode) if self.postcode else self.lines)


class _Segment(NamedTuple):
    """A piece of an address between commas: an optional leading number and what follows it."""

    text: str
    number: str
    rest: str
    kind: Kind


def fold(text: str) -> str:
    """Return text for comparing: small letters, words separated by one space, no punctuation but - and /."""
    text = text.casefold()
    if text.replace(" ", "").isalnum():
        return text
    text = text.replace("'", "").replace("’", "")
    return _NOT_KEY.sub(" ", _SPACED_RANGE.sub("-", text)).strip()


def natural(text: str) -> str:
    """Return a sort key in which numbers sort by value: "Flat 2" before "Flat 10"."""
    if not text:
        return ""
    return _DIGITS.sub(lambda match: match[0].zfill(5), text.casefold())


def parse_address(lines: tuple[str, ...], postcode: str = "") -> Address | None:
    """Return the address in these clean lines, or None where they hold none. ``postcode`` is a tidy one or
    "".
    """
    number, _, rest = lines[0].partition(" ") if lines else ("", "", "")
    if number.isdecimal() and len(number) <= 5 and number.isascii() and rest[:1].isalpha():
        terrace = _terrace(rest, lines[1:], postcode)
        if terrace is not None:
            return _in_terrace(number, rest, terrace)
    return _parsed(lines, postcode)


class _Terrace(NamedTuple):
    """What addresses have in common that differ in nothing but a plain number: "7 Mill Road", "9 Mill Road"."""

    others: tuple[str, ...]
    postcode: str
    key_after_number: str
    locality: str
    street_key: str


@lru_cache(maxsize=4096)
def _terrace(street: str, others: tuple[str, ...], postcode: str) -> _Terrace | None:
    """Read "1 Mill Road" for all that stand there; None where the number is not all that tells them apart."""
    first = f"1 {street}"
    one = _parsed((first, *others), postcode)
    if one is None or one.lines[0] != first or (one.number_text, one.street, one.name) != ("1", street, ""):
        return None
    return _Terrace(one.lines[1:], one.postcode, one.key[1:], one.locality, one.street_key)


def _in_terrace(number_text: str, street: str, terrace: _Terrace) -> Address:
    """The same address that ``_parsed`` gives, in a fifth of the time."""
    others, postcode, key_after_number, locality, street_key = terrace
    number = int(number_text)
    side = ("even", "odd")[number % 2] if number else "none"
    number_sort = f"{number:05d}"
    return Address(
        (f"{number_text} {street}", *others),
        postcode,
        number_text + key_after_number,
        street,
        locality,
        number,
        number_text,
        "",
        "",
        "",
        side,
        number_sort,
        f"{street_key}!{_place_on(side, number, number_sort)}!!",
    )


def _parsed(lines: tuple[str, ...], postcode: str) -> Address | None:
    kept = [line for line in lines if line not in _EMPTY]
    while kept and kept[-1][-3:-2].isdigit():
        without, found = split_trailing_postcode(kept[-1])
        if not found or (postcode and found != postcode):
            break
        postcode = postcode or found
        if without:
            kept[-1] = without
            break
        kept.pop()
    if not kept:
        return None
    number_text, street, before, locality = _taken_apart(kept)
    block, flat = _block_and_flat(before) if before else ("", "")
    name = _shown_name(before, number_text)
    if number_text.isdecimal():
        number, after = int(number_text), ""
    else:
        match = _DIGITS.match(number_text)
        number, after = (int(match[0]), number_text[match.end() :].upper()) if match else (0, "")
    side = ("even", "odd")[number % 2] if number else "none"
    number_sort = f"{number:05d}{after}"
    key = f"{fold(' '.join(kept))}|{postcode.replace(' ', '')}"
    walk_key = _walk_key(street, side, number, number_sort, block, flat)
    return Address(
        tuple(kept),
        postcode,
        key,
        street,
        locality,
        number,
        number_text,
        block,
        flat,
        name,
        side,
        number_sort,
        walk_key,
    )


def _taken_apart(kept: list[str]) -> tuple[str, str, list[_Segment], str]:
    """Return (the number on the street, the street, the segments before them, the locality)."""
    first = _pieces(kept[0])
    if len(first) == 1 and len(kept) > 1 and (second := _pieces(kept[1])):
        # "1 Foundry Lane", "Castleferry": most addresses, and whatever follows is not looked at.
        front = _segment(first[0])
        if front.number and front.kind is Kind.STREET:
            return front.number, front.rest, [], second[0]
    segments = [_segment(piece) for line in kept for piece in _pieces(line)]
    at = _street_position(segments)
    number_text, street, before = _number_and_street(segments, at)
    return number_text, street, before, segments[at + 1].text if at + 1 < len(segments) else ""


def _walk_key(street: str, side: str, number: int, number_sort: str, block: str, flat: str) -> str:
    place = _place_on(side, number, number_sort)
    # "!" sorts before every letter and digit, so that a house comes before the flats in it.
    return f"{_street_key(street)}!{place}!{natural(block)}!{natural(flat)}"


def _place_on(side: str, number: int, number_sort: str) -> str:
    if side == "odd":
        return f"0{number_sort}"
    if side == "even":
        # Down the other side; 16 before 16A even so, as both are one front door.
        return f"1{99_999 - number:05d}{number_sort[5:]}"
    return "2"


@lru_cache(maxsize=4096)
def _street_key(street: str) -> str:
    return natural(fold(street))


def _says_flat(line: str) -> bool:
    lower = line.casefold()
    return " flat " in lower or " apartment " in lower or " apt " in lower or " unit " in lower


def _pieces(line: str) -> list[str]:
    """Split a line at its commas; "12 Station Road Flat 2" is also two pieces, the flat first."""
    if "," in line:
        return [part for raw in line.split(",") if (part := raw.strip()) not in _EMPTY]
    if line[0].isdigit() and _says_flat(line) and (match := _FLAT_AFTER_STREET.fullmatch(line)):
        street = _segment(match[1])
        if street.number and street.kind is Kind.STREET:
            return [match[2], match[1]]
    return [line]


@lru_cache(maxsize=8_192)
def _segment(text: str) -> _Segment:
    number, _, rest = text.partition(" ")
    if number.isdecimal() and len(number) <= 5 and rest[:1].isalpha():
        return _Segment(text, number, rest, kind_of(rest))
    match = _NUMBERED.fullmatch(text) if text[0].isdigit() else None
    if match:
        return _Segment(text, _tidy_range(match[1]), match[2], kind_of(match[2]))
    if _NUMBER.fullmatch(text):
        return _Segment(text, _tidy_range(text), "", Kind.NUMBER)
    return _Segment(text, "", text, kind_of(text))


def _tidy_range(number: str) -> str:
    return number if number.isalnum() else "".join(number.split())


def _street_position(segments: list[_Segment]) -> int:
    """Return which segment holds the street."""
    if len(segments) == 1:
        return 0
    typed = [at for at, segment in enumerate(segments) if segment.kind is Kind.STREET]
    if typed:
        numbered = (at for at in typed if _has_number(segments, at))
        return next(numbered, typed[0])
    for kinds in ((Kind.PLAIN,), (Kind.BUILDING,)):
        for at, segment in enumerate(segments):
            if segment.number and segment.kind in kinds:
                return at
    for at, segment in enumerate(segments[:-1]):
        if segment.kind is Kind.NUMBER:
            return at + 1
    return 1


def _has_number(segments: list[_Segment], at: int) -> bool:
    return bool(segments[at].number) or (at > 0 and segments[at - 1].kind is Kind.NUMBER)


def _number_and_street(segments: list[_Segment], at: int) -> tuple[str, str, list[_Segment]]:
    """Return (the number on the street, the street, the segments before them)."""
    street = segments[at]
    before = segments[:at]
    if street.number and street.kind is not Kind.NUMBER:
        return street.number, street.rest, before
    if before and before[-1].kind is Kind.NUMBER:
        return before[-1].number, street.text, before[:-1]
    if before and before[-1].kind is Kind.FLAT and before[-1].number:
        inner = before[-1]  # "56 Flat 1": the number belongs to the street
        return inner.number, street.text, [*before[:-1], _Segment(inner.rest, "", inner.rest, Kind.FLAT)]
    if street.kind is Kind.NUMBER:
        return street.number, "", before
    return "", street.text, before


def _block_and_flat(before: list[_Segment]) -> tuple[str, str]:
    """Return (block or house name, flat) out of what stands before the street."""
    blocks: list[str] = []
    flat = ""
    for segment in before:
        text = segment.text
        if match := _BRACKETED.fullmatch(text):
            flat = flat or match[1]
        elif segment.kind is Kind.NUMBER or (len(text) == 1 and text.isalpha()):
            flat = flat or text
        elif segment.number and segment.kind is not Kind.FLAT:
            flat = flat or segment.number
            blocks.append(segment.rest)
        elif match := _FLAT.fullmatch(text):
            flat = flat or match[2]
            if match[1]:
                blocks.append(match[1])
        elif segment.kind is Kind.FLAT:
            flat = flat or text
        elif match := _ENDS_IN_FLAT.fullmatch(text):
            flat = flat or match[2]
            blocks.append(match[1])
        else:
            blocks.append(text)
    return ", ".join(blocks), flat


def _shown_name(before: list[_Segment], number_text: str) -> str:
    name = ", ".join(segment.text for segment in before)
    if number_text.isdecimal() or not number_text:
        return name
    if not name or name.casefold().endswith(number_text.casefold()):
        return name or number_text
    return f"{name} {number_text}"
