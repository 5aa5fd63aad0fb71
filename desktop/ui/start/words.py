"""Reaching the branch: the exchange that makes this laptop one of the branch's, and the words to compare."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.words import Words


class WordsStep(Step):
    """Three words that must be the same on both screens; or why the branch could not be reached yet."""

    same = Signal()
    differ = Signal()
    again = Signal()
    later = Signal()

    def __init__(self, context: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Compare three words"), context, parent)
        self.first = self.say("")
        self.words = Words("", Type.NUMERAL, wrap=True)
        self.body.addWidget(self.words)
        self.second = self.say("", Type.BODY, Role.SOFT)
        self.body.addStretch(1)

    def show_waiting(self) -> None:
        """While the server is asked."""
        self.first.say(translate("Start", "Asking the branch’s server."))
        self.words.say("")
        self.second.say(translate("Start", "This takes a few seconds."))
        self.set_actions([])

    def show_words(self, words: list[str]) -> None:
        """The server has answered: show its words."""
        self.first.say(
            translate(
                "Start", "Ask your organiser to read you the words beside the code. They must be these:"
            )
        )
        self.words.say("  ".join(words))
        self.second.say(
            translate(
                "Start",
                "If they differ, somebody may be listening in between. Then stop here, and nothing is kept.",
            )
        )
        self.set_actions(
            [
                Action("Return", translate("Start", "They are the same"), self.same.emit, Kind.PRIMARY),
                Action("X", translate("Start", "They differ"), self.differ.emit, Kind.STOP),
            ]
        )
        self.take_keys()

    def show_failure(self, sentence: str) -> None:
        """The branch was not reached: say so, and how to go on."""
        self.first.say(
            translate(
                "Start", "Your passphrase is set and this laptop is ready. The branch was not reached yet."
            )
        )
        self.words.say("")
        self.second.say(sentence, Role.INK)
        self.set_actions(
            [
                Action("R", translate("Start", "Try again"), self.again.emit, Kind.PRIMARY),
                Action("L", translate("Start", "Later, from Home"), self.later.emit),
            ]
        )
        self.take_keys()


class PromiseStep(Step):
    """One page on what you will see, write, and never write."""

    done = Signal()

    def __init__(self, context: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "What you will see and write"), context, parent)
        for heading, text in (
            (
                translate("Start", "You will see"),
                translate(
                    "Start",
                    "names and addresses from the electoral register, and what people told us at the door.",
                ),
            ),
            (
                translate("Start", "You will write"),
                translate("Start", "who answered, what happened, and what people say in their own words."),
            ),
            (
                translate("Start", "You will never write"),
                translate(
                    "Start",
                    "what you would not read aloud to them: guesses about health, faith, origin or who they are.",
                ),
            ),
            (
                translate("Start", "Who else can read it"),
                translate(
                    "Start",
                    "your branch. The region and national office see counts, never people. Notes are sealed for the branch.",
                ),
            ),
            (
                translate("Start", "If somebody asks"),
                translate(
                    "Start",
                    "tell them what we hold, and stop when they say stop. One key does it at the door.",
                ),
            ),
        ):
            self.say(heading, Type.HEADING)
            self.say(text)
        self.body.addStretch(1)
        self.set_actions(
            [Action("Return", translate("Start", "I will keep to it"), self.done.emit, Kind.PRIMARY)]
        )
