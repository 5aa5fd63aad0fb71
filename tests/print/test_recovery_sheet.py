"""The recovery sheet, read again from its PDF."""

import importlib
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.recovery import read_code
from desktop.print.recovery_sheet import write_recovery_sheet
from desktop.ui.look.fonts import load_fonts

CODE = "GSJG-JUQH-XBHL-WQVK-MAYZ-WKBL-MCTU-XBLX"


def text_of(file: Path) -> str:
    document = importlib.import_module("pypdfium2").PdfDocument(file)  # it has no types
    try:
        assert len(document) == 1
        page = document[0]
        text: str = page.get_textpage().get_text_bounded()
        return text
    finally:
        document.close()


def test_the_printed_code_reads_as_the_code(qapp: QApplication, tmp_path: Path) -> None:
    load_fonts()
    sheet = tmp_path / "sheet.pdf"
    write_recovery_sheet(sheet, CODE, "Dockside")
    text = text_of(sheet)
    assert all(group in text for group in CODE.split("-"))
    groups = [word for word in text.split() if word in CODE.split("-")]
    assert read_code(" ".join(groups)) == CODE


def test_the_sheet_names_the_branch_and_what_to_do(qapp: QApplication, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    write_recovery_sheet(sheet, CODE, "Dockside")
    text = text_of(sheet)
    assert "Dockside" in text
    assert "never beside the laptop" in text


def test_a_folder_that_cannot_be_written_is_an_error_and_not_a_silence(
    qapp: QApplication, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="sheet"):
        write_recovery_sheet(tmp_path / "missing" / "sheet.pdf", CODE, "")


@pytest.mark.skipif(os.name == "nt", reason="a folder's rights hold for its files there")
def test_nobody_else_may_read_the_sheet_at_any_moment(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, modes = tmp_path / "sheet.pdf", []
    replace = os.replace

    def noted_replace(source: Path, target: Path) -> None:
        modes.append(Path(source).stat().st_mode & 0o777)
        replace(source, target)

    monkeypatch.setattr(os, "replace", noted_replace)
    before = os.umask(0)
    try:
        sheet.write_bytes(b"an older one")
        write_recovery_sheet(sheet, CODE, "Dockside")
    finally:
        os.umask(before)
    assert modes == [0o600]
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
