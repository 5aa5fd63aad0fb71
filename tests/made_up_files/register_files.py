"""Register files with known truth, made of made-up electors; a test puts its trap in a known row."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from desktop.domain import made_up
from desktop.domain.register.elector import Elector


def _columns(text: str) -> list[str]:
    return text.split(",")


XPRESS = _columns(
    "Elector Number Prefix,Elector Number,Elector Number Suffix,Elector Markers,Elector DOB,Elector Surname,"
    "Elector Forename,PostCode,Address1,Address2,Address3,Address4,Address5,Address6"
)
PP50 = _columns(
    "PD,ENO,Status,Title,First Name(s),Initials,Surname,Suffix,Date Of Attainment,Franchise Flag,"
    "Address 1,Address 2,Address 3,Address 4,Address 5,Address 6,Address 7,Address 8,Address 9,Postcode,UPRN"
)
TODAY = date(2026, 11, 24)

Row = list[str]


def xpress_row(elector: Elector) -> Row:
    """An elector as Xpress prints it in 14 columns."""
    lines, postcode = _place(elector, 6)
    given = " ".join(filter(None, (elector.given_name, elector.additional_name)))
    family = f"(z) {elector.family_name}" if elector.is_opted_out else elector.family_name
    start = [elector.district, str(elector.number), elector.suffix or "0", elector.markers, _day(elector)]
    return [*start, family, given, postcode, *lines]


def pp50_row(elector: Elector) -> Row:
    """An elector as Idox Eros prints it in 21 columns."""
    lines, postcode = _place(elector, 9)
    family = f"(z) {elector.family_name}" if elector.is_opted_out else elector.family_name
    names = [elector.title, elector.given_name, elector.additional_name, family, elector.name_suffix]
    start = [elector.district, str(elector.number), "", *names, _day(elector), elector.markers]
    return [*start, *lines, postcode, elector.uprn]


def _day(elector: Elector) -> str:
    return elector.attains_on.strftime("%d/%m/%Y") if elector.attains_on else ""


def _place(elector: Elector, width: int) -> tuple[Row, str]:
    if elector.address is None:
        return [""] * width, ""
    lines = list(elector.address.lines)
    return lines + [""] * (width - len(lines)), elector.address.postcode


def xpress_rows(count: int, seed: int = 1) -> list[Row]:
    """That many clean rows of an Xpress file."""
    return [xpress_row(elector) for elector in made_up.electors(count, seed)]


def pp50_rows(count: int, seed: int = 1) -> list[Row]:
    """That many clean rows of a PP50 file."""
    return [pp50_row(elector) for elector in made_up.electors(count, seed)]


def as_bytes(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    newline: str = "\r\n",
    banners: Iterable[Sequence[str]] = (),
) -> bytes:
    """A file of these rows below its header, with banner lines above it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerows(banners)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def in_chunks(data: bytes, size: int = 8_192) -> Iterable[bytes]:
    """A file as an operation reads it, in small pieces so that pieces end anywhere."""
    return (data[start : start + size] for start in range(0, len(data), size))
