"""The doorstep by keys: two for nobody in, nothing lost between two of them, and everything can be undone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.attempts import Outcome
from desktop.domain.households import Door, Side
from desktop.domain.surveys.documents import survey_to_json
from desktop.domain.surveys.forms import read_form
from desktop.operations.attempts import list_attempts
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.contacts import show_person
from desktop.operations.doors import open_door
from desktop.operations.drafts import list_drafts
from desktop.operations.vaults import unlock_vault
from desktop.ui.doors.screen import DoorsScreen
from desktop.ui.doors.walk import _row
from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.wear import wear
from tests.made_up_files.forms import form
from tests.rehearsal.evening import doors
from tests.rehearsal.player import Player

PASSPHRASE = "violet otter harbour nine"


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("Gwenllian", tmp_path, tmp_path)
    made.press("P")
    made.until(lambda: made.window.workplace is not None and doors(made).page is not None)
    made.settle()
    yield made
    made.close()


def number(screen: DoorsScreen) -> str:
    return screen.walk_pane.doors[screen.walk_pane.current].number


def test_nobody_in_takes_two_keys_and_is_on_the_disk(player: Player) -> None:
    before = len(list_attempts(player.store))
    first = number(doors(player))
    player.press("N", "Return")
    attempts = list_attempts(player.store)
    assert len(attempts) == before + 1
    assert attempts[0].outcome is Outcome.NOT_HOME
    assert number(doors(player)) != first


def test_a_talk_with_three_answers_takes_seven_keys_with_its_line_for_words(player: Player) -> None:
    player.press("1", "T", "3", "1", "Return", "1", "Return")
    talk = list_attempts(player.store)[0]
    assert talk.outcome is Outcome.TALKED
    assert talk.contact is not None
    assert talk.answers == 3


def test_words_typed_at_a_door_are_kept_with_the_answers(player: Player) -> None:
    player.press("1", "T", "3", "1")
    line = doors(player).door_pane.survey.words.field.line
    player.write(line, "Tŷ oer; boiler out")
    player.press("Return", "1", "Return")
    talk = list_attempts(player.store)[0]
    assert talk.contact is not None
    assert [said.text for said in show_person(player.store, talk.contact).words] == ["Tŷ oer; boiler out"]


def test_what_happened_is_in_sight_also_where_the_text_is_twice_as_large(player: Player) -> None:
    pane = doors(player).door_pane
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wear(app, Look(scale=2.0, still=True))
    try:
        player.window.resize(1366, 768)
        screen = doors(player)
        most = max(
            range(len(screen.walk_pane.doors)),
            key=lambda place: len(open_door(player.store, screen.walk_pane.doors[place].household).residents),
        )
        screen.go_to(most)
        player.settle()
        viewport = pane._area.viewport()
        for option in pane.what._buttons[:3]:
            top = option.mapTo(viewport, option.rect().topLeft()).y()
            assert top >= 0
            assert top + option.height() <= viewport.height()
    finally:
        wear(app, Look(still=True))


def test_letters_are_text_while_a_line_has_the_keys(player: Player) -> None:
    player.press("1", "T", "3", "1")
    screen = doors(player)
    player.write(screen.door_pane.survey.words.field.line, "No rent")
    assert screen.board.outcome is Outcome.TALKED
    assert screen.board.answers["words"] == "No rent"


def test_backspace_goes_back_a_step_outside_text(player: Player) -> None:
    screen = doors(player)
    player.press("1", "T", "3")
    assert screen.board.position == "change"
    player.press("Backspace")
    assert screen.board.position == "how"
    player.press("Backspace")
    assert screen.board.outcome is None
    assert screen.board.answers == {"how": "harder"}


def test_undo_takes_the_last_door_back_and_stands_there_again(player: Player) -> None:
    screen = doors(player)
    first = number(screen)
    player.press("R", "Return")
    player.press("Ctrl+Z")
    assert number(screen) == first
    assert screen.board.outcome is Outcome.REFUSED
    assert list_attempts(player.store)[0].is_voided


def test_a_door_left_half_keyed_waits_as_it_was(player: Player) -> None:
    screen = doors(player)
    player.press("1", "T", "3", "Down")
    assert screen.board.is_empty
    player.press("Up")
    assert screen.board.answers == {"how": "harder"}
    assert screen.board.position == "change"


def test_a_number_is_jumped_to_and_escape_leaves_the_line(player: Player) -> None:
    screen = doors(player)
    player.press("/")
    player.type("34")
    player.press("Return")
    assert number(screen) == "34"
    player.press("/", "Escape")
    assert not screen.jump.isVisible()


def test_only_this_door_hides_the_list_and_the_rail(player: Player) -> None:
    screen = doors(player)
    player.press("F12")
    assert not screen.walk_pane.isVisible()
    assert player.window.workplace is not None
    assert not player.window.workplace.rail.isVisible()
    player.press("F12")
    assert screen.walk_pane.isVisible()


def test_a_wish_not_to_be_visited_is_seen_before_the_bell_and_can_be_taken_back(player: Player) -> None:
    screen = doors(player)
    never = next(place for place, door in enumerate(screen.walk_pane.doors) if door.is_do_not_visit)
    screen.go_to(never)
    player.settle()
    assert screen.page is not None
    assert screen.page.before_the_bell[0].outcome is Outcome.DO_NOT_VISIT
    player.press("V")
    assert screen.page is not None
    assert not screen.page.is_do_not_visit


def test_others_who_were_out_are_written_down_with_whoever_answered(player: Player) -> None:
    screen = doors(player)
    assert screen.page is not None
    others = len(screen.page.residents) - 1
    before = len(list_attempts(player.store))
    player.press("1", "R", "Ctrl+Return")
    assert len(list_attempts(player.store)) == before + 1 + others


_TYPIST = """
import sys
from pathlib import Path
from desktop.ui.program import make_application
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets
from tests.made_up_files.register_files import XPRESS, as_bytes, xpress_rows
from tests.rehearsal.player import Player

make_application([])
folder = Path(sys.argv[1])
player = Player("typist", folder, folder)
player.press("S"); player.type("Ann"); player.press("Return"); player.type("Mill"); player.press("Return")
player.type("violet otter harbour nine")
player.write(player.window.start.passphrase.second.line, "violet otter harbour nine")
player.press("Return")
player.until(lambda: player.window.start.currentWidget() is player.window.start.sheet)
player.press("Return"); player.press("Return")
player.until(lambda: player.window.workplace is not None)
file = folder / "register.csv"
file.write_bytes(as_bytes(XPRESS, xpress_rows(200)))
import_register(player.store, file)
cut_turf(player.store, "Walk", [list_streets(player.store)[0].key])
player.press("Ctrl+2")
player.until(lambda: player.window.room("doors").page is not None)
player.press("1", "R")
player.write(player.window.room("doors").door_pane.note.field.line, "half a senten")
print("typed", flush=True)
player.until(lambda: False)
"""


@pytest.mark.slow
def test_a_process_killed_between_two_keys_has_lost_none_of_them(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _TYPIST, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "typed\n"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(20)
        process.stdout.close()
    store = unlock_vault(tmp_path / "records", PASSPHRASE)
    try:
        places = list_drafts(store)
        assert len(places) == 1
        draft = json.loads(store.drafts.find(places[0]))
        assert draft["outcome"] == "refused"
        assert draft["note"] == "half a senten"
    finally:
        store.close()


def test_tab_goes_to_the_line_that_its_cap_stands_before(player: Player) -> None:
    player.press("1", "T", "3", "5", "Tab")
    player.type("Nobody mends the lamp")
    player.press("Return", "1", "Tab")
    player.type("Rings twice")
    board = doors(player).board
    assert "Nobody mends the lamp" in board.answers.values()
    assert board.note == "Rings twice"


def test_enter_answers_nothing_that_nobody_said(player: Player) -> None:
    here = number(doors(player))
    player.press("1", "T", "Return")
    assert not doors(player).board.answers
    player.press("Backspace", "Backspace", "Backspace", "Backspace")
    assert doors(player).board.is_empty
    assert number(doors(player)) == here
    player.press("Return")
    assert number(doors(player)) != here


def test_where_one_pane_has_room_w_shows_the_walk_and_the_door_again(player: Player) -> None:
    screen = doors(player)
    player.window.resize(700, 700)
    player.press("F12", "F12", "W")
    assert screen.walk_pane.isVisible()
    assert not screen.door_pane.isVisible()
    player.press("W")
    assert screen.door_pane.isVisible()
    player.press("N")
    assert screen.board.outcome is Outcome.NOT_HOME


def test_a_door_of_many_families_says_how_many_more_where_all_have_no_room(player: Player) -> None:
    door = replace(player_door(player), label="Richardson, Dixon, Okafor", block="Flat 6, South House")
    row = _row(door)
    assert row.name == "Flat 6, Richardson, Dixon, Okafor"
    assert row.shorter == ("Flat 6, Richardson, Dixon +1", "Flat 6, Richardson +2", "Flat 6, Richardson")
    assert row.spoken.startswith(f"{door.number}, Flat 6, Richardson, Dixon, Okafor")
    assert _row(replace(door, label="Richardson, Dixon", block="")).shorter == ("Richardson +1",)
    assert _row(replace(door, label="Dixon", block="")).shorter == ()


def test_a_house_without_a_number_stands_in_the_walk_by_its_name(player: Player) -> None:
    door = replace(player_door(player), number="The Old Forge", block="", label="Dixon", side=Side.NONE)
    row = _row(door)
    assert (row.number, row.name) == ("", "The Old Forge, Dixon")


def player_door(player: Player) -> Door:
    return doors(player).walk_pane.doors[0]


def test_the_place_in_the_walk_is_said_where_the_window_is_high_enough(player: Player) -> None:
    head = doors(player).door_pane.head
    assert head.place.isVisible()
    assert head.place.text().startswith("Door 1 of ")
    player.window.resize(1366, 500)
    player.settle()
    assert not head.place.isVisible()


def test_rows_of_the_walk_are_lower_where_the_window_is_low_and_high_again(player: Player) -> None:
    column = doors(player).walk_pane.first
    for height, row in ((688, sizes.ROW_WALK_SHORT), (768, sizes.ROW_WALK)):
        player.window.resize(1366, height)
        player.settle()
        assert column.list.rowHeight(0) == row


def test_a_form_in_two_languages_is_asked_in_the_other_by_one_key(player: Player) -> None:
    columns = "type name label::English label::Cymraeg"
    rows = [["select_one yn", "well", "Are you well?", "Dych chi'n iawn?"], ["text", "last", "More?", "Mwy?"]]
    choices = [["yn", "y", "Yes", "Ydw"], ["yn", "n", "No", "Nac ydw"]]
    made = form(
        rows, choices=choices, columns=columns, choice_columns="list_name name label::English label::Cymraeg"
    )
    report = read_form(made, "form")
    assert report.survey is not None
    adopt_survey(player.store, form_id="f", version="1", title="F", definition=survey_to_json(report.survey))
    screen = doors(player)
    screen.refresh()
    player.settle()
    player.press("1", "T")
    pane = screen.door_pane.survey
    assert pane.head.title.text() == "Are you well?"
    player.press("F7")
    assert pane.head.title.text() == "Dych chi'n iawn?"
    player.press("2", "Return")
    assert dict(screen.board.answers) == {"well": "n"}
    player.press("Return", "1", "T")
    assert pane.head.title.text() == "Dych chi'n iawn?"
    player.press("F7")
    assert pane.head.title.text() == "Are you well?"


def test_enter_goes_past_a_note_that_follows_a_question_with_several_answers(player: Player) -> None:
    rows = [
        ["select_multiple yn", "which", "Which?"],
        ["note", "thanks", "Thank them"],
        ["text", "last", "Anything else?"],
    ]
    report = read_form(form(rows, choices=[["yn", "y", "Yes"], ["yn", "n", "No"]]), "form")
    assert report.survey is not None
    definition = survey_to_json(report.survey)
    adopt_survey(player.store, form_id="f", version="1", title="F", definition=definition)
    screen = doors(player)
    screen.refresh()
    player.settle()
    player.press("1", "T", "1", "2", "Return")
    assert screen.door_pane.survey.head.isVisible()
    assert screen.board.position == "thanks"
    player.press("Backspace", "Return", "Return")
    assert screen.board.position == "last"
    player.type("Buses")
    player.press("Return", "Return")
    talk = list_attempts(player.store)[0]
    assert (talk.outcome, talk.answers) == (Outcome.TALKED, 1)
    assert talk.contact is not None
    assert [said.text for said in show_person(player.store, talk.contact).words] == ["Buses"]
