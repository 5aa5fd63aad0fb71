"""The page of laptops: what to do first, who is silent, and the last answer where there is no network."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QLabel

from desktop.operations.contacts import add_person
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.branch.role_list import RoleList
from desktop.ui.desk import Place
from desktop.ui.home.coordinator import CoordinatorScreen
from desktop.ui.look.look import Look
from desktop.ui.look.wear import wear
from desktop.ui.widgets.actions import ActionBar
from sync.protocol.messages import ErasureState, LaptopsAnswer, LaptopState
from tests.ui.office import NOW, Office

DAY = 24 * 60 * 60 * 1000


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    add_person(made.store, {"given_name": "Osei"})
    yield made
    made.close()
    app.processEvents()


def answer(office: Office) -> LaptopsAnswer:
    """Three laptops: ours, one that is silent and full, one that was copied."""
    now = office.store.now_ms()
    own = office.store.exchange.writers()[-1].writer
    return LaptopsAnswer(
        laptops=[
            LaptopState(
                device="b.1",
                laptop="x",
                role="organiser",
                enrolled_at=1,
                seen_at=now,
                questions=2,
                writers=[own],
            ),
            LaptopState(
                device="b.2",
                laptop="Blue",
                role="canvasser",
                enrolled_at=1,
                seen_at=now - 9 * DAY,
                pending=14,
            ),
            LaptopState(
                device="b.3", laptop="Red", role="canvasser", enrolled_at=1, seen_at=now - DAY, forks=1
            ),
        ],
        erasures=[ErasureState(id="e", erased_at=now, done=["b.1", "b.3"], waiting=["b.2"], discarded=0)],  # type: ignore[arg-type]
        now=int(NOW.replace(tzinfo=UTC).timestamp() * 1000),
    )


def page(office: Office) -> LaptopsPage:
    assert office.window.workplace is not None
    office.window.workplace.go(Place("laptops"))
    room = office.window.room("laptops")
    assert isinstance(room, LaptopsPage)
    office.until(lambda: room.held is not None)
    office.settle()
    return room


def rows(shown: LaptopsPage) -> list[str]:
    """What each row says."""
    count = len(shown.held.laptops) if shown.held else 0
    return [row.spoken for row in shown._fetch(range(count)) if row is not None]


def test_one_sentence_says_what_to_do_first_and_its_number_is_large(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    assert shown.first.text().startswith(
        "Ring Blue: this laptop has not been heard from for 9 days and holds 14"
    )
    assert shown.number.text() == "9"


def test_the_longest_silent_stands_first_and_each_row_says_what_it_lacks(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    told = rows(page(office))
    assert [row.split(",")[1].strip() for row in told] == ["Blue", "Red", "Eluned’s laptop"]
    assert [row.split(",")[0] for row in told] == ["9 days", "1 day", "today"]
    assert "14 changes not sent" in told[0]
    assert "was copied or put back" in told[1]
    assert "2 questions with two answers" in told[2]


def test_without_a_server_the_last_answer_stays_and_says_how_old_it_is(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    assert shown.fault.isVisible()
    assert shown.fault.text().startswith("! This laptop has not joined")
    assert shown.page.masthead.context.text() == "as the server told it today at 18:00"
    assert shown.list.hasFocus()


def test_where_the_server_never_answered_that_is_said(office: Office) -> None:
    shown = page(office)
    assert shown.page.masthead.context.text() == "the server has not been asked yet"
    assert rows(shown) == []


def test_an_erasure_says_which_laptop_it_waits_for(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    assert "Erased on 2 of 3 laptops; waiting for Blue." in [
        label.text() for label in shown.findChildren(QLabel)
    ]


def test_escape_leads_home_and_the_home_of_who_waits_leads_here(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    page(office)
    office.press("Escape")
    assert office.window.workplace is not None
    assert office.window.workplace.current == "home"
    office.window.workplace.go(Place("waiting"))
    office.settle()
    waiting = office.window.room("waiting")
    assert isinstance(waiting, CoordinatorScreen)
    assert waiting.held is not None
    assert [one.questions for one in waiting.held.standing.laptops] == [0, 0, 2]
    office.press("L")
    assert office.window.workplace.current == "laptops"


def test_what_a_colleague_does_is_chosen_by_a_key_and_left_by_escape(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    office.press("Down", "C")
    assert shown.roles.isVisible()
    assert "data officer" in " ".join(_spoken(shown.roles)).lower()
    office.press("Escape")
    assert shown.list.isVisible()
    office.press("C", "Down", "Return")  # nobody can be asked here: the words stay, nothing is changed
    office.until(lambda: not shown.is_asking)
    assert shown.fault.isVisible()
    assert {one.role for one in office.store.laptops.held().laptops} == {"organiser", "canvasser"}


def _spoken(listed: RoleList) -> list[str]:
    return [row.spoken for row in listed._fetch([0, 1, 2]) if row is not None]


def test_a_guest_says_whose_and_until_when_and_is_ended_by_a_key(office: Office) -> None:
    now = office.store.now_ms()
    guest = LaptopState(
        device="b.9",
        laptop="Visit",
        role="guest",
        enrolled_at=1,
        seen_at=now - 20 * DAY,
        guest="Rosa’s laptop",
        until_at=now + 3 * DAY,
    )
    office.store.laptops.keep(LaptopsAnswer(laptops=[guest], erasures=[], now=now))
    shown = page(office)
    row = shown._fetch([0])[0]
    assert row is not None
    assert "Guest: Rosa’s laptop, until" in row.spoken
    office.press("E")
    office.until(lambda: not shown.is_asking)
    assert shown.fault.isVisible()


def test_the_page_says_who_reads_the_notes_and_renews_the_key_by_one_key(office: Office) -> None:
    room = page(office)
    office.until(lambda: room.readers.held is not None)
    assert room.readers.text() == "The key to the notes is the branch's first."
    office.store.laptops.keep(answer(office))
    room.refresh()
    office.until(lambda: room.held is not None and bool(room.held.laptops))
    office.settle()
    office.press("M", "N")
    office.until(lambda: room.fault.isVisible())
    assert room.fault.text().startswith("! This laptop has not joined a branch's server.")
    assert room.readers.text() == "The key to the notes is the branch's first."


def lines_of(bar: ActionBar) -> int:
    """On how many lines the actions of a bar stand."""
    lines, bottom = 0, -1
    for place in sorted((button.geometry() for _, button in bar._actions), key=QRect.top):
        lines += place.top() > bottom
        bottom = max(bottom, place.bottom())
    return lines


def test_what_is_rarely_done_is_one_key_further_so_that_two_lines_hold_the_rest(
    app: QApplication, office: Office
) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    bar = shown.page.actions_bar
    office.press("Down")
    assert lines_of(bar) == 1
    wear(app, Look(scale=1.5, still=True))
    office.settle()
    assert lines_of(bar) == 2
    assert bar.button("Compare words") is None
    office.press("M")
    assert {bar.button(words) is None for words in ("Compare words", "Help with a lost passphrase")} == {
        False
    }
    assert lines_of(bar) <= 2
    office.press("Escape")
    assert bar.button("Compare words") is None
    assert bar.button("Report") is not None
    assert office.window.workplace is not None
    assert office.window.workplace.current in ("branch", "laptops")


def test_a_key_that_is_due_is_renewed_by_the_first_keys(office: Office) -> None:
    office.store.laptops.keep(answer(office))
    shown = page(office)
    office.until(lambda: shown.readers.held is not None)
    held = shown.readers.held
    assert held is not None
    bar = shown.page.actions_bar
    assert bar.button("Renew the key to the notes") is None
    shown.readers._show(shown._paint_rows, replace(held, is_due=True))
    assert bar.button("Renew the key to the notes") is not None
