"""The Learn room: practise, the keys, and what to see, write and never write."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.desk import Desk, Place
from desktop.ui.learn.key_table import KeyRow, KeyTable, door_keys, outcome_keys, walk_keys
from desktop.ui.look import sizes
from desktop.ui.look.type_styles import Type
from desktop.ui.screen import Screen
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Words


class LearnScreen(Screen):
    """One page to come back to; P opens the street on which nobody is real."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.page = Page(
            translate("Learn", "Learn"), translate("Learn", "ten minutes with the keys are worth an evening")
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self._show_keys(self.page.add_column(58))
        self._show_promise(self.page.add_column(42))
        self._is_opening = False
        self._from = "home"
        back = Action("Escape", translate("Learn", "Back"), self._go_back, Kind.FAR)
        ours = Action(
            "K",
            translate("Learn", "Passphrase and recovery sheet"),
            lambda: desk.go(Place("passphrase", "learn")),
        )
        words = translate("Learn", "Words to compare")
        compare = Action("W", words, lambda: desk.go(Place("comparing", Place("learn"))))
        of_this_laptop = [] if desk.is_practice else [ours, compare]
        self.page.set_actions([self._practise_action(), *of_this_laptop, back])

    def open(self, about: Any) -> None:
        """Help was asked for in this room: Esc goes back there."""
        if about != "learn":
            self._from = about

    def take_keys(self) -> None:
        """The filled action has the keys."""
        if self.page.actions_bar.primary is not None:
            self.page.actions_bar.primary.setFocus()

    def practise(self) -> None:
        """Open the made-up street, or go back to it."""
        if self.desk.is_practice:
            self.desk.go(Place("doors"))
        elif not self._is_opening:
            self._is_opening = True
            self.desk.practise()

    def _go_back(self) -> None:
        self.desk.go(Place(self._from))

    def _practise_action(self) -> Action:
        words = (
            translate("Learn", "Back to the made-up street")
            if self.desk.is_practice
            else translate("Learn", "Practise on a made-up street")
        )
        return Action("P Return", words, self.practise, Kind.PRIMARY)

    def _show_keys(self, column: QVBoxLayout) -> None:
        tables: tuple[tuple[str, list[KeyRow], int], ...] = (
            (translate("Learn", "What happened at the door"), outcome_keys(), 2),
            (translate("Learn", "Keying a door"), door_keys(), 2),
            (translate("Learn", "From door to door"), walk_keys(), 2),
        )
        for title, rows, columns in tables:
            column.addWidget(SectionHead(title))
            column.addWidget(KeyTable(title, rows, columns))
            column.addSpacing(sizes.SPACE_2)
        column.addStretch(1)

    def _show_promise(self, column: QVBoxLayout) -> None:
        for heading, text in _promise():
            column.addWidget(SectionHead(heading))
            column.addWidget(Words(text, Type.BODY, wrap=True))
            column.addSpacing(sizes.SPACE_1)
        column.addStretch(1)


def _promise() -> list[tuple[str, str]]:
    return [
        (
            translate("Learn", "On the made-up street"),
            translate(
                "Learn",
                "Forty doors, and nobody behind them is real. Nothing is kept and nothing is sent. "
                "Ctrl+L brings you back to where you were.",
            ),
        ),
        (
            translate("Learn", "What you see"),
            translate(
                "Learn",
                "Names and addresses from the electoral register, and what people told us at the door. "
                "Residents can see your screen: F12 hides the other doors.",
            ),
        ),
        (
            translate("Learn", "What you write"),
            translate(
                "Learn",
                "Who answered, what happened, and what people say in their own words. "
                "Read a note aloud to them before you leave: then it is theirs too.",
            ),
        ),
        (
            translate("Learn", "What you never write"),
            translate(
                "Learn",
                "What you would not read aloud to them: guesses about health, faith, origin, or who they are.",
            ),
        ),
        (
            translate("Learn", "Who else reads it"),
            translate(
                "Learn",
                "Your branch. The region and national office see counts, never people. "
                "Whoever asks what we hold is told; whoever says stop is left alone, by one key.",
            ),
        ),
    ]
