"""The laptop in the hands of whoever helps: their initials, the one task, no way out, and back by the passphrase."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.ids import TurfId
from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.members import Role
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.attempts import list_attempts
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.handovers import hand_over_turf, list_initials, read_handover
from desktop.operations.members import name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets
from desktop.operations.vaults import create_vault, unlock_vault
from desktop.store.store import Store
from desktop.ui.desk import Place
from desktop.ui.doors.screen import DoorsScreen
from desktop.ui.handover.ending import EndingPage
from desktop.ui.handover.keeper import STILL_SECONDS
from desktop.ui.handover.page import HandOverPage
from desktop.ui.throttles import throttle_of, wait_words
from tests.made_up_stores import register_file
from tests.rehearsal.player import Player
from tests.ui.keys import type_text

PASSPHRASE = "violet otter harbour nine"


class Organiser:
    """An organiser with a walk; ``player`` is at the keys, whoever that is just then."""

    def __init__(self, folder: Path) -> None:
        store = create_vault(folder / "records", PASSPHRASE).store
        name_me(store, "Eluned Probert", "Eluned’s laptop", Role.ORGANISER)
        name_branch(store, "Dockside")
        import_register(store, register_file(folder))
        asked = listening_survey()
        definition = survey_to_json(asked)
        adopt_survey(
            store, form_id=asked.form_id, version=asked.version, title=asked.title, definition=definition
        )
        street, *others = sorted(list_streets(store), key=lambda one: -one.doors)
        self.turf: TurfId = cut_turf(store, "Mill Lane", [street.key]).value
        cut_turf(store, "Another walk", [others[0].key])
        store.close()
        self.player = Player("Eluned", folder, folder)
        self.unlock()

    def unlock(self) -> None:
        type_text(self.player.window, PASSPHRASE)
        self.player.press("Return")
        self.player.until(lambda: self.player.window.workplace is not None)
        self.player.come_forward()

    @property
    def room(self) -> str:
        assert self.player.window.workplace is not None
        return self.player.window.workplace.current

    def hand_over(self, initials: str = "ab cd") -> None:
        self.player.go("handing over", self.turf)
        page = self.player.window.room("handing over")
        assert isinstance(page, HandOverPage)
        page.initials.set_text(initials)
        self.player.press("Return")
        self.player.until(lambda: self.room == "picking")
        self.player.come_forward()

    def pick(self, key: str) -> None:
        self.player.press(key)
        self.player.until(lambda: self.room == "doors")
        room = self.player.window.room("doors")
        assert isinstance(room, DoorsScreen)
        self.player.until(lambda: room.page is not None)
        self.player.settle()


@pytest.fixture
def organiser(app: QApplication, tmp_path: Path) -> Iterator[Organiser]:
    made = Organiser(tmp_path)
    yield made
    made.player.close()


def said(organiser: Organiser) -> str:
    return " ".join(label.text() for label in organiser.player.window.findChildren(QLabel))


def test_it_is_handed_over_by_keys_and_only_initials_are_asked(organiser: Organiser) -> None:
    player = organiser.player
    player.go("branch", "walks")
    player.press("H")
    assert organiser.room == "handing over"
    player.type("ab, cd")
    player.press("Return")
    player.until(lambda: organiser.room == "picking")
    handover = read_handover(player.store)
    assert handover is not None
    assert handover.initials == ("AB", "CD")
    assert "Eluned" not in said(organiser)
    assert player.window.workplace is not None
    assert not player.window.workplace.rail.isVisible()


def test_what_is_written_carries_the_initials_that_were_picked_and_whose_laptop_it_is(
    organiser: Organiser,
) -> None:
    organiser.hand_over()
    organiser.pick("2")
    organiser.player.press("N", "Return")
    organiser.player.press("Ctrl+I")
    organiser.player.until(lambda: organiser.room == "picking")
    organiser.pick("1")
    organiser.player.press("N", "Return")
    store = organiser.player.store
    attempts = list_attempts(store)
    assert [attempt.initials for attempt in attempts] == ["AB", "CD"]
    assert {attempt.by for attempt in attempts} == {"Eluned Probert"}
    assert {attempt.turf for attempt in attempts} == {organiser.turf}
    assert [(row.initials, row.records > 0) for row in list_initials(store)] == [("AB", True), ("CD", True)]
    bodies = [
        json.loads(row[0]) for row in store.reading.execute("SELECT body FROM entry WHERE kind = 'attempt'")
    ]
    assert [body["initials"] for body in bodies] == ["CD", "AB"]


EVERYWHERE = [
    *(Place(room) for room in ("home", "people", "branch", "learn", "conflicts", "sent", "stick", "waiting")),
    *(Place(room) for room in ("laptops", "locking", "handing over")),
    *(Place("branch", page) for page in ("register", "walks", "survey", "invite", "server", "laptops")),
]
KEYS = [
    "Ctrl+1",
    "Ctrl+2",
    "Ctrl+3",
    "Ctrl+4",
    "Ctrl+T",
    "Ctrl+S",
    "F1",
    "Escape",
    "Backspace",
    "Return",
    "Space",
]
KEYS += [
    "Alt+Left",
    "Alt+Home",
    "Ctrl+N",
    "Ctrl+W",
    "Ctrl+K",
    "Ctrl+P",
    "Ctrl+O",
    "F10",
    "K",
    "L",
    "P",
    "B",
    "W",
    "O",
]


@pytest.mark.parametrize("signed_on", [False, True], ids=["before picking", "after picking"])
def test_no_key_and_no_place_leads_out(organiser: Organiser, signed_on: bool) -> None:
    organiser.hand_over()
    if signed_on:
        organiser.pick("1")
    player = organiser.player
    workplace = player.window.workplace
    assert workplace is not None
    allowed = {"doors", "picking", "ending"} if signed_on else {"picking", "ending"}
    for key in KEYS:
        player.press(key)
        assert organiser.room in allowed, key
        assert player.window.workplace is workplace, key
    for place in EVERYWHERE:
        workplace.desk.go(place)
        player.settle()
        assert organiser.room in allowed, place
    workplace.rail.help_asked.emit()
    workplace.rail.room_chosen.emit(0) if workplace._in_rail else None
    player.settle()
    assert organiser.room in allowed
    assert set(workplace.room_names) == {"picking", "doors", "ending"}


def test_another_walk_cannot_be_opened(organiser: Organiser) -> None:
    organiser.hand_over()
    organiser.pick("1")
    workplace = organiser.player.window.workplace
    assert workplace is not None
    other = next(turf for turf in organiser.player.store.turfs.listed() if turf.id != organiser.turf)
    workplace.desk.go(Place("doors", other.id))
    organiser.player.settle()
    room = organiser.player.window.room("doors")
    assert isinstance(room, DoorsScreen)
    assert room.walk is not None
    assert room.walk.turf.id == organiser.turf


def test_what_one_helper_could_undo_the_next_cannot(organiser: Organiser) -> None:
    organiser.hand_over()
    organiser.pick("1")
    first = organiser.player.window.room("doors")
    organiser.player.press("N", "Return", "Ctrl+I")
    organiser.player.until(lambda: organiser.room == "picking")
    organiser.pick("2")
    second = organiser.player.window.room("doors")
    assert second is not first
    assert isinstance(second, DoorsScreen)
    assert second._saved == []


def test_a_short_while_without_a_key_asks_for_initials_again(organiser: Organiser) -> None:
    organiser.hand_over()
    organiser.pick("1")
    watch = organiser.player.window.locking.watch
    watch.stillness.touched -= STILL_SECONDS - 2
    watch.tick()
    assert organiser.room == "doors"
    watch.stillness.touched -= 3
    watch.tick()
    organiser.player.until(lambda: organiser.room == "picking")
    assert organiser.player.window.workplace is not None  # and nobody is locked out


def end(organiser: Organiser, typed: str) -> EndingPage:
    organiser.player.press("Ctrl+E")
    page = organiser.player.window.room("ending")
    assert isinstance(page, EndingPage)
    organiser.player.type(typed)
    organiser.player.press("Return")
    return page


@pytest.mark.parametrize("signed_on", [False, True], ids=["before picking", "after picking"])
def test_a_wrong_passphrase_ends_nothing_and_the_right_one_gives_everything_back(
    organiser: Organiser, signed_on: bool
) -> None:
    organiser.hand_over()
    if signed_on:
        organiser.pick("1")
    page = end(organiser, "not the right one")
    organiser.player.until(lambda: page.field.error)
    assert page.field.text() == ""
    assert organiser.room == "ending"
    assert read_handover(organiser.player.store) is not None
    organiser.player.type(PASSPHRASE)
    organiser.player.press("Return")
    organiser.player.until(lambda: organiser.room == "home")
    assert read_handover(organiser.player.store) is None
    organiser.player.come_forward()
    organiser.player.go("doors", organiser.turf)
    room = organiser.player.window.room("doors")
    assert isinstance(room, DoorsScreen)
    organiser.player.until(lambda: room.page is not None)
    organiser.player.press("N", "Return")
    assert list_attempts(organiser.player.store)[0].initials == ""


def test_whoever_helps_does_not_guess_the_passphrase_as_fast_as_they_type(
    organiser: Organiser, monkeypatch: pytest.MonkeyPatch
) -> None:
    organiser.hand_over()
    throttle = throttle_of(organiser.player.store.folder)
    monkeypatch.setattr(
        throttle, "_now", lambda: 0.0
    )  # the seconds that it takes to type are not what counts
    page = end(organiser, "one guess")
    for guess in ("another guess", "a third guess"):
        organiser.player.until(lambda: page.field.error and not page.field.text())
        page.field.clear_error()
        organiser.player.type(guess)
        organiser.player.press("Return")
    organiser.player.until(lambda: page.field.error)
    assert throttle.seconds_left() == 1
    throttle.note_wrong()  # and so on
    organiser.player.type(PASSPHRASE)
    organiser.player.press("Return")
    assert page.field.error == wait_words(throttle.seconds_left())
    assert read_handover(organiser.player.store) is not None
    throttle.note_right()
    organiser.player.press("Return")
    organiser.player.until(lambda: organiser.room == "home")
    assert read_handover(organiser.player.store) is None


def test_what_was_typed_to_end_it_does_not_stay_when_one_leaves(organiser: Organiser) -> None:
    organiser.hand_over()
    organiser.player.press("Ctrl+E")
    organiser.player.type("violet otter")
    organiser.player.press("Escape")
    assert organiser.room == "picking"
    page = organiser.player.window.room("ending")
    assert isinstance(page, EndingPage)
    page.field.line.undo()
    assert page.field.text() == ""


def test_a_lock_and_a_restart_lead_back_to_it(organiser: Organiser, tmp_path: Path) -> None:
    organiser.hand_over()
    organiser.pick("1")
    organiser.player.press("Ctrl+L")
    assert organiser.player.window.workplace is None
    organiser.unlock()
    assert organiser.room == "picking"
    organiser.player.close()
    organiser.player = Player("Eluned", tmp_path, tmp_path)
    assert organiser.player.window.workplace is None  # locked, as ever
    organiser.unlock()
    assert organiser.room == "picking"


def test_the_exchange_in_the_background_writes_under_nobodys_initials(organiser: Organiser) -> None:
    organiser.hand_over()
    organiser.pick("1")
    store: Store = organiser.player.store
    assert organiser.player.window.tasks.in_store(lambda: store.initials) == "AB"
    assert organiser.player.window.tasks._network.submit(lambda: store.initials).result() == ""
    assert store.initials == ""


def test_at_the_terminal_it_can_be_begun_too_and_the_window_opens_so(
    organiser: Organiser, tmp_path: Path
) -> None:
    organiser.player.close()
    store = unlock_vault(tmp_path / "records", PASSPHRASE)
    hand_over_turf(store, organiser.turf, "Zoë.")
    store.close()
    organiser.player = Player("Eluned", tmp_path, tmp_path)
    organiser.unlock()
    assert organiser.room == "picking"
    handover = read_handover(organiser.player.store)
    assert handover is not None
    assert handover.initials == ("ZOË",)
