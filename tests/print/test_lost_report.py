"""The report on a lost laptop, read again from its PDF."""

import importlib
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop.print.lost_report import paint_lost_report
from desktop.ui.look.fonts import load_fonts
from desktop.wording.lost import Line, ReportText, Section

ROOT = Path(__file__).parents[2]
LINES = (Line("2026-11-30 14:05 UTC", "Last heard from"), Line("Nobody ordered its records destroyed."))


def pages_of(content: bytes) -> list[str]:
    document = importlib.import_module("pypdfium2").PdfDocument(content)  # it has no types
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def report(sections: int) -> ReportText:
    return ReportText(
        "Report on a lost laptop",
        "Blue, Dockside",
        tuple(Section(f"Section {n}", LINES) for n in range(sections)),
    )


def test_every_section_and_line_is_read_again_on_one_page(qapp: QApplication) -> None:
    load_fonts()
    [text] = pages_of(paint_lost_report(report(3)))
    assert text.startswith(
        "Report on a lost laptop Blue, Dockside Section 0 Last heard from 2026-11-30 14:05 UTC"
    )
    assert text.count("Nobody ordered its records destroyed.") == 3
    assert "Report on a lost laptop: Blue, Dockside. Page 1." in text


def test_what_does_not_fit_goes_on_on_the_next_page_and_no_heading_stands_alone(qapp: QApplication) -> None:
    load_fonts()
    pages = pages_of(paint_lost_report(report(40)))
    assert len(pages) > 2
    whole = " ".join(pages)
    assert all(f"Section {n} Last heard from" in whole for n in range(40))
    assert [f"Page {n}." in text for n, text in enumerate(pages, 1)] == [True] * len(pages)


def test_a_line_longer_than_a_page_is_wide_is_wrapped_and_not_cut(qapp: QApplication) -> None:
    load_fonts()
    words = " ".join(f"word{n}" for n in range(120))
    text = ReportText("Report", "Blue", (Section("Held", (Line(words, "The whole branch"),)),))
    [page] = pages_of(paint_lost_report(text))
    assert words in page


def test_a_terminal_paints_the_same_page_without_a_window(tmp_path: Path) -> None:
    script = (
        "import sys; from desktop.main import _paint_report;"
        " from desktop.wording.lost import Line, ReportText, Section;"
        " text = ReportText('Report', 'Blue', (Section('Held', (Line('nothing'),)),));"
        " open(sys.argv[1], 'wb').write(_paint_report(text))"
    )
    file = tmp_path / "report.pdf"
    subprocess.run([sys.executable, "-c", script, str(file)], check=True, timeout=120, cwd=ROOT)
    [page] = pages_of(file.read_bytes())
    assert page.startswith("Report Blue Held nothing")
