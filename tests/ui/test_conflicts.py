"""Two answers to one question, settled by one key; nothing is lost, and a settling can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.contacts import PeopleOrder
from desktop.domain.ids import ContactId
from desktop.operations.conflicts import count_conflicts, list_conflicts, resolve_conflict
from desktop.operations.contacts import (
    add_person,
    edit_person,
    order_people,
    read_people,
    remove_person,
    show_person,
)
from desktop.operations.doors import set_do_not_visit
from desktop.operations.drafts import list_drafts
from desktop.operations.members import name_me
from desktop.operations.register_import import import_register
from desktop.store.store import Store
from desktop.ui.conflicts.panels import differing
from desktop.ui.conflicts.screen import ConflictsScreen, Mode
from desktop.ui.desk import Place
from desktop.ui.widgets.words import Words
from tests.made_up_stores import (
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    made_store,
    pass_attachments,
    register_file,
)
from tests.ui.opened_room import OpenedRoom

Desk = OpenedRoom[ConflictsScreen]
MINE, THEIRS = "07700 900 216", "07700 900 261"


@dataclass
class Laptops:
    """Two laptops of one branch, and a person whom both know."""

    mine: Store
    theirs: Store
    clock: TurnedClock
    person: ContactId

    def meet(self) -> None:
        """Let each have what the other wrote since they met last."""
        for giver, taker in ((self.mine, self.theirs), (self.theirs, self.mine)):
            held = {row[0] for row in taker.reading.execute("SELECT id FROM entry")}
            deliver(taker, [entry for entry in entries_of(giver) if entry.id not in held])
            pass_attachments(giver, taker)

    def differ(self, field: str = "phone", mine: str = MINE, theirs: str = THEIRS) -> None:
        """Both write a field without knowing of each other, this laptop first."""
        edit_person(self.mine, self.person, {field: mine})
        self.clock.turn(minutes=25)
        edit_person(self.theirs, self.person, {field: theirs})
        self.meet()


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[Laptops]:
    clock = TurnedClock()
    clock.at -= timedelta(hours=1)
    mine = made_store(tmp_path / "mine", clock)
    theirs = colleague(mine, tmp_path / "theirs", clock)
    name_me(mine, "Eluned Probert", "Dockside")
    name_me(theirs, "Liban Guuleed", "Ropewalk 2")
    person = add_person(mine, {"given_name": "Agnieszka", "family_name": "Wójcik-Evans"}).value
    made = Laptops(mine, theirs, clock, person)
    made.meet()
    yield made
    theirs.close()
    mine.close()


@pytest.fixture
def desk(app: QApplication, laptops: Laptops) -> Iterator[Desk]:
    laptops.differ()
    room = OpenedRoom(ConflictsScreen, laptops.mine)
    yield room
    room.close()


def values(desk: Desk) -> list[str]:
    return [panel.value.text() for panel in desk.screen.pane.answers.panels]


def mode(desk: Desk) -> Mode:
    return desk.screen.mode


def texts(widget: QWidget) -> list[str]:
    return [words.text() for words in widget.findChildren(Words)]


def test_both_answers_stand_with_who_when_and_where(desk: Desk) -> None:
    assert desk.screen.waiting.masthead.title.text() == "One to settle"
    assert desk.screen.pane.whose.text() == "Agnieszka Wójcik-Evans: telephone"
    assert desk.screen.pane.title.text() == "Two answers to one question."
    assert desk.screen.pane.kept.text() == "Both are kept. Which is right?"
    first, second = desk.screen.pane.answers.panels
    assert texts(first)[1:] == [THEIRS, "Liban Guuleed", "today at 18:43", "on laptop Ropewalk 2"]
    assert texts(second)[1:] == [MINE, "Eluned Probert", "today at 18:18", "on this laptop"]
    assert first.hasFocus()


def test_everything_ever_written_stands_below(desk: Desk) -> None:
    past = [[cell.text for cell in row.cells] for row in desk.screen.pane.past.rows]
    assert past == [
        ["Today, 18:43", THEIRS, "Liban Guuleed", "laptop Ropewalk 2"],
        ["Today, 18:18", MINE, "Eluned Probert", "this laptop"],
    ]


@pytest.mark.parametrize(
    ("keys", "right"),
    [(["A"], THEIRS), (["B"], MINE), (["Return"], THEIRS), (["Right", "Return"], MINE)],
)
def test_one_key_settles_and_both_stay_in_the_history(
    desk: Desk, laptops: Laptops, keys: list[str], right: str
) -> None:
    desk.press(*keys)
    page = show_person(laptops.mine, laptops.person)
    assert page.value("phone") == right
    assert page.conflicts == []
    assert {one.value for one in page.history if one.field == "phone"} == {MINE, THEIRS}
    assert desk.screen.states.empty_page.heading.text() == "Nothing to settle"


def test_the_bar_names_the_answer_that_enter_chooses(desk: Desk) -> None:
    assert desk.screen.bar.button("Choose A") is not None
    desk.press("Right")
    assert desk.screen.bar.button("Choose B") is not None
    assert desk.screen.pane.answers.panels[1].hasFocus()


def test_undo_lets_both_answers_stand_again_from_whoever_gave_them(desk: Desk, laptops: Laptops) -> None:
    before = values(desk)
    desk.press("B", "Ctrl+Z")
    assert values(desk) == before
    assert [texts(panel)[2] for panel in desk.screen.pane.answers.panels] == [
        "Liban Guuleed",
        "Eluned Probert",
    ]
    laptops.meet()
    assert count_conflicts(laptops.theirs) == 1
    desk.press("A")
    laptops.meet()
    assert show_person(laptops.theirs, laptops.person).value("phone") == THEIRS
    assert count_conflicts(laptops.theirs) == count_conflicts(laptops.mine) == 0


def test_another_answer_can_be_written(desk: Desk, laptops: Laptops) -> None:
    desk.press("O")
    desk.write("07700 900 999 ab")
    assert mode(desk) is Mode.WRITE
    desk.press("Return")
    assert show_person(laptops.mine, laptops.person).value("phone") == "07700 900 999 ab"
    assert count_conflicts(laptops.mine) == 0
    assert list_drafts(laptops.mine) == []


def test_an_answer_that_was_begun_is_there_in_another_run(desk: Desk, laptops: Laptops) -> None:
    desk.press("O")
    desk.write("07700")
    desk.press("Escape")
    assert count_conflicts(laptops.mine) == 1
    again = OpenedRoom(ConflictsScreen, laptops.mine)
    again.press("O")
    assert again.screen.pane.other.text() == "07700"
    again.close()


def test_keeping_both_goes_on_and_settles_nothing(desk: Desk, laptops: Laptops) -> None:
    laptops.differ("email", "a@example.org", "a.w@example.org")
    desk.screen.refresh()
    desk.settle()
    assert desk.screen.waiting.masthead.title.text() == "Two to settle"
    desk.press("K")
    assert values(desk) == ["a.w@example.org", "a@example.org"]
    desk.press("PgDown")
    assert values(desk) == [THEIRS, MINE]
    desk.press("Down", "Up")
    assert values(desk) == [THEIRS, MINE]
    assert count_conflicts(laptops.mine) == 2


def test_keeping_the_only_one_leads_back(desk: Desk, laptops: Laptops) -> None:
    desk.press("K")
    assert desk.went == [Place("home")]
    assert count_conflicts(laptops.mine) == 1


def test_after_one_is_settled_the_next_has_the_keys(desk: Desk, laptops: Laptops) -> None:
    laptops.differ("email", "a@example.org", "a.w@example.org")
    desk.screen.refresh()
    desk.settle()
    desk.press("A", "A")
    assert count_conflicts(laptops.mine) == 0
    assert show_person(laptops.mine, laptops.person).value("email") == "a.w@example.org"


def test_escape_leads_back_to_where_one_came_from(desk: Desk, laptops: Laptops) -> None:
    desk.press("Escape")
    assert desk.went == [Place("home")]
    desk.screen.open((laptops.person, "phone"))
    desk.screen.take_keys()
    desk.settle()
    desk.press("A")
    desk.press("Escape")
    assert desk.went[-1] == Place("people", laptops.person)


def test_what_a_colleague_settled_meanwhile_is_not_asked_again(desk: Desk, laptops: Laptops) -> None:
    resolve_conflict(laptops.theirs, laptops.person, "phone", MINE)
    laptops.meet()
    desk.press("A")
    assert desk.screen.states.empty_page.isVisible()
    assert show_person(laptops.mine, laptops.person).value("phone") == MINE


def test_three_answers_are_all_kept(app: QApplication, laptops: Laptops, tmp_path: Path) -> None:
    third = colleague(laptops.mine, tmp_path / "third", laptops.clock)
    deliver(third, entries_of(laptops.mine))
    edit_person(third, laptops.person, {"phone": "07700 900 300"})
    laptops.differ()
    deliver(laptops.mine, entries_of(third))
    desk = OpenedRoom(ConflictsScreen, laptops.mine)
    assert desk.screen.pane.title.text() == "Three answers to one question."
    assert desk.screen.pane.kept.text() == "All are kept. Which is right?"
    assert sorted(values(desk)) == [MINE, THEIRS, "07700 900 300"]
    desk.press("C")
    assert count_conflicts(laptops.mine) == 0
    desk.press("Ctrl+Z")
    assert len(values(desk)) == 3
    desk.close()
    third.close()


def test_a_removal_and_an_edit_are_a_question_too(app: QApplication, laptops: Laptops) -> None:
    remove_person(laptops.mine, laptops.person)
    edit_person(laptops.theirs, laptops.person, {"phone": THEIRS})
    laptops.meet()
    desk = OpenedRoom(ConflictsScreen, laptops.mine)
    assert sorted(values(desk)) == [f"It stays, with “{THEIRS}”", "Take it off the lists"]
    assert desk.screen.bar.button("Another answer") is None
    desk.press("AB"[values(desk).index("Take it off the lists") - 1])
    assert count_conflicts(laptops.mine) == 0
    assert show_person(laptops.mine, laptops.person).value("phone") == THEIRS
    desk.close()


def test_a_wish_is_answered_by_yes_or_no(app: QApplication, laptops: Laptops, tmp_path: Path) -> None:
    import_register(laptops.mine, register_file(tmp_path, 20))
    laptops.meet()
    row = read_people(laptops.mine, order_people(laptops.mine, PeopleOrder.ELECTOR_NUMBER)[:1])[0]
    household = show_person(laptops.mine, row.id).household
    assert household is not None
    set_do_not_visit(laptops.mine, household, True)
    set_do_not_visit(laptops.theirs, household, True)
    set_do_not_visit(laptops.theirs, household, False)
    laptops.meet()
    desk = OpenedRoom(ConflictsScreen, laptops.mine)
    assert sorted(values(desk)) == ["no", "yes"]
    desk.press("AB"[values(desk).index("yes")])
    assert show_person(laptops.mine, row.id).is_do_not_visit
    desk.press("Ctrl+Z")
    assert sorted(values(desk)) == ["no", "yes"]
    desk.close()


def test_with_nothing_to_settle_that_is_said(app: QApplication, laptops: Laptops) -> None:
    desk = OpenedRoom(ConflictsScreen, laptops.mine)
    assert desk.screen.states.empty_page.heading.text() == "Nothing to settle"
    desk.press("Escape")
    assert desk.went == [Place("home")]
    desk.close()


def test_what_cannot_be_read_says_what_is_safe(desk: Desk, laptops: Laptops) -> None:
    desk.tasks.settle()
    laptops.mine.disconnect()
    desk.screen.refresh()
    desk.settle()
    assert desk.screen.states.failed_page.first.text() == "Every answer is safe on this laptop."


def test_everything_that_takes_the_keys_has_a_name(desk: Desk) -> None:
    desk.press("O")
    nameless = [
        type(widget).__name__
        for widget in desk.seen(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert nameless == []


def test_what_differs_is_what_is_left_between_what_all_share() -> None:
    assert differing([THEIRS, MINE]) == [(11, 2), (11, 2)]
    assert differing(["rafiqkhan", "rafiq.khan"]) == [(5, 0), (5, 1)]
    assert differing(["", "abc"]) == [(0, 0), (0, 3)]


@given(some.lists(some.text(max_size=12), min_size=1, max_size=4))
def test_what_is_not_underlined_is_the_same_in_all(texts_given: list[str]) -> None:
    spans = differing(texts_given)
    rests = {
        text[:start] + text[start + length :]
        for text, (start, length) in zip(texts_given, spans, strict=True)
    }
    assert len(rests) == 1


def test_conflicts_are_listed_by_how_long_they_stand(laptops: Laptops) -> None:
    laptops.differ()
    laptops.differ("email", "a@example.org", "b@example.org")
    assert [conflict.field for conflict in list_conflicts(laptops.mine)] == ["phone", "email"]
