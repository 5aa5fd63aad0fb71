"""The branch on two laptops: a server, a code, three words, and edits made without knowing of each other."""

from functools import partial

from desktop.domain.members import Role
from desktop.operations.conflicts import count_conflicts
from desktop.operations.contacts import count_people, edit_person, read_people, search_people, show_person
from desktop.operations.enrolment import invite
from desktop.operations.status import read_status
from desktop.operations.turfs import list_turfs
from desktop.ui.branch.screen import BranchScreen
from desktop.ui.branch.server import ServerPage
from desktop.wording import counts
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player
from tests.rehearsal.server import Server

PASSPHRASE = "amber kettle winter bridge"


def connect_branch(account: Account, organiser: Player, server: Server) -> None:
    """The founder's laptop meets the central server."""
    with account.step("Connect the branch to its server by a code"):
        code = server.invite("Dockside")
        organiser.press("Ctrl+4")
        room = organiser.window.room("branch")
        if not isinstance(room, BranchScreen):
            raise TypeError(type(room).__name__)
        room.open("server")
        organiser.settle()
        page = room.current
        if not isinstance(page, ServerPage):
            raise TypeError(type(page).__name__)
        organiser.write(page.form.address.line, server.address)
        organiser.write(page.form.code.line, code)
        organiser.press("Return")
        organiser.until(lambda: page.words.isVisible() and bool(page.words.words.text()))
        organiser.picture("30-three-words")
        account.check(page.words.words.text().split() == server.words, "the words are the server's")
        account.check(not read_status(organiser.store).is_enrolled, "nothing is sent while they are compared")
        organiser.press("Return")
        organiser.until(lambda: read_status(organiser.store).is_enrolled)
        organiser.picture("31-connected")


def send_everything(account: Account, player: Player) -> None:
    """Send now, and wait until the strip says so."""
    with account.step("Send now"):
        waited = read_status(player.store).pending_visits  # none, if the connection sent them at once
        player.come_forward()
        player.press("Ctrl+S")
        player.until(lambda: _is_all_sent(player))
        player.until(lambda: "Everything is sent." in player.strip)
        player.picture("32-everything-sent")
        told = f"{player.strip} ({waited} visits had waited)" if waited else player.strip
        account.check("Everything is sent." in player.strip, told)


def join_branch(account: Account, organiser: Player, colleague: Player, server: Server) -> None:
    """A canvasser gets from a code to the branch's walk."""
    with account.step("Invite a canvasser: a code of twelve letters, three words"):
        made = invite(organiser.store, Role.CANVASSER)
        account.check(len(made.code.replace("-", "")) == 12 and len(made.words) == 3, "code and words")
    with account.step("Join my branch on a second laptop"):
        colleague.come_forward()
        colleague.press("J")
        colleague.type("Gwenllian Pritchard")
        colleague.press("Return")
        colleague.type(made.code.lower())
        colleague.press("Return")
        colleague.type(server.address)
        colleague.picture("40-join")
        colleague.press("Return")
        colleague.type(PASSPHRASE)
        colleague.write(colleague.window.start.passphrase.second.line, PASSPHRASE)
        colleague.press("Return")
        start = colleague.window.start
        colleague.until(lambda: start.currentWidget() is start.sheet)
        colleague.press("Return")
        colleague.until(lambda: start.words.words.text())
        colleague.picture("41-three-words")
        account.check(
            start.words.words.text().split() == list(made.words), "the words are the same on both laptops"
        )
        colleague.press("Return")
        colleague.press("Return")
        colleague.until(lambda: colleague.window.workplace is not None)
    with account.step("The branch arrives: register, survey, walk"):
        expected = count_people(organiser.store)
        colleague.until(lambda: count_people(colleague.store) == expected)
        colleague.until(lambda: bool(list_turfs(colleague.store)))
        colleague.settle()
        colleague.press("Ctrl+1")
        colleague.picture("42-canvasser-home")
        account.tell(f"{counts.number(expected)} people, {len(list_turfs(colleague.store))} walk")
        rooms = [
            plan
            for plan in ("branch",)
            if colleague.window.workplace and plan in colleague.window.workplace.room_names
        ]
        account.check(not rooms, "a canvasser sees no import and no turf screens")


def disagree_and_settle(account: Account, organiser: Player, colleague: Player) -> None:
    """Different fields are both kept; one field twice is a question with two answers."""
    someone = read_people(organiser.store, search_people(organiser.store, "a").rowids[:1])[0].id
    with account.step("Two laptops edit one person without a network"):
        edit_person(organiser.store, someone, {"phone": "07700900216", "email": "one@example.org"})
        edit_person(colleague.store, someone, {"phone": "07700900261", "language": "Cymraeg"})
        for player in (organiser, colleague, organiser):
            player.come_forward()
            player.press("Ctrl+S")
            player.until(partial(_is_all_sent, player))
            player.settle()
        organiser.until(lambda: count_conflicts(organiser.store) == 1)
        colleague.come_forward()
        colleague.press("Ctrl+S")
        colleague.until(lambda: count_conflicts(colleague.store) == 1)
        page = show_person(colleague.store, someone)
        account.check(page.value("email") == "one@example.org", "the other's field came")
        account.check(page.value("language") == "Cymraeg", "the own field stayed")
        account.check(page.conflicts == ["phone"], "the same field has two answers, and both are kept")
    with account.step("Two answers to one question: settled by one key"):
        organiser.come_forward()
        organiser.press("Ctrl+1")
        organiser.settle()
        organiser.press("Return")
        organiser.picture("50-two-answers")
        organiser.press("Return")
        organiser.until(lambda: count_conflicts(organiser.store) == 0)
        organiser.picture("51-settled")
        history = [
            written for written in show_person(organiser.store, someone).history if written.field == "phone"
        ]
        account.check(len(history) >= 3, f"{len(history)} values are in the history")
        organiser.come_forward()
        organiser.press("Ctrl+S")
        organiser.until(lambda: _is_all_sent(organiser))
        colleague.come_forward()
        colleague.press("Ctrl+S")
        colleague.until(lambda: count_conflicts(colleague.store) == 0)
        account.check(count_conflicts(colleague.store) == 0, "settled on the other laptop too")


def _is_all_sent(player: Player) -> bool:
    status = read_status(player.store)
    return status.is_enrolled and not status.pending_visits and not status.pending_other
