"""Which file this is: layout, encoding and delimiter are found out, never asked."""

from datetime import date

import pytest

from desktop.domain import made_up
from desktop.domain.register.elector import Elector
from desktop.domain.register.problems import Reason, RegisterRefused
from desktop.domain.register.reading import RegisterReader
from desktop.domain.register.report import RegisterReport
from tests.made_up_files.register_files import (
    PP50,
    TODAY,
    XPRESS,
    as_bytes,
    in_chunks,
    pp50_row,
    pp50_rows,
    xpress_rows,
)


def read(data: bytes, chunk: int = 8_192, today: date = TODAY) -> tuple[list[Elector], RegisterReport]:
    reader = RegisterReader(in_chunks(data, chunk), today)
    electors = list(reader)
    return electors, reader.report()


def ascii_only(rows: list[list[str]]) -> list[list[str]]:
    return [row for row in rows if all(cell.isascii() for cell in row)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16le"),
        ("utf-16-le", "utf-16le"),
        ("utf-16-be", "utf-16be"),
    ],
)
def test_encoding_and_delimiter_are_found_out(encoding: str, named: str, delimiter: str) -> None:
    rows = xpress_rows(300)
    electors, report = read(as_bytes(XPRESS, rows, encoding=encoding, delimiter=delimiter), 999)
    assert (report.layout, report.encoding, report.delimiter) == ("xpress-full", named, delimiter)
    assert [elector.family_name for elector in electors] == [row[5].removeprefix("(z) ") for row in rows]
    assert report.rows == report.electors == 300
    assert not report.problems


@pytest.mark.parametrize("size", [64, 1_000, 300_000])
def test_windows_letters_are_found_also_when_the_first_one_comes_late(size: int) -> None:
    rows = ascii_only(xpress_rows(3_000))
    rows.append([*rows[0][:5], "Siân", "Zoë – “Bob”", *rows[0][7:]])
    rows[-1][0] = "ZZ9"
    electors, report = read(as_bytes(XPRESS, rows, encoding="cp1252"), size)
    assert report.encoding == "cp1252"
    assert (electors[-1].family_name, electors[-1].given_name) == ("Siân", "Zoë – “Bob”")


def test_a_byte_without_meaning_in_windows_makes_it_latin_1() -> None:
    row = xpress_rows(1)[0]
    row[5] = "Si\x81ân"
    electors, report = read(as_bytes(XPRESS, [row], encoding="latin-1"))
    assert report.encoding == "latin-1"
    assert electors[0].family_name == "Siân"


def test_one_odd_byte_in_a_utf_8_file_is_read_and_reported_with_its_row() -> None:
    rows = [[*row[:5], "Łukasz", *row[6:]] for row in xpress_rows(40)]
    data = as_bytes(XPRESS, rows).replace("Łukasz".encode(), b"Andr\xe9", 20)
    data = data.replace(b"Andr\xe9", "Łukasz".encode(), 19)
    electors, report = read(data, 100_000)
    assert report.encoding == "utf-8"
    assert [problem.reason for problem in report.problems] == [Reason.MIXED_ENCODING]
    assert report.problems[0].row == 21
    assert electors[19].family_name == "André"


@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_every_kind_of_line_end_is_read(newline: str) -> None:
    assert read(as_bytes(XPRESS, xpress_rows(50), newline=newline))[1].electors == 50


@pytest.mark.parametrize("size", [1, 7, 64, 8_192])
@pytest.mark.parametrize("mostly", ["\r\n", "\n"])
@pytest.mark.parametrize("last", ["\r", "\n", "\r\n", ""])
def test_line_ends_that_are_mixed_lose_nobody(size: int, mostly: str, last: str) -> None:
    header, *lines = as_bytes(XPRESS, xpress_rows(50), newline=mostly).decode().splitlines()
    ends = [mostly, "\r", "\n", "\r", "\r\n", "\r", "\r"]
    told = "".join(line + ends[at % len(ends)] for at, line in enumerate(lines[:-1])) + lines[-1] + last
    reader = RegisterReader(in_chunks(f"{header}{mostly}{told}".encode(), size), TODAY)
    assert sum(1 for _ in reader) == 50
    report = reader.report()
    assert (report.rows, report.problems) == (50, ())


def test_a_carriage_return_in_quotation_marks_ends_no_row() -> None:
    rows = xpress_rows(3)
    rows[1][8] = "1 Mill\rLane"
    assert read(as_bytes(XPRESS, rows))[1].electors == 3


def test_headers_are_known_whatever_their_case_and_spacing() -> None:
    header = [f"  {name.upper().replace(' ', '_')} " for name in XPRESS]
    assert read(as_bytes(header, xpress_rows(5)))[1].layout == "xpress-full"


def test_the_thirteen_column_file_has_the_name_in_one_column_family_name_first() -> None:
    header = [*XPRESS[:5], "Elector Name", *XPRESS[7:]]
    names = ["SMITH Anna Maria", "Van der Berg Anna", "(z) O'Brien, Seán", "Jones Huw"]
    rows = [[*row[:5], name, *row[7:]] for row, name in zip(xpress_rows(4), names, strict=True)]
    electors, report = read(as_bytes(header, rows))
    assert report.layout == "xpress-full"
    assert [(e.family_name, e.given_name) for e in electors] == [
        ("SMITH", "Anna Maria"),
        ("Van der Berg", "Anna"),
        ("O'Brien", "Seán"),
        ("Jones", "Huw"),
    ]
    assert [e.is_opted_out for e in electors] == [False, False, True, False]


def test_the_councils_own_elector_id_is_not_kept_and_not_complained_about() -> None:
    rows = [[*row, "998877"] for row in xpress_rows(5)]
    _, report = read(as_bytes([*XPRESS, "Elector ID"], rows))
    assert report.electors == 5
    assert not report.problems


def test_pp50_is_read_with_all_its_columns() -> None:
    truth = list(made_up.electors(500, 3))
    electors, report = read(as_bytes(PP50, map(pp50_row, truth)))
    assert report.layout == "eros-pp50"
    assert electors == truth
    assert report.households == len({e.address.key for e in truth if e.address})
    assert report.polling_districts == len({e.district for e in truth})


def test_pp50_is_read_without_the_columns_that_councils_leave_out() -> None:
    wanted = [
        name for name in PP50 if name not in ("Status", "Title", "Initials", "Suffix", "UPRN", "Address 9")
    ]
    at = [PP50.index(name) for name in wanted]
    rows = [[row[index] for index in at] + ["Y"] for row in pp50_rows(50)]
    electors, report = read(as_bytes([*wanted, "Opt Out"], rows))
    assert (report.layout, report.electors) == ("eros-pp50", 50)
    assert all(elector.is_opted_out for elector in electors)


def test_banner_rows_are_counted_and_are_not_rows_of_electors() -> None:
    rows = pp50_rows(30)
    rows.insert(15, ["Monthly Additions", *[""] * 20])
    rows.insert(20, list(PP50))
    rows.append(["Total electors", "30", *[""] * 19])
    banners = [["Register of Electors"], ["Date Published: 01/12/2026", *[""] * 20]]
    _, report = read(as_bytes(PP50, rows, banners=banners))
    assert (report.rows, report.electors, report.banners) == (30, 30, 5)
    assert not report.problems


def test_a_column_that_no_layout_knows_is_left_out_with_a_note() -> None:
    rows = [[*row, "a@b"] for row in xpress_rows(3)]
    _, report = read(as_bytes([*XPRESS, "Favourite Colour"], rows))
    assert report.electors == 3
    assert [(p.reason, p.column, p.row) for p in report.problems] == [
        (Reason.UNKNOWN_COLUMN, "Favourite Colour", 1)
    ]


def test_a_missing_column_is_named() -> None:
    header = [name for name in XPRESS if name != "Elector Number"]
    with pytest.raises(RegisterRefused) as refused:
        read(as_bytes(header, [row[1:] for row in xpress_rows(3)]))
    assert (refused.value.problem.reason, refused.value.problem.column) == (
        Reason.MISSING_COLUMN,
        "Elector Number",
    )


def test_a_column_that_is_there_twice_refuses_the_file() -> None:
    rows = [[*row, "x"] for row in xpress_rows(3)]
    with pytest.raises(RegisterRefused) as refused:
        read(as_bytes([*XPRESS, "elector  surname"], rows, banners=[["Register of Electors"]]))
    problem = refused.value.problem
    assert (problem.reason, problem.row, problem.column) == (Reason.DUPLICATE_COLUMN, 2, "elector surname")
