"""After several wrong passphrases in a row the next has to wait, and the wait is shown as it runs down."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.store.errors import WrongPassphrase
from desktop.ui.start.pages import StartPages
from desktop.ui.start.unlock import UnlockStep
from desktop.ui.tasks import Tasks
from tests.ui import keys


def shown(step: UnlockStep) -> UnlockStep:
    step.show()
    step.activateWindow()
    QTest.qWaitForWindowActive(step)
    step.take_keys()
    return step


def test_while_there_is_a_wait_nothing_is_tried_and_what_was_typed_stays(app: QApplication) -> None:
    step, left = shown(UnlockStep()), [3]
    tried: list[str] = []
    step.unlock.connect(tried.append)
    step.make_wait(lambda: left[0])
    assert step.waiting.text().endswith("3 s")
    keys.type_text(step, "violet otter")
    keys.press(step, "Return")
    assert tried == []
    assert step.field.text() == "violet otter"
    left[0] = 2
    QTest.qWait(400)
    assert step.waiting.text().endswith("2 s")
    left[0] = 0
    QTest.qWait(400)
    assert step.waiting.text() == ""
    keys.press(step, "Return")
    assert tried == ["violet otter"]
    step.close()


def test_only_wrong_passphrases_are_counted_and_only_the_third_makes_a_wait(
    app: QApplication, tmp_path: Path
) -> None:
    tasks = Tasks()
    pages = StartPages(tasks, tmp_path, lambda *_sheet: None)
    for _ in range(5):
        pages._not_unlocked(OSError())
    assert pages.unlock.waiting.text() == ""
    for _ in range(2):
        pages._not_unlocked(WrongPassphrase())
    assert pages.unlock.waiting.text() == ""
    pages._not_unlocked(WrongPassphrase())
    assert pages.unlock.waiting.text().endswith("1 s")
    tasks.close()
    pages.close()
