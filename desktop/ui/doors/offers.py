"""What can be done at a door, each with its key."""

from typing import Protocol

from desktop.domain.attempts import Outcome
from desktop.domain.board import Board, Stage
from desktop.domain.households import DoorPage
from desktop.domain.surveys.interview import SurveyInterview
from desktop.ui.doors.panes import Panes
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind


class AtTheDoor(Protocol):
    """Who does it."""

    def go_on(self) -> None:
        """Enter."""

    def undo(self) -> None:
        """Take the last saved door back."""

    def save_others_out(self) -> None:
        """Save, and everybody else as out."""

    def next_language(self) -> None:
        """Ask in the form's next language."""

    def visit_again(self) -> None:
        """Nobody is kept from ringing here any more."""

    def show_alone(self) -> None:
        """Hide all but this door, or show it again."""

    def show_walk(self) -> None:
        """The walk in the door's place, or the door again."""


def offers(
    who: AtTheDoor, board: Board, interview: SurveyInterview | None, page: DoorPage | None, panes: Panes
) -> list[Action]:
    """The actions of the bar; Enter is always the first."""
    stage = board.stage(interview)
    primary = {
        Stage.DOOR: translate("Doors", "Walk on"),
        Stage.QUESTION: translate("Doors", "Next question"),
        Stage.WHEN: translate("Doors", "Go on"),
        Stage.READY: translate("Doors", "Save and go on"),
    }
    actions = [
        Action("Return", primary[stage], who.go_on, Kind.PRIMARY),
        Action("Ctrl+Z", translate("Doors", "Undo"), who.undo),
    ]
    if stage is Stage.QUESTION and interview is not None and len(interview.languages) > 1:
        following = interview.in_next_language().language.partition(" (")[
            0
        ]  # without its code: "Cymraeg (cy)"
        words = translate("Doors", "In {language}").format(language=following)
        actions.append(Action("F7", words, who.next_language))
    if stage is Stage.READY and board.resident and board.outcome is not Outcome.NOT_HOME:
        actions.append(Action("Ctrl+Return", translate("Doors", "Others out"), who.save_others_out))
    if page is not None and page.is_do_not_visit:
        actions.append(Action("V", translate("Doors", "They may be visited again"), who.visit_again))
    if panes.is_single and not panes.is_alone:
        actions.append(Action("W", translate("Doors", "Walk"), who.show_walk))
    alone = translate("Doors", "Show the walk") if panes.is_alone else translate("Doors", "Only this door")
    actions.append(Action("F12", alone, who.show_alone, Kind.FAR))
    return actions
