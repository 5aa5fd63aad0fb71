"""The page of one's passphrase: another one, or a new recovery code. Both ask for the passphrase that holds now."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.helping import HelpersHeld
from desktop.domain.passphrases import PassphraseRefused, judge
from desktop.operations.changed import Changed, Done
from desktop.operations.recovery_keys import read_helpers, refuse_helpers
from desktop.operations.vault_people import require_owner
from desktop.operations.vaults import change_passphrase, renew_recovery_code
from desktop.ui.desk import Desk, Place
from desktop.ui.look.type_styles import Type
from desktop.ui.passphrase.guarded import GuardedPage, passphrase_field
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.helping import helpers_words, refused_words


class PassphrasePage(GuardedPage):
    """Nothing that was typed or shown here is left when one goes."""

    SHOWS: ClassVar[Changed] = Changed.SETTINGS | Changed.MEMBERS | Changed.SYNC

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Passphrase", "Passphrase and recovery sheet"),
            translate("Passphrase", "what opens these records on this laptop"),
            parent=parent,
        )
        self.first = passphrase_field(translate("Passphrase", "The new one"), "Alt+D")
        self.second = passphrase_field(translate("Passphrase", "The new one once more"), "Alt+E")
        self.code = Words("", Type.TITLE, wrap=True)
        self.helpers = Words("", Type.LEAD, wrap=True)
        self._held: HelpersHeld | None = None
        left, right = QVBoxLayout(), QVBoxLayout()
        for field in (self.now, self.first, self.second):
            left.addWidget(field)
        left.addWidget(self.told)
        left.addStretch(1)
        right.addWidget(self.code)  # first, so that it is seen where text is large
        right.addWidget(self.helpers)
        for paragraph in _explanations():
            right.addWidget(Words(paragraph, Type.BODY, wrap=True))
        right.addStretch(1)
        self.columns.addLayout(left, 48)
        self.columns.addLayout(right, 52)
        self._from = "learn"
        self.back.connect(lambda: desk.go(Place(self._from)))
        self._offer()
        self.states.loaded()

    def refresh(self) -> None:
        """Read who can help."""
        self.desk.tasks.query(
            partial(read_helpers, self.desk.store),
            self._show_helpers,
            owner=self,
            failed=self.failed,
            latest=self,
        )

    def open(self, about: Any) -> None:
        """Remember from which room one came."""
        self._from = str(about)

    def leave(self) -> None:
        """Leave nothing that was typed, and no code."""
        for field in (self.now, self.first, self.second):
            field.forget()
        self.told.say("")
        self.code.say("")

    def change(self) -> None:
        """Give the records the new passphrase, if both lines say the same and it is strong enough."""
        refusal = judge(self.first.text()).refusal
        told = fault_words(PassphraseRefused(refusal), translate) if refusal else None
        self.first.set_error(f"{told.happened} {told.remedy}" if told else "")
        differs = self.first.text() != self.second.text()
        self.second.set_error(
            translate("Passphrase", "The two are not the same. Both are kept as typed.")
            if differs and not refusal
            else ""
        )
        if refusal:
            self.first.line.setFocus()
        elif differs:
            self.second.line.setFocus()
        else:
            work = partial(
                change_passphrase,
                self.desk.store,
                self.now.text(),
                self.first.text(),
                device=self.desk.device,
            )
            self.do(work, lambda _nothing: self._changed())

    def renew(self) -> None:
        """Make a new recovery code and show it this once."""
        work = partial(renew_recovery_code, self.desk.store, self.now.text(), device=self.desk.device)
        self.do(work, self.show_code)

    def renew_key(self) -> None:
        """Encrypt everything anew under another key: all is closed meanwhile, and opened again."""
        passphrase = self.now.text()
        work = partial(require_owner, self.desk.store, passphrase, device=self.desk.device)
        self.do(work, lambda _nothing: self.desk.renew_key(passphrase))

    def decide_helpers(self) -> None:
        """Alt+O: let no organiser open these records, or let them again."""
        if self._held is not None:
            work = partial(
                refuse_helpers,
                self.desk.store,
                self.now.text(),
                is_refused=not self._held.is_refused,
                device=self.desk.device,
            )
            self.do(work, self._decided)

    def _decided(self, done: Done[HelpersHeld]) -> None:
        self._show_helpers(done.value)
        self.told.say(refused_words(done.value, translate))

    def _show_helpers(self, held: HelpersHeld) -> None:
        self._held = held
        self.helpers.say(helpers_words(held, translate))
        self._offer()

    def _offer(self) -> None:
        actions = [
            Action("Return", translate("Passphrase", "Change the passphrase"), self.change, Kind.PRIMARY),
            Action("Alt+R", translate("Passphrase", "New recovery code"), self.renew),
            Action("Alt+K", translate("Passphrase", "Encrypt everything anew"), self.renew_key),
            Action(
                "Alt+P",
                translate("Passphrase", "Who has one"),
                lambda: self.desk.go(Place("holders")),
            ),
        ]
        held = self._held
        if held is not None and (held.helpers or held.is_refused):
            words = (
                translate("Passphrase", "Let organisers help")
                if held.is_refused
                else translate("Passphrase", "Let no organiser help")
            )
            actions.append(Action("Alt+O", words, self.decide_helpers))
        self.set_actions(actions)

    def _changed(self) -> None:
        self.told.say(
            translate("Passphrase", "The new passphrase opens it from now on. The recovery sheet stays good.")
        )

    def show_renewed(self, code: str) -> None:
        """Everything was encrypted anew; ``code`` is a new recovery code, if the old sheet opens nothing any more."""
        if code:
            self.show_code(code)
        else:
            self.told.say(
                translate(
                    "Passphrase",
                    "Everything is encrypted anew. The passphrase and the recovery sheet open it.",
                )
            )

    def show_code(self, code: str) -> None:
        """Show a new recovery code."""
        groups = code.split("-")
        half = len(groups) // 2
        self.code.say("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]))
        self.told.say(
            translate(
                "Passphrase",
                "Write the new code down and keep it at home: never beside the laptop. It is shown only now."
                " The old sheet opens nothing any more.",
            )
        )


def _explanations() -> tuple[str, ...]:
    return (
        translate(
            "Passphrase",
            "Change the passphrase if somebody saw you type it. The old one opens nothing from then on; a copy of the folder"
            " that was made before still opens by it.",
        ),
        translate(
            "Passphrase",
            "Make a new recovery code if the sheet was lost, or somebody saw it. For that only the first line is needed.",
        ),
        translate(
            "Passphrase",
            "Encrypt everything anew if somebody who could open these records should not any more. The passphrases and"
            " the sheet stay good. It takes some seconds, during which all is closed.",
        ),
    )
