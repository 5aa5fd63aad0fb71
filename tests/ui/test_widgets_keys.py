"""The keyboard: options, actions, hints and fields answer the keys that are written on them."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.actions import Action, ActionBar, Kind
from desktop.ui.widgets.fields import Field, MultilineField, PassphraseField
from desktop.ui.widgets.keys import KeyHint, cap_words
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.ways import Way, WayList
from tests.ui.keys import compose, press, type_text

OPTIONS = [Option(key, f"Option {key}") for key in "123456"]


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """The widgets below each other in an active window."""
    page = QWidget()
    stack = QVBoxLayout(page)
    for widget in widgets:
        stack.addWidget(widget)
    page.resize(900, 600)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def test_a_cap_says_what_stands_on_the_key() -> None:
    assert cap_words("Ctrl+Return") == ("Ctrl", "Enter")
    assert cap_words("Backspace") == ("Bksp",)
    assert cap_words("Up Down") == ("↑", "↓")
    assert cap_words("+") == ("+",)


def test_a_digit_chooses_wherever_in_the_window_the_keys_go(app: QApplication, qtbot: QtBot) -> None:
    grid = OptionGrid(OPTIONS, name="Which?", columns=3)
    page = shown(qtbot, grid, KeyHint("F2", "Other"))
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    press(page, "3")
    assert chosen == [2]
    assert grid.chosen_indexes == [2]


def test_resting_options_leave_the_digits_to_others(app: QApplication, qtbot: QtBot) -> None:
    first = OptionGrid(OPTIONS, name="Who?")
    second = OptionGrid(OPTIONS, name="What?")
    page = shown(qtbot, first, second)
    first.set_answers(False)
    press(page, "2")
    assert first.chosen_indexes == []
    assert second.chosen_indexes == [1]


def test_arrows_move_the_keys_and_choose_nothing(app: QApplication, qtbot: QtBot) -> None:
    grid = OptionGrid(OPTIONS, name="Which?", columns=3)
    page = shown(qtbot, grid)
    grid.take_keys()
    press(page, "Right Down")
    assert grid.chosen_indexes == []
    press(page, "Space")
    assert grid.chosen_indexes == [4]


def test_enter_chooses_the_option_that_holds_the_keys_and_then_goes_on(
    app: QApplication, qtbot: QtBot
) -> None:
    went_on: list[bool] = []
    bar = ActionBar([Action("Return", "Go on", lambda: went_on.append(True), Kind.PRIMARY)])
    grid = OptionGrid(OPTIONS, name="Which?", columns=3)
    page = shown(qtbot, grid, bar)
    grid.take_keys()
    press(page, "Right Return")
    assert grid.chosen_indexes == [1]
    assert not went_on
    press(page, "Return")
    assert went_on == [True]


def test_several_answers_can_be_chosen_and_taken_back(app: QApplication, qtbot: QtBot) -> None:
    grid = OptionGrid(OPTIONS, name="Which?", multiple=True)
    page = shown(qtbot, grid)
    press(page, "1 4 1")
    assert grid.chosen_indexes == [3]


def test_options_stand_in_fewer_columns_where_words_need_the_room(app: QApplication, qtbot: QtBot) -> None:
    grid = OptionGrid(
        [Option("1", "A long answer that people give"), Option("2", "Short")], name="?", columns=2
    )
    qtbot.addWidget(grid)
    assert grid.heightForWidth(1200) < grid.heightForWidth(340)


def test_every_action_answers_its_key_and_its_click(app: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    keys = {"Return": Kind.PRIMARY, "N": Kind.PLAIN, "Ctrl+Z": Kind.PLAIN, "F12": Kind.FAR, "X": Kind.STOP}
    bar = ActionBar([Action(key, f"do {key}", partial(done.append, key), kind) for key, kind in keys.items()])
    page = shown(qtbot, bar)
    for key in keys:
        press(page, key)
    assert done == list(keys)
    button = bar.button("do N")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done[-1] == "N"


def test_an_action_that_cannot_be_done_says_why_and_keeps_silent(app: QApplication, qtbot: QtBot) -> None:
    done: list[bool] = []
    bar = ActionBar([Action("N", "Nobody in", lambda: done.append(True), reason="This door is finished.")])
    page = shown(qtbot, bar)
    press(page, "N")
    button = bar.button("Nobody in")
    assert button is not None
    assert not done
    assert button.toolTip() == button.accessibleDescription() == "This door is finished."


def test_while_text_is_typed_bare_letters_are_text_and_hints_say_alt(app: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    bar = ActionBar([Action("N", "Nobody in", lambda: done.append("N"))])
    field = Field("Name")
    page = shown(qtbot, field, bar)
    button = bar.button("Nobody in")
    assert button is not None
    button.setFocus()
    assert " ".join(button.caps) == "N"
    field.line.setFocus()
    assert " ".join(button.caps) == "Alt N"
    press(page, "n")
    assert (field.text(), done) == ("n", [])
    press(page, "Alt+N")
    assert done == ["N"]


def test_enter_presses_the_action_that_holds_the_keys(app: QApplication, qtbot: QtBot) -> None:
    done: list[str] = []
    bar = ActionBar(
        [
            Action("Return", "Go on", lambda: done.append("on"), Kind.PRIMARY),
            Action("N", "Nobody in", lambda: done.append("N")),
        ]
    )
    page = shown(qtbot, bar)
    button = bar.button("Nobody in")
    assert button is not None
    button.setFocus()
    press(page, "Return")
    assert done == ["N"]


def test_what_was_typed_stays_when_it_is_not_understood(app: QApplication, qtbot: QtBot) -> None:
    field = Field("Born on")
    page = shown(qtbot, field)
    field.line.setFocus()
    type_text(page, "31/02/2027")
    field.set_error("February has no 31st. Kept as typed.")
    assert field.text() == "31/02/2027"
    assert field.line.accessibleDescription() == "February has no 31st. Kept as typed."
    field.clear_error()
    assert field.error == ""


def test_names_can_be_typed_in_any_letters(app: QApplication, qtbot: QtBot) -> None:
    field, note = Field("Name"), MultilineField("Note")
    page = shown(qtbot, field, note)
    field.line.setFocus()
    type_text(page, "Zoë Łoś")
    compose(page, " Ŵyn")
    note.sheet.setFocus()
    type_text(page, "Tŷ Gwyn, রহিম")
    assert field.text() == "Zoë Łoś Ŵyn"
    assert note.text() == "Tŷ Gwyn, রহিম"


def test_a_passphrase_is_hidden_until_its_key_is_pressed(app: QApplication, qtbot: QtBot) -> None:
    field = PassphraseField("Passphrase", show="Show", hide="Hide")
    page = shown(qtbot, field)
    field.line.setFocus()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    press(page, "Alt+S")
    assert field.is_shown
    assert field.reveal.words == "Hide"
    press(page, "Alt+S")
    assert not field.is_shown


def test_a_screen_reader_hears_one_of_several_as_radio_buttons(app: QApplication, qtbot: QtBot) -> None:
    one, several = OptionGrid(OPTIONS, name="Which?"), OptionGrid(OPTIONS, name="Which?", multiple=True)
    page = shown(qtbot, one, several)
    for grid, role in ((one, QAccessible.Role.RadioButton), (several, QAccessible.Role.CheckBox)):
        assert grid.window() is page
        grid.set_chosen(1)
        heard = QAccessible.queryAccessibleInterface(grid)
        assert heard.childCount() == len(OPTIONS)
        assert heard.child(1).role() == role
        assert heard.child(1).text(QAccessible.Text.Name) == "Option 2"
        assert bool(heard.child(1).state().checked)


def test_what_was_chosen_can_be_shown_as_not_chosen_again(app: QApplication, qtbot: QtBot) -> None:
    grid = OptionGrid(OPTIONS, name="Which?")
    qtbot.addWidget(grid)
    grid.set_chosen(2)
    grid.set_chosen()
    assert grid.chosen_index is None


def test_a_way_is_taken_by_its_key_by_arrows_and_enter_and_by_a_click(
    app: QApplication, qtbot: QtBot
) -> None:
    ways = WayList([Way("J", "Join"), Way("P", "Practise"), Way("S", "Start")], name="How?")
    page = shown(qtbot, ways)
    taken: list[int] = []
    ways.chosen.connect(taken.append)
    ways.take_keys()
    press(page, "S")
    press(page, "Down Return")
    assert taken == [2, 1]
