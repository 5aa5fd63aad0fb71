"""Loading, failed, empty, loaded: which of them is seen, and when."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.ui.look import sizes
from desktop.ui.widgets.actions import Action
from desktop.ui.widgets.states import Face, StateStack
from desktop.ui.widgets.strip import Strip, StripState
from tests.ui.keys import press


def stack_with_timer(qtbot: QtBot) -> tuple[StateStack, QTimer]:
    timer = QTimer()
    stack = StateStack(QLabel("rows"), delay=timer)
    timer.setParent(stack)
    stack.resize(600, 500)
    qtbot.addWidget(stack)
    with qtbot.waitExposed(stack):
        stack.show()
    return stack, timer


def test_what_is_read_at_once_never_says_that_it_was_loading(app: QApplication, qtbot: QtBot) -> None:
    stack, timer = stack_with_timer(qtbot)
    stack.loading("Reading the register")
    assert (stack.face, timer.interval(), timer.isActive()) == (Face.BLANK, sizes.LOADING_AFTER_MS, True)
    stack.loaded()
    assert stack.face is Face.LOADED
    assert not timer.isActive()


def test_what_takes_longer_says_so_after_150_milliseconds(app: QApplication, qtbot: QtBot) -> None:
    stack, timer = stack_with_timer(qtbot)
    stack.loading("Reading the register")
    timer.timeout.emit()
    assert stack.face.value == "loading"
    stack.progress("61,200 of 100,000 people", "About 20 seconds.", 0.612)
    assert stack.loading_page.bar.share == 0.612
    assert not stack.loading_page.bar.isHidden()
    stack.failed("This list could not be read", "Your visits are safe on this laptop.")
    assert stack.face.value == "failed"


def test_old_rows_stay_while_they_are_read_again(app: QApplication, qtbot: QtBot) -> None:
    stack, timer = stack_with_timer(qtbot)
    stack.loaded()
    stack.loading("Reading again")
    timer.timeout.emit()
    assert stack.is_waiting
    assert stack.face is Face.LOADED
    assert stack.is_noticed


def test_a_bell_that_rings_late_changes_nothing(app: QApplication, qtbot: QtBot) -> None:
    stack, timer = stack_with_timer(qtbot)
    stack.loading("Reading")
    stack.empty("No walks yet", "Your organiser cuts them from streets.")
    timer.timeout.emit()
    assert stack.face is Face.EMPTY


def test_a_failure_says_first_what_is_safe_and_answers_its_key(app: QApplication, qtbot: QtBot) -> None:
    stack, _timer = stack_with_timer(qtbot)
    again: list[bool] = []
    action = Action("R", "Try again", lambda: again.append(True))
    stack.failed("This list could not be read", "Your visits are safe on this laptop.", "Try again.", action)
    page = stack.failed_page
    assert page.first.text() == "Your visits are safe on this laptop."
    assert page.first.geometry().top() < page.second.geometry().top()
    press(stack, "R")
    assert again == [True]


def test_the_strip_says_when_saving_failed_and_does_not_move(app: QApplication, qtbot: QtBot) -> None:
    strip = Strip([Action("Ctrl+S", "Send now", lambda: None)])
    qtbot.addWidget(strip)
    strip.resize(1200, strip.height())
    strip.say("Saved on this laptop. 14 visits not yet sent.", "No network since 18:05")
    height = strip.height()
    strip.say("This could not be saved.", "What you typed is still here.", StripState.FAILED)
    assert strip.state is StripState.FAILED
    assert strip.height() == height
    assert strip.accessibleName() == "This could not be saved. What you typed is still here."


def test_a_key_of_the_strip_works_where_its_hint_has_no_room(app: QApplication, qtbot: QtBot) -> None:
    sent: list[bool] = []
    strip = Strip([Action("Ctrl+S", "Send now", lambda: sent.append(True))])
    qtbot.addWidget(strip)
    strip.say("Saved on this laptop. 14 visits not yet sent.", "No network since 18:05")
    strip.resize(320, strip.height())
    with qtbot.waitExposed(strip):
        strip.show()
    strip.activateWindow()
    press(strip, "Ctrl+S")
    assert sent == [True]
