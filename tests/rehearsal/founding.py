"""The organiser's part: a branch is founded, the register comes in, a survey is adopted, a walk is cut."""

from pathlib import Path

from desktop.domain.households import Door, Side
from desktop.operations.branch_surveys import current_survey
from desktop.operations.contacts import count_people
from desktop.operations.turfs import list_streets, list_turfs, walk_list
from desktop.ui.branch.register import RegisterPage
from desktop.ui.branch.screen import BranchScreen
from desktop.wording import counts
from tests.made_up_files.register_files import PP50, XPRESS, as_bytes, pp50_rows, xpress_rows
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player

PASSPHRASE = "violet otter harbour nine"
SURVEY = Path(__file__).parents[2] / "resources" / "surveys" / "listening.xlsx"


def found_branch(account: Account, organiser: Player) -> None:
    """From nothing to an organiser's home."""
    with account.step("First start: three ways to begin"):
        organiser.picture("01-first-start")
        account.check(not (organiser.folder / "records").exists(), "nothing is stored on this laptop yet")
    with account.step("Start a branch: name, passphrase, recovery sheet"):
        organiser.press("S")
        organiser.type("Eluned Probert")
        organiser.press("Return")
        organiser.type("Dockside")
        organiser.press("Return")
        step = organiser.window.start.passphrase
        account.check(len(step.offered.text().split()) == 5, "five words are offered")
        organiser.type(PASSPHRASE)
        account.check(step.judged.text() == "strong", "the passphrase is judged as it is typed")
        organiser.picture("02-passphrase")
        organiser.write(step.second.line, PASSPHRASE)
        organiser.press("Return")
        start = organiser.window.start
        organiser.until(lambda: start.currentWidget() is start.sheet)
        sheet = organiser.folder / "sheet.pdf"
        start.sheet.save_sheet(str(sheet))
        account.check(sheet.read_bytes().startswith(b"%PDF"), "the recovery sheet is a PDF to print")
        organiser.picture("03-recovery-sheet")
        sheet.unlink()
        organiser.press("Return")
        organiser.picture("04-what-you-will-see")
        organiser.press("Return")
        organiser.until(lambda: organiser.window.workplace is not None)
        organiser.picture("05-organiser-home-empty")
        account.check(organiser.strip.startswith("Saved on this laptop."), organiser.strip)


def bring_in_register(account: Account, organiser: Player, electors: int) -> None:
    """A council's file, twice; and a file that is none."""
    folder = organiser.folder / "downloads"
    folder.mkdir()
    full, other = folder / "register.csv", folder / "eros.txt"
    full.write_bytes(as_bytes(XPRESS, xpress_rows(electors)))
    other.write_bytes(as_bytes(PP50, pp50_rows(400, seed=7), delimiter="\t", encoding="utf-16"))
    page = _branch(organiser)
    with account.step(f"Bring in an Xpress register of {counts.number(electors)} electors"):
        organiser.press("Ctrl+4")
        organiser.picture("06-branch")
        organiser.press("R")
        organiser.type(str(full))
        organiser.press("Return")
        organiser.until(lambda: count_people(organiser.store) == electors)
        organiser.picture("07-register-report")
        account.check(count_people(organiser.store) == electors, f"{counts.number(electors)} people are here")
    with account.step("Bring in the same file again"):
        organiser.press("B")
        organiser.picture("08-register-nothing-new")
        account.check(count_people(organiser.store) == electors, "nothing was doubled")
    with account.step("Look into an Eros file in UTF-16 with tabs, called .txt"):
        page.open("register")
        if not isinstance(page.current, RegisterPage):
            raise TypeError(type(page.current).__name__)
        choice = page.current.choice
        choice.field.set_text("")
        organiser.write(choice.field.line, str(other))
        organiser.press("Alt+L")
        organiser.picture("09-eros")
        account.check(count_people(organiser.store) == electors, "looking keeps nothing")


def _branch(player: Player) -> BranchScreen:
    room = player.window.room("branch")
    if not isinstance(room, BranchScreen):
        raise TypeError(type(room).__name__)
    return room


def adopt_survey(account: Account, organiser: Player) -> None:
    """An XLSForm is checked and taken into use."""
    with account.step("Load a survey from an XLSForm and take it into use"):
        page = _branch(organiser)
        page.open("survey")
        organiser.settle()
        organiser.type(str(SURVEY))
        organiser.press("Return")
        organiser.picture("10-survey-checked")
        organiser.press("Return")
        organiser.until(lambda: current_survey(organiser.store) is not None)
        used = current_survey(organiser.store)
        account.check(used is not None and used.is_in_use, f"in use: {used.title if used else 'none'}")


def cut_walk(account: Account, organiser: Player) -> None:
    """A turf from two streets, in walking order."""
    with account.step("Cut a walk from streets, in the order people walk"):
        page = _branch(organiser)
        page.open("turf")
        organiser.settle()
        organiser.until(lambda: bool(list_streets(organiser.store)))
        organiser.settle()
        organiser.press("Return", "Down", "Return")
        organiser.picture("11-cut-walk")
        organiser.press("Ctrl+Return")
        organiser.until(lambda: bool(list_turfs(organiser.store)))
        turf = list_turfs(organiser.store)[0]
        doors = walk_list(organiser.store, turf.id).doors
        odds = [door for door in doors if door.street_key == doors[0].street_key and door.side is Side.ODD]
        evens = [door for door in doors if door.street_key == doors[0].street_key and door.side is Side.EVEN]
        account.check(len(turf.streets) == 2, f"{len(doors)} doors in {len(turf.streets)} streets")
        account.check(_numbers(odds) == sorted(_numbers(odds)), "odds go up")
        account.check(_numbers(evens) == sorted(_numbers(evens), reverse=True), "evens come down")
        organiser.picture("12-walks")


def _numbers(doors: list[Door]) -> list[int]:
    return [int("".join(letter for letter in door.number if letter.isdecimal()) or 0) for door in doors]
