"""Files that mean harm, or that somebody took for a form: one clear refusal each, in bounded time and memory."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from desktop.domain.surveys.forms import FormReport, read_form
from desktop.domain.surveys.problems import Problem, Reason
from tests.made_up_files.forms import form, part, rewritten, workbook

MOST_SECONDS = 5
"""Of the processor, so that a busy machine does not make a bound look broken."""
MOST_MEMORY = 400 * 1024**2
SHEET = "xl/worksheets/sheet1.xml"
PLAIN = form([["text", "a", "A?"]])


@pytest.fixture(autouse=True)
def soon_over() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < 2 * MOST_SECONDS  # making the file counts too


def read(data: bytes) -> FormReport:
    began = time.process_time()
    report = read_form(data, "form")
    assert time.process_time() - began < MOST_SECONDS
    return report


def refusal(data: bytes) -> Problem:
    report = read(data)
    assert not report.is_accepted
    return report.problems[0]


def test_a_plain_form_is_taken() -> None:
    assert read(PLAIN).is_accepted


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\0" * 5000, Reason.EMPTY),
        (b"type,name,label\ntext,a,A?\n", Reason.NOT_A_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Reason.OLD_WORKBOOK),
        (b"%PDF-1.7 and so on", Reason.NOT_A_WORKBOOK),
        (b"PK\x03\x04 and no more", Reason.DAMAGED),
        (PLAIN[: len(PLAIN) // 2], Reason.DAMAGED),
        (PLAIN[:-30], Reason.DAMAGED),
    ],
)
def test_what_is_no_workbook_is_refused_as_what_it_is(data: bytes, reason: Reason) -> None:
    assert refusal(data).reason is reason


def test_a_letter_renamed_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert refusal(made.getvalue()).reason is Reason.NOT_A_WORKBOOK


@pytest.mark.parametrize("place", range(0, len(PLAIN), 97))
def test_a_flipped_byte_never_breaks_the_program(place: int) -> None:
    data = bytearray(PLAIN)
    data[place] ^= 0x55
    read(bytes(data))


def test_a_workbook_that_unpacks_to_a_gigabyte_is_stopped_on_the_way() -> None:
    zeros = b" " * 1024**2
    made = io.BytesIO(PLAIN)
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/a.png", "w") as bomb,
    ):
        for _ in range(1024):
            bomb.write(zeros)
    tracemalloc.start()
    try:
        assert refusal(made.getvalue()).reason is Reason.TOO_LARGE_UNPACKED
        assert tracemalloc.get_traced_memory()[1] < MOST_MEMORY
    finally:
        tracemalloc.stop()


def test_many_parts_are_refused() -> None:
    data = rewritten(PLAIN, {}, [(f"xl/media/{number}.png", b"x") for number in range(1000)])
    assert refusal(data).reason is Reason.TOO_MANY_PARTS


def test_a_part_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = rewritten(PLAIN, {}, [(SHEET, part(PLAIN, SHEET))])
    assert refusal(data).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>',
    ],
)
@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_declarations_are_refused_in_every_part(declared: bytes, name: str) -> None:
    content = part(PLAIN, name)
    head, mark, rest = content.partition(b"?>") if content.startswith(b"<?xml") else (b"", b"", content)
    assert refusal(rewritten(PLAIN, {name: head + mark + declared + rest})).reason is Reason.DOCTYPE


def test_declarations_are_found_in_other_encodings_too() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    assert refusal(rewritten(PLAIN, {SHEET: text.encode("utf-16")})).reason is Reason.DOCTYPE


def test_deep_nesting_is_refused() -> None:
    deep = b"<worksheet>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</worksheet>"
    assert refusal(rewritten(PLAIN, {SHEET: deep})).reason is Reason.TOO_DEEP_XML


def test_a_sheet_that_is_no_xml_is_damage() -> None:
    assert refusal(rewritten(PLAIN, {SHEET: b"no sheet at all"})).reason is Reason.DAMAGED


def test_a_character_of_no_text_is_refused() -> None:
    content = part(PLAIN, SHEET).replace(b"A?", b"A&#0;")
    assert content != part(PLAIN, SHEET)
    assert refusal(rewritten(PLAIN, {SHEET: content})).reason is Reason.DAMAGED


def test_a_nul_in_a_cell_is_refused_with_its_row() -> None:
    problem = refusal(form([["text", "a", "A_x0000_B"]]))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.CONTROL_CHARACTER, "survey", 2)


def test_a_hundred_thousand_rows_are_refused_with_sheet_and_row() -> None:
    problem = refusal(form([["note", f"n{number}", "N"] for number in range(100_000)]))
    assert (problem.reason, problem.sheet) == (Reason.TOO_MANY_ROWS, "survey")
    assert problem.row is not None


def test_rows_beyond_what_a_survey_has_are_refused_with_the_first_row_too_many() -> None:
    problem = refusal(form([["note", f"n{number}", "N"] for number in range(1_001)]))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.TOO_MANY_ROWS, "survey", 1_002)


def test_ten_thousand_choices_are_taken_and_one_more_is_not() -> None:
    choices = [["places", f"p{number}", f"Place {number}"] for number in range(10_000)]
    rows = [["select_one places", "where", "Where?"]]
    assert read(form(rows, choices)).is_accepted
    problem = refusal(form(rows, [*choices, ["places", "one_more", "One more"]]))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.TOO_MANY_ROWS, "choices", 10_002)


def test_five_hundred_lists_of_choices_are_read_in_time() -> None:
    choices = [[f"l{number % 500}", f"c{number}", "C"] for number in range(10_000)]
    rows = [[f"select_one l{number}", f"q{number}", "Q?"] for number in range(500)]
    assert read(form(rows, choices)).is_accepted


def test_forty_groups_in_each_other_are_refused_at_the_first_too_many() -> None:
    rows: list[list[str]] = [["begin group", f"g{number}", "G"] for number in range(40)]
    rows += [["text", "a", "A?"], *[["end group"]] * 40]
    problem = refusal(form(rows))
    assert (problem.reason, problem.row) == (Reason.TOO_MANY_GROUPS, 22)


def test_a_label_of_five_megabytes_is_refused_with_its_row() -> None:
    content = part(PLAIN, SHEET).replace(b"A?", b"A" * 5 * 1024**2)
    assert content != part(PLAIN, SHEET)
    problem = refusal(rewritten(PLAIN, {SHEET: content}))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.TOO_LONG, "survey", 2)


@pytest.mark.parametrize("formula", ["=1+1", '=HYPERLINK("http://127.0.0.1")', "=cmd|'/c calc'!A1"])
def test_a_formula_is_refused_by_sheet_and_row(formula: str) -> None:
    problem = refusal(form([["text", "a", "A?"], ["text", "b", formula]]))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.FORMULA, "survey", 3)


def test_a_formula_in_the_settings_is_refused_too() -> None:
    problem = refusal(form([["text", "a", "A?"]], settings={"version": "=NOW()"}))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.FORMULA, "settings", 2)


def test_thousands_of_columns_are_refused() -> None:
    problem = refusal(workbook({"survey": [["type", "name", *(f"x{n}" for n in range(5_000))]]}))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.TOO_MANY_COLUMNS, "survey", 1)


def test_one_cell_far_away_does_not_make_millions_of_cells() -> None:
    content = part(PLAIN, SHEET).replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    assert refusal(rewritten(PLAIN, {SHEET: content})).reason in (
        Reason.TOO_MANY_COLUMNS,
        Reason.TOO_MANY_ROWS,
    )


def renumbered(old: bytes, new: bytes) -> bytes:
    data = form([["text", "a", "A?"], ["text", "b", "B?"]])
    sheet = part(data, SHEET)
    assert sheet.count(old) == 1
    return rewritten(data, {SHEET: sheet.replace(old, new)})


@pytest.mark.parametrize("number", ["99999999999", "1e11", "9_999_999_999", "+99999999999", "0", "-1", ""])
@pytest.mark.parametrize("place", [b'<row r="3"', b"</sheetData>"])
def test_a_row_far_below_does_not_make_millions_of_rows(number: str, place: bytes) -> None:
    far = f'<row r="{number}"'.encode()
    data = renumbered(place, far if place.startswith(b"<row") else far + b"></row>" + place)
    assert refusal(data).reason is Reason.DAMAGED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="3"', b'<row r="2"'),
        (b'<row r="3"', b'<row r="1"'),
        (b'<c r="B3"', b'<c r="C3"'),
        (b'<c r="C3"', b'<c r="A3"'),
    ],
)
def test_rows_and_cells_that_go_back_are_damage_and_never_dropped(old: bytes, new: bytes) -> None:
    problem = refusal(renumbered(old, new))
    assert (problem.reason, problem.sheet) == (Reason.DAMAGED, "survey")
    assert problem.row


def test_an_empty_row_at_the_end_of_the_sheet_is_no_harm() -> None:
    assert read(renumbered(b"</sheetData>", b'<row r="1048576"></row></sheetData>')).is_accepted


def test_a_false_dimension_is_not_believed() -> None:
    content = part(PLAIN, SHEET)
    head, mark, rest = content.partition(b"<sheetData>")
    lied = head + b'<dimension ref="A1:XFD1048576"/>' + mark + rest
    assert read(rewritten(PLAIN, {SHEET: lied})).is_accepted


def test_more_cells_than_can_be_read_in_time_are_refused() -> None:
    wide = [["l", f"c{number}", "C", *["x"] * 20] for number in range(4_000)]
    problem = refusal(form([["select_one l", "a", "A?"]], wide))
    assert (problem.reason, problem.sheet) == (Reason.TOO_MANY_CELLS, "choices")
    assert problem.row is not None


def test_one_text_in_very_many_cells_counts_in_each() -> None:
    rows = [["note", f"n{number}", "x" * 30_000] for number in range(200)]
    problem = refusal(form(rows))
    assert (problem.reason, problem.sheet, problem.row) == (Reason.TOO_MUCH_TEXT, "survey", 135)


def test_more_rules_than_can_be_read_in_time_are_refused_at_the_first_too_many() -> None:
    rule = " or ".join(["${q} = 'x'"] * 200)
    rows = [["text", "q", "Q?"], *[["text", f"r{number}", "R?", rule] for number in range(900)]]
    report = read(form(rows, columns="type name label relevant"))
    assert [problem.reason for problem in report.problems] == [Reason.TOO_MANY_RULES]
    assert report.problems[0].row == 3 + 100_000 // len(rule)


def with_pieces(name: str, before: bytes, pieces: bytes) -> bytes:
    content = part(PLAIN, name)
    assert before in content
    return rewritten(PLAIN, {name: content.replace(before, pieces + before, 1)})


SHARED = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>'


@pytest.mark.parametrize(
    "data",
    [
        with_pieces("xl/styles.xml", b"</cellXfs>", b"<xf/>" * 2_000_000),
        with_pieces(
            "[Content_Types].xml", b"</Types>", b'<Override PartName="/a" ContentType="b"/>' * 200_000
        ),
        with_pieces("xl/_rels/workbook.xml.rels", b"</Relationships>", b"<Relationship/>" * 500_000),
        with_pieces(SHEET, b"</sheetData>", b"<row/>" * 2_000_000),
        with_pieces(SHEET, b"</worksheet>", b"<a/>" * 2_000_000),
        with_pieces(
            SHEET, b"</worksheet>", b"<a " + b" ".join(b'b%d=""' % n for n in range(400_000)) + b"/>"
        ),
        rewritten(PLAIN, {}, [("xl/sharedStrings.xml", SHARED % (b"<si><t>a</t></si>" * 1_000_000))]),
    ],
    ids=["styles", "types", "relations", "rows", "elements", "attributes", "strings"],
)
def test_millions_of_small_pieces_are_stopped_before_a_library_makes_objects_of_them(data: bytes) -> None:
    assert refusal(data).reason is Reason.TOO_INTRICATE
