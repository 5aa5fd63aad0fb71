"""Those who share this laptop, each with a vault of their own: who they are, and how another one begins."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.labels import LabelRefused
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.line_step import LineStep
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.ways import Way, WayList
from desktop.wording.faults import fault_words
from desktop.wording.labels import apart_words, label_note

if TYPE_CHECKING:  # types alone: what they stand for is read by whoever made them
    from desktop.store.shelf import Shelf, Shelved

KEYS = "123456789ABDEFGHIJKLMOPQRSTUVWXYZ"
"""The keys of those who share a laptop; C and N mean other things."""


class PeopleStep(Step):
    """Everybody who shares this laptop by what they chose to be called, whoever was there last first."""

    chosen = Signal(object)  # the folder of their vault
    begins = Signal()

    def __init__(self, people: "Sequence[Shelved]", parent: QWidget | None = None) -> None:
        question = translate("Start", "Who is here?")
        super().__init__(question, translate("Start", "this laptop is shared"), parent)
        self.say(apart_words(translate), Type.BODY, Role.SOFT)
        known = list(zip(KEYS, people, strict=False))
        begins = Way("N", translate("Start", "Somebody else begins here"))
        self.ways = WayList([*(Way(key, each.label) for key, each in known), begins], name=question)
        self.ways.chosen.connect(
            lambda index: (
                self.chosen.emit(known[index][1].folder) if index < len(known) else self.begins.emit()
            )
        )
        self.body.addWidget(self.ways)
        self.body.addStretch(1)
        self.set_actions([Action("Escape", translate("Start", "Back"), self.back.emit)])

    def take_keys(self) -> None:
        """Whoever was there last has the keys."""
        self.ways.take_keys()


class LabelStep(LineStep):
    """What somebody who begins here is called on the locked page: a number that tells nothing, unless they write another."""

    done = Signal(str)

    def __init__(self, shelf: "Shelf", parent: QWidget | None = None) -> None:
        super().__init__(
            translate("Start", "Somebody else begins here"),
            translate("Start", "before the first page"),
            Field(translate("Start", "What the locked page calls you"), note=label_note(translate)),
            apart_words(translate),
            parent,
        )
        self._shelf = shelf
        self.field.set_text(shelf.free_label())
        self.set_actions(
            [
                Action("Return", translate("Start", "Go on"), self._go_on, Kind.PRIMARY),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )

    def take_keys(self) -> None:
        """The line has the keys, and what stands there gives way to what is typed."""
        super().take_keys()
        self.field.line.selectAll()

    def _go_on(self) -> None:
        try:
            label = self._shelf.accept(self.field.text())
        except LabelRefused as refused:
            told = fault_words(refused, translate)
            self.show_fault(f"{told.happened} {told.remedy}")
            return
        self.done.emit(label)
