"""What was sent when, on the screen: by its key from anywhere, with receipts, questions and an export."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.domain.sent import SentState
from desktop.operations.contacts import add_person
from desktop.ui.sending.sent import SentPage
from sync.protocol.messages import PushAnswer, Quarantined
from tests.ui.office import Office


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path, Role.CANVASSER)
    add_person(made.store, {"given_name": "Osei"})
    yield made
    made.close()
    app.processEvents()


def page(office: Office) -> SentPage:
    office.press("Ctrl+T")
    room = office.window.room("sent")
    assert isinstance(room, SentPage)
    office.until(lambda: room.book is not None)
    office.settle()
    return room


def take(office: Office, reasons: dict[int, str]) -> None:
    """Let the server take everything, and keep some of it apart."""
    [state] = office.store.exchange.writers()
    entries = office.store.exchange.entries(state.writer, 0, 100)
    office.store.exchange.acknowledge(
        state.writer,
        state.last_n,
        PushAnswer(
            acked_n=state.last_n,
            epoch="e1",
            eff=[entry.stamp for entry in entries],
            quarantined=[Quarantined(id=entries[at].id, reason=reason) for at, reason in reasons.items()],
            now=0,
            received_at=[office.store.now_ms()] * len(entries),
            receipts=["0123456789abcdef" * 2] * len(entries),
        ),
    )


def cells(shown: SentPage) -> list[str]:
    """What the table says."""
    rows = shown.table._rows
    return [row.spoken for row in rows]


def test_its_key_leads_there_from_anywhere_and_escape_leads_back(office: Office) -> None:
    shown = page(office)
    assert office.window.workplace is not None
    assert office.window.workplace.current == "sent"
    assert shown.evenings.hasFocus()
    office.press("Escape")
    assert office.window.workplace.current == "home"


def test_what_is_not_sent_is_said_first(office: Office) -> None:
    shown = page(office)
    assert "not yet sent" in shown.lead.text()
    assert all("not sent" in row for row in cells(shown))
    assert not any("Osei" in row for row in cells(shown))


def test_what_the_server_took_stands_with_its_receipt(office: Office) -> None:
    take(office, {})
    shown = page(office)
    assert shown.lead.text() == "Everything that was written here is with the server."
    assert all("0123 4567 89ab cdef" in row for row in cells(shown))


def test_what_was_kept_apart_says_why_and_what_to_do(office: Office) -> None:
    take(office, {0: "scope"})
    shown = page(office)
    assert "kept apart" in " ".join(cells(shown))
    assert shown.note.text().endswith("Ask your organiser.")


def test_the_list_is_written_to_a_file(office: Office, tmp_path: Path) -> None:
    shown = page(office)
    office.press("F")
    assert shown.chooser is not None
    shown.chooser.fileSelected.emit(str(tmp_path / "sent.csv"))
    shown.chooser.close()
    office.settle()
    text = (tmp_path / "sent.csv").read_text(encoding="utf-8")
    assert text.count(SentState.NOT_SENT.value) == len(shown.evening.rows if shown.evening else [])
    assert "listed in the file" in shown.note.text()


def test_a_file_that_cannot_be_written_is_said_and_the_list_comes_back(
    office: Office, tmp_path: Path
) -> None:
    shown = page(office)
    office.press("F")
    assert shown.chooser is not None
    shown.chooser.fileSelected.emit(str(tmp_path / "nowhere" / "sent.csv"))
    shown.chooser.close()
    office.window.activateWindow()
    office.settle()
    assert shown.states.failed_page.isVisible()
    office.press("R")
    assert shown.evenings.isVisible()


def test_much_that_would_go_is_asked_about_and_kept_until_a_person_says_so(office: Office) -> None:
    office.store.sent.note_exchange(is_forked=False, removals_held=212)
    shown = page(office)
    assert shown.held.isVisible()
    assert "212 records would go" in shown.held.text()
    office.press("K")
    assert office.store.sent.removals_held() == 212
    shown = page(office)
    office.press("G")  # this laptop has joined no server: nothing goes, and that is said
    assert shown.states.failed_page.isVisible()
    assert office.store.sent.removals_held() == 212


def test_a_fork_is_told_as_nothing_lost(office: Office) -> None:
    office.store.sent.note_exchange(is_forked=True, removals_held=0)
    shown = page(office)
    assert shown.forked.text().endswith("Nothing was lost.")
