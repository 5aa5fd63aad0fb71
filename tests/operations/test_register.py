"""Looking into a register file: counts, progress, cancel, and no traceback whatever the path is."""

import json
from pathlib import Path

import pytest

from desktop.domain.register.problems import Reason
from desktop.operations.register import RegisterCancelled, inspect_register
from desktop.wording.register import report_document
from tests.made_up_files.register_files import TODAY, XPRESS, as_bytes, xpress_rows


def test_a_file_is_reported_whatever_its_extension_says(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(2_000), encoding="utf-16", delimiter="\t"))
    told: list[tuple[int, int]] = []
    report = inspect_register(path, lambda done, total: told.append((done, total)), as_of=TODAY)
    assert report.accepted
    document = json.loads(json.dumps(report_document(report)))
    assert {
        key: document[key] for key in ("layout", "encoding", "delimiter", "rows", "electors", "problems")
    } == {
        "layout": "xpress-full",
        "encoding": "utf-16le",
        "delimiter": "\t",
        "rows": 2_000,
        "electors": 2_000,
        "problems": [],
    }
    assert document["households"] > 500
    assert document["polling_districts"] == 2
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
    assert told == sorted(told)


def test_a_cancel_is_minded_between_two_pieces(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(5_000)))
    with pytest.raises(RegisterCancelled):
        inspect_register(path, None, lambda: True, as_of=TODAY)


def test_a_path_that_is_no_file_is_reported(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv", Path("/dev/null")):
        report = inspect_register(path, as_of=TODAY)
        assert not report.accepted
        assert report.problems[0].reason in (Reason.UNREADABLE, Reason.EMPTY)


def test_a_refused_file_is_reported_with_its_problem_first(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(as_bytes(XPRESS, xpress_rows(50))[:-30])
    report = inspect_register(path, as_of=TODAY)
    assert not report.accepted
    document = report_document(report)
    assert document["accepted"] is False
    assert document["problems"] == [
        {
            "row": 51,
            "column": None,
            "reason": "The file stops in the middle of this row. Ask the council to send it again.",
            "severity": "file",
        }
    ]
