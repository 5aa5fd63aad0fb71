"""Every trap of one row: it becomes an elector, or a problem with its row and column."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.domain.register.elector import Elector
from desktop.domain.register.problems import Problem, Reason, Severity
from desktop.domain.register.reading import RegisterReader
from tests.made_up_files.register_files import (
    PP50,
    TODAY,
    XPRESS,
    as_bytes,
    in_chunks,
    pp50_rows,
    xpress_rows,
)

Found = tuple[list[Elector], list[Problem]]


def read(data: bytes) -> Found:
    reader = RegisterReader(in_chunks(data), TODAY)
    electors = list(reader)
    report = reader.report()
    refused = sum(problem.severity is Severity.ROW for problem in report.problems)
    assert report.rows == len(electors) + refused, "every row is an elector or a problem"
    return electors, list(report.problems)


def with_cells(**cells: str) -> Found:
    """A file of three Xpress rows, the middle one with these cells."""
    rows = xpress_rows(3)
    for name, value in cells.items():
        rows[1][XPRESS.index(COLUMNS[name])] = value
    return read(as_bytes(XPRESS, rows))


def with_pp50_cells(**cells: str) -> Found:
    rows = pp50_rows(3)
    for name, value in cells.items():
        rows[1][PP50.index(COLUMNS_PP50[name])] = value
    return read(as_bytes(PP50, rows))


COLUMNS = {
    "district": "Elector Number Prefix",
    "number": "Elector Number",
    "suffix": "Elector Number Suffix",
    "markers": "Elector Markers",
    "day": "Elector DOB",
    "family": "Elector Surname",
    "given": "Elector Forename",
    "postcode": "PostCode",
    "line1": "Address1",
    "line2": "Address2",
    "line3": "Address3",
}
COLUMNS_PP50 = {
    "district": "PD",
    "number": "ENO",
    "status": "Status",
    "given": "First Name(s)",
    "initials": "Initials",
    "family": "Surname",
    "suffix": "Suffix",
    "day": "Date Of Attainment",
    "markers": "Franchise Flag",
    "line1": "Address 1",
    "line2": "Address 2",
    "postcode": "Postcode",
    "uprn": "UPRN",
}


@pytest.mark.parametrize("make", [with_cells, with_pp50_cells])
@pytest.mark.parametrize(
    ("cell", "value", "reason"),
    [
        ("district", "", Reason.MISSING_DISTRICT),
        ("number", "", Reason.MISSING_NUMBER),
        ("number", "0", Reason.BAD_NUMBER),
        ("number", "-4", Reason.BAD_NUMBER),
        ("number", "12b4", Reason.BAD_NUMBER),
        ("number", "99999999", Reason.BAD_NUMBER),
        ("number", "10.75", Reason.DECIMAL_NUMBER),
        ("number", "9" * 400, Reason.BAD_NUMBER),
        ("family", "x" * 201, Reason.CELL_TOO_LONG),
        ("family", "=HYPERLINK(1)", Reason.FORMULA),
        ("line1", "@SUM(A1)", Reason.FORMULA),
        ("line1", "y" * 300, Reason.CELL_TOO_LONG),
    ],
)
def test_a_row_that_cannot_be_taken_is_a_problem_with_row_and_column(
    make: Callable[..., Found], cell: str, value: str, reason: Reason
) -> None:
    electors, problems = make(**{cell: value})
    columns = COLUMNS if make is with_cells else COLUMNS_PP50
    assert [(p.reason, p.severity, p.row, p.column) for p in problems] == [
        (reason, Severity.ROW, 3, columns[cell])
    ]
    assert len(electors) == 2


def test_a_row_without_any_name_is_a_problem() -> None:
    _, problems = with_cells(family="", given="")
    assert [(p.reason, p.row) for p in problems] == [(Reason.MISSING_NAME, 3)]


def test_one_name_is_enough() -> None:
    electors, problems = with_cells(given="")
    assert len(electors) == 3
    assert not problems


@pytest.mark.parametrize("make", [with_cells, with_pp50_cells])
@pytest.mark.parametrize(
    "value", ["31/02/2027", "00/00/0000", "PENDING", "N/A", "2027-13-01", "15/03/1850", "9" * 50]
)
def test_a_date_that_is_none_costs_the_date_and_never_the_row(make: Callable[..., Found], value: str) -> None:
    electors, problems = make(day=value)
    assert [(p.reason, p.severity, p.row) for p in problems] == [(Reason.BAD_DATE, Severity.FIELD, 3)]
    assert electors[1].attains_on is None


@pytest.mark.parametrize(
    "value",
    [
        "15/03/2027",
        "15-03-2027",
        "15.03.2027",
        "2027-03-15",
        "15 Mar 2027",
        "15/03/27",
        "15/03/2027 00:00:00",
        "46461",
    ],
)
def test_dates_are_read_as_councils_write_them(value: str) -> None:
    electors, problems = with_cells(day=value)
    assert not problems
    assert electors[1].attains_on == date(2027, 3, 15)


def test_a_birth_is_told_from_a_coming_of_age_and_only_the_latter_is_kept() -> None:
    electors, problems = with_cells(day="15/03/2009")
    assert electors[1].attains_on == date(2027, 3, 15)
    assert not problems
    electors, problems = with_cells(day="22/11/1985")
    assert electors[1].attains_on is None
    assert [(p.reason, p.severity) for p in problems] == [(Reason.DATE_OF_BIRTH, Severity.FIELD)]


@pytest.mark.parametrize("value", ["25/11/2028", "01/06/2031", "25/11/2010", "01/06/2014"])
def test_nothing_at_all_is_kept_of_someone_under_sixteen_and_their_row_is_named(value: str) -> None:
    electors, problems = with_cells(day=value)
    assert [elector.number for elector in electors] == [1, 3]
    assert [(p.reason, p.severity, p.row) for p in problems] == [(Reason.UNDER_SIXTEEN, Severity.ROW, 3)]
    assert problems[0].column


def test_someone_who_turned_sixteen_today_is_an_attainer() -> None:
    assert with_cells(day="24/11/2028")[0][1].attains_on == date(2028, 11, 24)


def test_the_mark_of_the_open_registers_opt_out_is_a_flag_and_no_part_of_the_name() -> None:
    electors, _ = with_cells(family="(z) Kowalski")
    assert (electors[1].family_name, electors[1].is_opted_out) == ("Kowalski", True)


def test_hard_spaces_and_invisible_characters_are_cleaned() -> None:
    electors, _ = with_cells(
        family="\u00a0Dos\u00a0\u00a0Santos ", given="An\u200ba\u202e", line1="4- 6\u00a0Knowsley  Road"
    )
    assert (electors[1].family_name, electors[1].given_name) == ("Dos Santos", "Ana")
    assert electors[1].address is not None
    assert electors[1].address.lines[0] == "4- 6 Knowsley Road"


def test_accents_are_one_spelling_whichever_way_they_are_encoded() -> None:
    assert with_cells(family="Sia\u0302n")[0][1].family_name == "Si\u00e2n"


def test_a_suffix_of_zero_is_not_written() -> None:
    assert with_cells(district="DK2", number="231", suffix="0")[0][1].elector_number == "DK2-231"
    assert with_cells(district="DK2", number="231", suffix="1")[0][1].elector_number == "DK2-231/1"
    assert with_cells(district="KD-2/2", number="289", suffix="01")[0][1].elector_number == "KD-2/2-289/1"


@pytest.mark.parametrize(
    ("value", "printed"), [("231/1", "DK2-231/1"), ("231.0", "DK2-231"), ("DK2-231", "DK2-231")]
)
def test_numbers_that_a_spreadsheet_touched_are_read(value: str, printed: str) -> None:
    assert with_cells(district="DK2", number=value)[0][1].elector_number == printed


def test_an_eros_suffix_is_a_number_or_part_of_the_name() -> None:
    assert with_pp50_cells(district="DK2", number="5", suffix="2")[0][1].elector_number == "DK2-5/2"
    assert with_pp50_cells(suffix="OBE")[0][1].name_suffix == "OBE"


def test_unknown_franchise_letters_are_data() -> None:
    electors, problems = with_cells(markers="QX7")
    assert electors[1].markers == "QX7"
    assert not problems


def test_a_number_that_the_file_used_before_is_a_problem_and_the_first_row_stays() -> None:
    rows = xpress_rows(3)
    electors, problems = read(as_bytes(XPRESS, [*rows, rows[1]]))
    assert len(electors) == 3
    assert [(p.reason, p.severity, p.row) for p in problems] == [(Reason.DUPLICATE_NUMBER, Severity.ROW, 5)]


def test_an_elector_without_an_address_is_an_other_elector() -> None:
    rows = xpress_rows(2)
    rows[1][7:] = [""] * 7
    electors, problems = read(as_bytes(XPRESS, rows))
    assert electors[1].is_other_elector
    assert not electors[1].is_anonymous
    assert electors[1].address is None
    assert not problems


@pytest.mark.parametrize(
    "words",
    [
        "Other Electors",
        "OVERSEAS ELECTOR",
        "Service Voter",
        "Crown Servant",
        "Declaration of Local Connection",
        "No Fixed Address",
    ],
)
def test_the_kind_of_an_elector_in_place_of_an_address_is_no_household(words: str) -> None:
    electors, _ = with_cells(line1=words, line2="", postcode="")
    assert electors[1].is_other_elector


@pytest.mark.parametrize("street", ["1 Service Road", "Overseas House", "Connection Street", "Crown House"])
def test_a_street_that_sounds_like_it_is_a_street(street: str) -> None:
    electors, _ = with_cells(line1=street)
    assert not electors[1].is_other_elector


@pytest.mark.parametrize(
    "cells", [("N", "", ""), ("", "", "N"), ("Elector", "Anonymous", "N"), ("ANONYMOUS ELECTOR", "", "")]
)
def test_an_anonymous_elector_is_a_number_and_nothing_else(cells: tuple[str, str, str]) -> None:
    rows = xpress_rows(2)
    rows[1][3:] = [cells[2], "01/01/2027", cells[0], cells[1], *[""] * 7]
    electors, problems = read(as_bytes(XPRESS, rows))
    anonymous = electors[1]
    assert anonymous.is_anonymous
    assert not anonymous.is_other_elector
    assert (anonymous.family_name, anonymous.given_name, anonymous.attains_on) == ("", "", None)
    assert anonymous.display_name == ""
    assert not problems


def test_a_pp50_file_prints_n_for_an_anonymous_elector() -> None:
    row = ["HAB", "1374", "", "", "", "", "N", *[""] * 14]
    electors, _ = read(as_bytes(PP50, [*pp50_rows(1), row]))
    assert electors[1].is_anonymous
    assert electors[1].elector_number == "HAB-1374"


def test_a_postcode_in_the_last_address_line_is_found_and_not_an_address_line() -> None:
    electors, problems = with_cells(line1="8 Coleman Road", line2="Wexbridge", line3="qv57tg", postcode="")
    address = electors[1].address
    assert address is not None
    assert (address.lines, address.postcode) == (("8 Coleman Road", "Wexbridge"), "QV5 7TG")
    assert not problems


def test_a_postcode_that_is_there_twice_makes_no_second_household() -> None:
    rows = xpress_rows(1) * 2
    rows[1] = [*rows[1]]
    rows[0][7:11] = ["QV5 7TG", "8 Coleman Road", "", ""]
    rows[1][1], rows[1][7:11] = "9", ["qv5  7tg", "8  COLEMAN ROAD", "QV5 7TG", ""]
    reader = RegisterReader([as_bytes(XPRESS, rows)], TODAY)
    assert len(list(reader)) == 2
    assert reader.report().households == 1


def test_two_postcode_columns_are_one_postcode_and_a_contradiction_is_told() -> None:
    rows = [[*row, row[7]] for row in xpress_rows(3)]
    rows[0][7] = ""
    rows[2][-1] = "ZV9 9ZZ"
    electors, problems = read(as_bytes([*XPRESS, "Postcode"], rows))
    assert electors[0].address is not None
    assert electors[0].address.postcode == rows[0][-1]
    assert [(p.reason, p.severity, p.row) for p in problems] == [(Reason.TWO_POSTCODES, Severity.NOTE, 4)]


def test_a_postcode_that_is_none_costs_the_postcode_alone() -> None:
    electors, problems = with_cells(postcode="TBC")
    assert electors[1].address is not None
    assert electors[1].address.postcode == ""
    assert [(p.reason, p.severity, p.column) for p in problems] == [
        (Reason.BAD_POSTCODE, Severity.FIELD, "PostCode")
    ]


def test_a_uprn_is_twelve_digits_or_a_problem_of_that_field() -> None:
    assert with_pp50_cells(uprn="72771509")[0][1].uprn == "000072771509"
    electors, problems = with_pp50_cells(uprn="1.0E+11")
    assert electors[1].uprn == ""
    assert [(p.reason, p.column) for p in problems] == [(Reason.BAD_UPRN, "UPRN")]


def test_a_deletion_in_a_pp50_file_is_no_elector() -> None:
    electors, problems = with_pp50_cells(status="D")
    assert len(electors) == 2
    assert [(p.reason, p.row) for p in problems] == [(Reason.DELETION, 3)]


@pytest.mark.parametrize("change", [lambda row: row[:-3], lambda row: [*row, "more"], lambda row: row[:2]])
def test_a_row_with_too_few_or_too_many_cells_is_a_problem(change: Callable[[list[str]], list[str]]) -> None:
    rows = xpress_rows(3)
    rows[1] = change(rows[1])
    electors, problems = read(as_bytes(XPRESS, rows))
    assert len(electors) == 2
    assert [(p.reason, p.row) for p in problems] == [(Reason.WRONG_CELL_COUNT, 3)]


def test_empty_cells_behind_the_last_column_are_nothing() -> None:
    rows = [[*row, "", ""] for row in xpress_rows(3)]
    assert read(as_bytes([*XPRESS, "", ""], rows))[1] == []


def test_blank_rows_are_not_rows() -> None:
    rows = xpress_rows(2)
    rows.insert(1, [""] * 14)
    reader = RegisterReader([as_bytes(XPRESS, rows) + b"\r\n\r\n"], TODAY)
    assert len(list(reader)) == 2
    assert (reader.report().rows, reader.report().blank_rows) == (2, 3)


def test_a_cell_over_several_lines_is_read_and_rows_are_counted_as_lines() -> None:
    rows = xpress_rows(3)
    rows[0][8:10] = ["Flat 1\n10 Coleman Road", "Wexbridge"]
    rows[2][1] = "x"
    electors, problems = read(as_bytes(XPRESS, rows))
    address = electors[0].address
    assert address is not None
    assert (address.flat, address.number, address.street) == ("1", 10, "Coleman Road")
    assert [p.row for p in problems] == [5]


def test_quotation_marks_within_a_cell_are_part_of_it() -> None:
    rows = xpress_rows(3)
    data = as_bytes(XPRESS, rows).replace(rows[1][6].encode() + b",", b'"Bob" ' + b"Ann,", 1)
    electors, problems = read(data)
    assert not problems
    assert '"Bob" Ann' in [elector.given_name for elector in electors]
