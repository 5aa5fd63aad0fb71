"""Choosing a passphrase: words are offered, strength is shown, nothing weak is taken."""

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.passphrases import PassphraseRefused, Strength, judge, offer_words
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import PassphraseField
from desktop.ui.widgets.figures import ProgressLine
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.passphrases import strength_words

_FULL_TENTHS = 160


class PassphraseStep(Step):
    """One's own words, or the five that are offered."""

    done = Signal(str)

    def __init__(self, context: str, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Choose a passphrase"), context, parent)
        self.say(
            translate(
                "Start",
                "It locks everything on this laptop. Nobody can look it up for you, so take words that you will remember.",
            )
        )
        self.say(translate("Start", "These five would do well:"), Type.LABEL, Role.SOFT)
        self.offered = Words(offer_words(secrets.choice), Type.TITLE, wrap=True)
        self.body.addWidget(self.offered)
        self.first = PassphraseField(
            translate("Start", "Passphrase"), show=translate("Start", "show"), hide=translate("Start", "hide")
        )
        self.second = PassphraseField(
            translate("Start", "The same once more"),
            show=translate("Start", "show"),
            hide=translate("Start", "hide"),
            keys="Alt+D",
        )
        self.strength = ProgressLine()
        self.strength.setAccessibleName(translate("Start", "Strength"))
        self.judged = Words(role=Role.SOFT)
        self.body.addWidget(self.first)
        line = QHBoxLayout()
        line.addWidget(self.strength, 1)
        line.addWidget(self.judged)
        self.body.addLayout(line)
        self.body.addWidget(self.second)
        self.body.addStretch(1)
        self.first.edited.connect(self._judge)
        self.set_actions(
            [
                Action("Return", translate("Start", "Lock with this"), self._go_on, Kind.PRIMARY),
                Action("Alt+W", translate("Start", "Other words"), self.offer),
                Action("Escape", translate("Start", "Back"), self.back.emit),
            ]
        )
        # The same words once more come next: a space on the key that shows them would show them. That key alone is
        # moved: a line that is moved leaves its field behind in the order, which hands the keys back to the line.
        QWidget.setTabOrder(self.second.line, self.first.reveal)
        self._judge("")

    def take_keys(self) -> None:
        """The first line has the keys."""
        self.first.line.setFocus()

    def offer(self) -> None:
        """Five other words."""
        self.offered.say(offer_words(secrets.choice))

    def forget(self) -> None:
        """Leave nothing that was typed on the page."""
        for field in (self.first, self.second):
            field.forget()
        self.offer()

    def _judge(self, typed: str) -> None:
        judgement = judge(typed)
        self.strength.show_share(min(1.0, judgement.guesses_tenths / _FULL_TENTHS) if typed else 0.0)
        self.judged.say(
            strength_words(judgement.strength, translate) if typed else "",
            Role.CARE if judgement.strength is Strength.WEAK else Role.INK,
        )
        self.first.clear_error()

    def _go_on(self) -> None:
        typed = self.first.text()
        refusal = judge(typed).refusal
        told = fault_words(PassphraseRefused(refusal), translate) if refusal else None
        self.first.set_error(f"{told.happened} {told.remedy}" if told else "")
        differs = typed != self.second.text()
        self.second.set_error(
            translate("Start", "The two are not the same. Both are kept as typed.")
            if differs and not refusal
            else ""
        )
        if refusal:
            self.first.line.setFocus()
        elif differs:
            self.second.line.setFocus()
        else:
            self.done.emit(typed)
