"""Files that are no register: refused with row and column, in bounded time and memory."""

import itertools
import os
import tracemalloc
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.register.problems import Problem, Reason, RegisterRefused
from desktop.domain.register.reading import RegisterReader
from tests.made_up_files.register_files import TODAY, XPRESS, as_bytes, in_chunks, xpress_rows

HEADER = ",".join(XPRESS).encode() + b"\r\n"


def refusal(chunks: Iterable[bytes]) -> Problem:
    reader = RegisterReader(chunks, TODAY)
    with pytest.raises(RegisterRefused) as refused:
        for _ in reader:
            pass
    report = reader.report()
    assert not report.accepted
    assert report.problems[0] == refused.value.problem
    return refused.value.problem


def clean_file(rows: int = 40, encoding: str = "utf-8") -> bytes:
    return as_bytes(XPRESS, xpress_rows(rows), encoding=encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b" \r\n\r\n \t", Reason.EMPTY),
        (b"\0" * 100_000, Reason.NUL),
        (b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", Reason.WRONG_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, Reason.WRONG_KIND),
        (b"%PDF-1.7 ...", Reason.WRONG_KIND),
        (b"\n<!DOCTYPE html><html>", Reason.WRONG_KIND),
        (b'<?xml version="1.0"?><a/>', Reason.WRONG_KIND),
        (b"\x7fELF\x02\x01\x01\0\0\0", Reason.WRONG_KIND),
        (b"Dear all,\nhere is the file, as promised.\n", Reason.NOT_A_REGISTER),
        (b'{"a": [1, 2, 3]}', Reason.NOT_A_REGISTER),
        (b"name,email,phone\nA,b,c\n", Reason.NOT_A_REGISTER),
        (HEADER, Reason.NO_ROWS),
        (HEADER + b"\r\n,,,,,,,,,,,,,\r\n", Reason.NO_ROWS),
    ],
)
def test_what_is_no_register_is_refused_for_what_it_is(data: bytes, reason: Reason) -> None:
    assert refusal([data]).reason is reason


def test_a_file_cut_in_a_row_is_refused_with_that_row() -> None:
    data = clean_file()
    last = data.rindex(b"\r\n", 0, -2) + 2
    problem = refusal(in_chunks(data[: last + 20]))
    assert (problem.reason, problem.row) == (Reason.CUT_SHORT, 41)


def test_a_file_cut_within_quotation_marks_is_refused_with_that_row() -> None:
    problem = refusal([clean_file() + b'AA,77,0,,,"Smi'])
    assert (problem.reason, problem.row) == (Reason.CUT_SHORT, 42)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_utf_16_file_cut_in_a_letter_is_refused(encoding: str) -> None:
    assert refusal(in_chunks(clean_file(encoding=encoding)[:-3], 777)).reason is Reason.CUT_SHORT


def test_a_utf_8_file_cut_in_a_letter_is_refused() -> None:
    data = (
        as_bytes(XPRESS, [[*row[:5], "Łukasz", *row[6:]] for row in xpress_rows(9)])
        + "AA,98,0,,,Ł".encode()[:-1]
    )
    assert refusal([data]).reason is Reason.CUT_SHORT


def test_a_last_row_without_a_line_end_is_whole() -> None:
    reader = RegisterReader([clean_file()[:-2]], TODAY)
    assert len(list(reader)) == 40


def test_a_zero_character_is_told_with_its_row() -> None:
    data = clean_file().replace(b"\r\n", b"\r\nA\0A", 12).replace(b"A\0A", b"", 11)
    problem = refusal(in_chunks(data))
    assert (problem.reason, problem.row) == (Reason.NUL, 13)


def test_a_quotation_mark_that_never_closes_is_told_with_its_row() -> None:
    rows = clean_file(400).split(b"\r\n")
    rows[7] = b'AA,6,0,,,"Smith,Ann' + rows[7]
    problem = refusal(in_chunks(b"\r\n".join(rows)))
    assert (problem.reason, problem.row) == (Reason.OPEN_QUOTE, 8)


def test_a_file_of_mostly_unreadable_rows_is_refused() -> None:
    junk = [["x"] * 14 for _ in range(5_000)]
    problem = refusal(in_chunks(as_bytes(XPRESS, [*xpress_rows(100), *junk])))
    assert problem.reason is Reason.MOSTLY_UNREADABLE
    assert problem.row is not None
    assert problem.row < 2_000


def test_fifty_thousand_columns_are_refused() -> None:
    assert refusal([b",".join([b"a"] * 50_000) + b"\n"]).reason in (
        Reason.TOO_MANY_COLUMNS,
        Reason.RECORD_TOO_LONG,
    )
    problem = refusal([HEADER + b",".join([b"a"] * 20_000) + b"\n"])
    assert problem.reason in (Reason.TOO_MANY_COLUMNS, Reason.NO_ROWS)


def endless(piece: bytes, total: int) -> Iterator[bytes]:
    return itertools.repeat(piece, total // len(piece))


@pytest.mark.parametrize(
    ("start", "piece", "total"),
    [
        (b"", b"x" * 262_144, 1 << 30),
        (HEADER, b"x" * 262_144, 1 << 30),
        (HEADER + b'AA,1,0,,,"', b"y" * 262_144, 100 << 20),
        (HEADER + b'AA,1,0,,,"', b"y\n" * 131_072, 1 << 30),
        (HEADER, b"\n" * 262_144, 1 << 30),
        (HEADER, b"x,y\n" * 65_536, 1 << 30),
        (HEADER, os.urandom(262_144), 1 << 30),
        (b"", os.urandom(262_144), 1 << 30),
        (HEADER, b"\0" * 262_144, 1 << 30),
    ],
    ids=[
        "endless line",
        "endless row",
        "huge cell",
        "open quote",
        "blank",
        "junk",
        "random rows",
        "random",
        "zeros",
    ],
)
def test_huge_and_hostile_files_are_refused_in_bounded_memory(start: bytes, piece: bytes, total: int) -> None:
    tracemalloc.start()
    try:
        refusal(itertools.chain([start] if start else [], endless(piece, total)))
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


def test_one_huge_chunk_is_taken_in_slices() -> None:
    assert refusal([HEADER + b"z" * (30 << 20)]).reason is Reason.RECORD_TOO_LONG


@given(st.binary(max_size=400), st.binary(max_size=400), st.booleans())
def test_no_bytes_whatever_give_anything_but_a_report(head: bytes, tail: bytes, has_header: bool) -> None:
    reader = RegisterReader([head, HEADER if has_header else b"", tail], TODAY)
    try:
        electors = list(reader)
    except RegisterRefused:
        assert not reader.report().accepted
    else:
        assert reader.report().electors == len(electors) > 0


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0\r\n", codec="utf-8"), max_size=30),
        min_size=14,
        max_size=14,
    )
)
def test_no_text_in_a_row_gives_anything_but_an_elector_or_a_problem(cells: list[str]) -> None:
    reader = RegisterReader(
        in_chunks(as_bytes(XPRESS, [*xpress_rows(3), cells, *xpress_rows(1, 2)]), 64), TODAY
    )
    assert len(list(reader)) >= 3
    report = reader.report()
    assert report.rows + report.banners + report.blank_rows == 5
