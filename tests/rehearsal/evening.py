"""The doorstep: an evening on a walk, by keys alone, with whatever goes wrong on evenings."""

from desktop.domain.attempts import Mark, Outcome
from desktop.operations.attempts import list_attempts
from desktop.operations.status import read_status
from desktop.ui.doors.screen import DoorsScreen
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player


def doors(player: Player) -> DoorsScreen:
    """The doors screen of a player's window."""
    room = player.window.room("doors")
    if not isinstance(room, DoorsScreen):
        raise TypeError(type(room).__name__)
    return room


def walk_an_evening(account: Account, player: Player) -> None:
    """Nobody in, a talk with three answers, come back later, a wish not to be visited, and an undo."""
    player.press("Ctrl+2")
    screen = doors(player)
    player.until(lambda: screen.page is not None)
    _ring_bells(account, player, screen)
    _change_ones_mind(account, player, screen)
    _move_about(account, player, screen)
    _go_fast(account, player)


def _ring_bells(account: Account, player: Player, screen: DoorsScreen) -> None:
    before = len(list_attempts(player.store))
    with account.step("Nobody in: two keys"):
        first = _number(screen)
        player.press("N", "Return")
        account.check(len(list_attempts(player.store)) == before + 1, "one attempt is on the disk")
        account.check(_number(screen) != first, "Enter went on to the next door")
        player.picture("20-doors")
    with account.step("A talk: resident, outcome, three questions, a note in their words"):
        player.press("1", "T")
        player.picture("21-survey")
        player.press("3", "1")
        line = screen.door_pane.survey.words.field.line
        player.write(line, "Boiler out since October; the landlord does not answer")
        player.picture("22-in-their-words")
        player.press("Return", "1")
        player.picture("23-ready-to-save")
        player.press("Return")
        talk = list_attempts(player.store)[0]
        account.check(talk.outcome is Outcome.TALKED and talk.contact is not None, "who talked is known")
        account.check(talk.answers >= 3, f"{talk.answers} answers are kept")
    with account.step("Back later at 19:30, then a door that asks for no more visits"):
        player.press("B")
        player.type("19:30")
        player.press("Return", "Return")
        player.press("X", "Return")
        latest = list_attempts(player.store)[:2]
        account.check(
            {attempt.outcome for attempt in latest} == {Outcome.COME_BACK, Outcome.DO_NOT_VISIT},
            "both are kept",
        )


def _change_ones_mind(account: Account, player: Player, screen: DoorsScreen) -> None:
    with account.step("Ctrl+Z takes the last door back, with what was keyed"):
        player.press("Ctrl+Z")
        player.settle()
        account.check(
            list_attempts(player.store)[0].is_voided, "the attempt stands no more, and stays in the history"
        )
        account.check(screen.board.outcome is Outcome.DO_NOT_VISIT, "what was keyed is there again")
        player.press("Return")
        account.check(
            screen.walk is not None and any(door.mark is Mark.NEVER for door in screen.walk.doors),
            "saved again",
        )


def _move_about(account: Account, player: Player, screen: DoorsScreen) -> None:
    with account.step("Jump by number, cross the road, next undone, only this door"):
        player.press("/")
        player.type(screen.walk_pane.doors[-1].number)
        player.press("Return")
        account.check(_number(screen) == screen.walk_pane.doors[-1].number, "the number was found")
        player.press("Left")
        player.press("PgDown")
        player.press("F12")
        player.picture("24-only-this-door")
        account.check(not screen.walk_pane.isVisible(), "residents cannot see the list")
        player.press("F12")


def _go_fast(account: Account, player: Player) -> None:
    with account.step("Twenty doors in a row, nobody in"):
        began = len(list_attempts(player.store))
        for _ in range(20):
            player.press("PgDown", "N", "Return")
        account.check(len(list_attempts(player.store)) == began + 20, "20 attempts are on the disk")
        player.picture("25-doors-done")
    with account.step("The strip says what is only here"):
        status = read_status(player.store)
        account.check(str(status.pending_visits) in player.strip, player.strip)


def _number(screen: DoorsScreen) -> str:
    return screen.walk_pane.doors[screen.walk_pane.current].number
