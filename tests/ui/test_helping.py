"""A lost passphrase with an organiser's help, in the real windows of both: the locked one and the organiser's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop.operations.vaults import unlock_vault
from desktop.store import sealing
from desktop.store.enrolment import Enrolled
from desktop.store.recovering import organiser_locks, set_organisers
from desktop.ui.branch.helping import HelpPage
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.start.helping import HelpSteps
from desktop.ui.widgets.square_code import SquareCode
from tests.rehearsal.player import Player
from tests.ui.office import Office
from tests.ui.test_start import PASSPHRASE, found_branch

NEW = "copper meadow trumpet ladder"
PRIVATE = sealing.new_private()


@pytest.fixture
def player(app: QApplication, tmp_path: Path) -> Iterator[Player]:
    made = Player("Eluned", tmp_path, tmp_path)
    yield made
    made.close()


@contextmanager
def at_office(folder: Path) -> Iterator[Office]:
    """An organiser's window, whose laptop has a recovery key. Made after another was locked: that closes all windows."""
    folder.mkdir()
    made = Office(folder)
    made.store.enrolment.save(
        Enrolled("http://127.0.0.1:9", "11" * 32, "d", "22" * 32, "33" * 32, role="organiser")
    )
    made.store.settings.write("recovery_key", PRIVATE.hex())
    yield made
    made.close()


def locked(player: Player) -> HelpSteps:
    """Lock it with an organiser's slot in it, and go to where help is asked for."""
    player.come_forward()
    found_branch(player)
    folder = player.store.folder
    lock(player)
    set_organisers(folder, PASSPHRASE, frozenset([sealing.public_of(PRIVATE)]), device=player.window._device)
    player.press("Alt+L", "Alt+O")
    return player.window.start.help


def lock(player: Player) -> None:
    """Lock it, as after a while without a key."""
    player.window.lock()
    player.settle()
    player.come_forward()


def read_back(code: SquareCode) -> str:
    """What a camera reads off the screen."""
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    view = memoryview(image.constBits()).cast("B", (image.height(), image.bytesPerLine()))
    (found,) = zxingcpp.read_barcodes(view)
    return str(found.text)


def texts(widget: QWidget) -> str:
    shown = [label.text() for label in widget.findChildren(QLabel)]
    return " ".join([*shown, *(line.text() for line in widget.findChildren(QLineEdit))])


def answer(office: Office, line: str, words: list[str]) -> HelpPage:
    """Let the organiser answer a request that a scanner typed."""
    office.window.activateWindow()
    page = office.go("help", HelpPage)
    office.type(line)
    office.press("Return")
    office.until(lambda: page.words.isVisible())
    office.type(" ".join(words))
    office.press("Return")
    return page


def test_a_lost_passphrase_is_replaced_by_two_cameras_and_a_telephone(player: Player, tmp_path: Path) -> None:
    help = locked(player)
    player.type("Eluned Probert")
    player.press("Return")
    player.until(lambda: help.request.code.isVisible())
    line, words = read_back(help.request.code), help.request.words.text().split()
    assert line.startswith("GWASK1")
    with at_office(tmp_path / "b") as office:
        page = answer(office, line, words)
        office.until(lambda: page.code.isVisible())
        assert "Eluned Probert asks" in page.who.text()
        given = read_back(page.code)
        office.press("Escape")
        assert given not in texts(page)
        assert not page.code.isVisible()
    player.come_forward()
    player.press("Return")
    player.type(given)
    player.press("Return")
    player.until(lambda: player.window.start.currentWidget() is help.passphrase)
    player.type(NEW)
    player.write(help.passphrase.second.line, NEW)
    player.press("Return")
    player.until(lambda: player.window.workplace is not None)
    folder = player.store.folder
    assert line not in texts(player.window)
    assert given not in texts(player.window)
    lock(player)
    unlock_vault(folder, NEW, device=player.window._device).close()


def test_words_that_differ_are_said_at_their_line_and_nothing_is_answered(
    player: Player, tmp_path: Path
) -> None:
    help = locked(player)
    player.type("Eluned")
    player.press("Return")
    player.until(lambda: help.request.code.isVisible())
    with at_office(tmp_path / "b") as office:
        page = answer(office, read_back(help.request.code), ["abandon", "zebra", "velvet"])
        office.until(lambda: page.words.error)
        assert "not the words of this request" in page.words.error
        assert not page.code.isVisible()


def test_what_is_no_answer_is_said_before_a_passphrase_is_asked_for(player: Player, tmp_path: Path) -> None:
    help = locked(player)
    player.press("Return")
    assert "Write your name" in help.ask.field.error
    player.type("Eluned")
    player.press("Return")
    player.until(lambda: help.request.code.isVisible())
    help.request.written.emit(str(tmp_path / "request.txt"))
    player.settle()
    assert (tmp_path / "request.txt").read_text().startswith("GWASK1")
    help.request.written.emit(str(tmp_path / "none" / "request.txt"))
    player.settle()
    assert "could not be written" in help.request.told.text()
    player.press("Return")
    player.type("hello")
    player.press("Return")
    player.until(lambda: help.answer.choice.field.error)
    assert "no answer" in help.answer.choice.field.error
    player.press("Escape", "Escape")
    assert player.window.start.currentWidget() is player.window.start.recover


def test_without_an_organiser_the_page_says_that_the_sheet_is_what_is_left(player: Player) -> None:
    found_branch(player)
    assert organiser_locks(player.store.folder) == frozenset()
    lock(player)
    player.press("Alt+L", "Alt+O")
    player.type("Eluned")
    player.press("Return")
    help = player.window.start.help
    player.until(lambda: help.ask.field.error)
    assert "recovery sheet" in help.ask.field.error or "No organiser" in help.ask.field.error


def test_the_page_of_laptops_leads_to_it(app: QApplication, tmp_path: Path) -> None:
    with at_office(tmp_path / "b") as office:
        office.go("laptops", LaptopsPage)
        office.press("H")
        assert office.is_at(HelpPage)
        page = office.branch.current
        assert isinstance(page, HelpPage)
        office.type("nonsense")
        office.press("Return")
        office.until(lambda: page.choice.field.error)
        assert "no request" in page.choice.field.error
