"""Paints the pictures in ``docs/pictures/`` anew, from a made-up branch at a fixed hour: ``make pictures``."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.operations.backups import make_backup
from desktop.store.errors import VaultDamaged
from desktop.store.store import Store
from desktop.ui.backups.page import BackupsPage
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.branch.lost_report import LostReportPage
from desktop.ui.gallery.window import Gallery
from desktop.ui.handover.page import HandOverPage
from desktop.ui.home.region import RegionScreen
from desktop.ui.look.look import Look
from desktop.ui.look.wear import wear
from desktop.ui.people.screen import PeopleScreen
from desktop.ui.program import make_application
from desktop.ui.sending.stick import StickPage
from tests.made_up_stores import TurnedClock
from tests.pictures.demo import NOW, DemoBranch, make_branch
from tests.pictures.joined import coordinator, joined, request_for_help, shared
from tests.rehearsal.evening import doors
from tests.rehearsal.player import Player
from tests.sync.central import Central

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
LOOKS = {
    "": Look(still=True),
    "-dark": Look("dark", still=True),
    "-contrast": Look("contrast", still=True),
    "-150-percent": Look(scale=1.5, still=True),
}


def main() -> int:
    """Paint all of them."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    app = make_application([])
    app.setCursorFlashTime(0)
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        _paint_start(Path(folder))
        branch = make_branch(Path(folder))
        try:
            _paint_canvasser(branch.canvasser, Path(folder))
            _paint_organiser(branch, Path(folder))
            with _at_work(branch.coordinator, Path(folder) / "c") as player:
                player.picture("08-coordinator-home")
            _paint_joined(branch, Path(folder))
            _paint_locking(branch, Path(folder))
            _paint_backups(branch.organiser, branch.clock, Path(folder))
        finally:
            branch.close()
    _paint_gallery(app)
    sys.stdout.write(f"{len(list(PICTURES.glob('*.png')))} pictures in docs/pictures\n")
    return 0


def _paint_start(folder: Path) -> None:
    player = Player("newcomer", folder / "new", PICTURES, now=lambda: NOW)
    _wear(Look(still=True))
    player.picture("01-first-start")
    player.press("J")
    player.picture("01-join")
    player.close()
    _close(player.window)


def _paint_canvasser(store: Store, folder: Path) -> None:
    with _at_work(store, folder / "a") as player:
        player.picture("02-canvasser-home")
        player.press("Ctrl+2")
        player.until(lambda: doors(player).page is not None)
        player.press("1", "T", "3", "1")
        player.write(
            doors(player).door_pane.survey.words.field.line,
            "Boiler out since October; landlord does not answer",
        )
        for name, look in LOOKS.items():
            _wear(look)
            player.picture(f"03-door{name}")
        _wear(LOOKS[""])
        player.window.resize(1366, 688)
        player.picture("03-door-short-688")


def _paint_organiser(branch: DemoBranch, folder: Path) -> None:
    with _at_work(branch.organiser, folder / "b") as player:
        player.picture("05-organiser-home")
        player.press("Ctrl+3")
        player.type("pri")
        people = player.window.room("people")
        if isinstance(people, PeopleScreen):
            side = people.side
            player.until(lambda: side.pane.page is not None)
        player.picture("04-people")
        player.press("Alt+F")
        if isinstance(people, PeopleScreen):
            player.until(lambda: people.exporting is not None and people.exporting.plan is not None)
        player.press("1")
        _paint_in_looks(player, "34-people-to-a-file")
        player.press("Escape")
        player.go("conflicts")
        player.picture("07-two-answers")
        player.press("Ctrl+4")
        player.picture("10-branch")
        for about, name in (("turf", "11-cut-a-walk"), ("walks", "12-walks"), ("survey", "13-survey")):
            player.go("branch", about)
            player.picture(name)
        _paint_stick(player, branch.stick)


def _paint_stick(player: Player, stick: Path) -> None:
    player.go("stick", "branch")
    page = player.window.room("stick")
    if isinstance(page, StickPage):
        page.read(str(stick))
        player.until(lambda: not page.is_running)
    _paint_in_looks(player, "14-by-stick")


def _paint_joined(branch: DemoBranch, folder: Path) -> None:
    """What there is to see once the branch has a server: laptops, what they have, and inviting somebody to a walk."""
    (folder / "d").mkdir()
    with joined(branch, folder / "d") as central:
        _paint_joined_branch(branch, folder, request_for_help(folder / "lost"))
        _paint_above(central, folder)


def _paint_above(central: Central, folder: Path) -> None:
    """A coordinator's home over the branch, and inviting below."""
    with coordinator(central, folder / "f", NOW) as store, _at_work(store, folder / "g") as player:
        page = player.window.room("home")
        if isinstance(page, RegionScreen):
            player.until(lambda: page.held is not None and page.held.branches and not page.is_asking)
        _paint_in_looks(player, "21-region-home")
        player.press("I")
        _paint_in_looks(player, "22-invite-below", "", "-150-percent")


def _paint_of_laptops(player: Player, request: str) -> None:
    """The pages that the one of laptops leads to: words to compare, helping, and the report on a lost one."""
    player.press("W")
    _paint_in_looks(player, "27-words-to-compare")
    player.go("branch", "help")
    player.type(request)
    player.press("Return")
    _paint_in_looks(player, "28-help-a-colleague")
    player.go("laptops")
    player.press("Home", "P")
    page = player.window.room("lost report")
    if isinstance(page, LostReportPage):
        player.until(lambda: page.report is not None)
    _paint_in_looks(player, "29-report-on-a-laptop")


def _paint_joined_branch(branch: DemoBranch, folder: Path, request: str) -> None:
    with _at_work(branch.organiser, folder / "e") as player:
        player.go("laptops")
        page = player.window.room("laptops")
        if isinstance(page, LaptopsPage):
            player.until(lambda: page.held is not None and not page.is_asking)
        _paint_in_looks(player, "15-laptops")
        player.press("Down", "Down", "G")
        _paint_in_looks(player, "16-what-a-laptop-has", "", "-150-percent")
        player.press("Escape", "C")
        _paint_in_looks(player, "20-what-a-colleague-does", "", "-150-percent")
        player.press("Escape", "M")
        _paint_in_looks(player, "26-laptops-more", "", "-150-percent")
        _paint_of_laptops(player, request)
        player.go("branch", "walks")
        player.press("Down", "Down")
        _paint_in_looks(player, "17-walks-and-laptops", "", "-150-percent")
        player.go("branch", "invite")
        _paint_in_looks(player, "18-invite", "", "-150-percent")
        player.press("W")
        _paint_in_looks(player, "19-invite-to-a-walk")


def _paint_backups(store: Store, clock: TurnedClock, folder: Path) -> None:
    """The backups of five days, and the pages on which one is brought back."""
    clock.turn(days=-5, minutes=-74)
    for _ in range(5):
        make_backup(store)
        clock.turn(days=1, minutes=14)
    clock.turn(minutes=4)
    with _at_work(store, folder / "backups") as player:
        player.go("backups")
        page = player.window.room("backups")
        if isinstance(page, BackupsPage):
            player.until(lambda: page.held is not None)
        _paint_in_looks(player, "30-backups")
    player = Player("somebody", folder / "brought-back", PICTURES, now=lambda: NOW)
    shutil.copytree(store.folder, player.window.folder, ignore=shutil.ignore_patterns("lock", "store.db*"))
    step = player.window.start.bringing_back.step
    for name, damage in (("31-bring-back", None), ("32-damaged", VaultDamaged("store", "unreadable"))):
        player.window.start.show_restore(damage)
        player.until(lambda: step.rows)
        _paint_in_looks(player, name)
    player.close()
    _close(player.window)


def _paint_locking(branch: DemoBranch, folder: Path) -> None:
    """The lock, when it locks, and the laptop in the hands of whoever helps: picking initials, working, the end."""
    player = Player("nobody", folder / "locked", PICTURES, now=lambda: NOW)
    _wear(LOOKS[""])
    player.window.start.show_unlock()
    _paint_in_looks(player, "20-locked")
    player.close()
    _close(player.window)
    shared(folder / "shared")
    player = Player("somebody", folder / "shared", PICTURES, now=lambda: NOW)
    player.press("Alt+O")
    _paint_in_looks(player, "33-who-is-here")
    player.close()
    _close(player.window)
    with _at_work(branch.organiser, folder / "f") as player:
        player.go("locking")
        _paint_in_looks(player, "21-when-to-lock")
        player.go("handing over", branch.walk)
        player.come_forward()
        page = player.window.room("handing over")
        if isinstance(page, HandOverPage):
            player.write(page.initials.line, "AB CD GP MW")
        _paint_in_looks(player, "22-hand-over", "", "-150-percent")
        player.press("Return")
        player.until(lambda: player.window.workplace and player.window.workplace.current == "picking")
        player.come_forward()
        _paint_in_looks(player, "23-pick-initials")
        player.press("3")
        player.until(lambda: doors(player).page is not None)
        _paint_in_looks(player, "24-handed-over", "", "-150-percent")
        player.press("Ctrl+E")
        _paint_in_looks(player, "25-take-it-back")
        branch.organiser.handovers.keep(None)


def _paint_in_looks(player: Player, name: str, *looks: str) -> None:
    for look in looks or LOOKS:
        _wear(LOOKS[look])
        player.picture(f"{name}{look}")
    _wear(LOOKS[""])


def _paint_gallery(app: QApplication) -> None:
    for name in ("", "-dark", "-contrast"):
        wear(app, LOOKS[name])
        window = Gallery(app)
        window.resize(1366, 768)
        window.show()
        app.processEvents()
        window.grab().save(str(PICTURES / f"09-parts{name or '-light'}.png"))
        _close(window)


@contextmanager
def _at_work(store: Store, folder: Path) -> Iterator[Player]:
    player = Player("somebody", folder, PICTURES, now=lambda: NOW)
    _wear(LOOKS[""])
    player.move_in(store)
    yield player
    player.leave()
    _close(player.window)


def _close(window: QWidget) -> None:
    """Let go of a window and its widgets here: whoever collects them later may do it in the midst of painting another."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def _wear(look: Look) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        wear(app, look)
        app.processEvents()


if __name__ == "__main__":
    sys.exit(main())
