"""Who has a passphrase to the records that are open: give somebody one of their own, or take it away."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.passphrases import PassphraseRefused, judge
from desktop.operations.vault_people import (
    KeyHolder,
    add_holder,
    check_passphrase,
    find_holder,
    list_holders,
)
from desktop.store.errors import NotOneself
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.look.type_styles import Type
from desktop.ui.passphrase.guarded import GuardedPage, passphrase_field
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.words import Words
from desktop.wording.faults import fault_words
from desktop.wording.told import Told


class HoldersPage(GuardedPage):
    """Nothing that was typed here is left when one goes. The newcomer types their passphrase themselves."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Passphrase", "Who has a passphrase"),
            translate("Passphrase", "to the records on this laptop"),
            parent=parent,
        )
        self.name = Field(translate("Passphrase", "Their name"))
        self.first = passphrase_field(translate("Passphrase", "Their passphrase, typed by them"), "Alt+D")
        self.second = passphrase_field(translate("Passphrase", "Theirs once more"), "Alt+E")
        self.holders = Words("", Type.LEAD, wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        for field in (self.now, self.name, self.first, self.second):
            left.addWidget(field)
        left.addWidget(self.told)
        left.addStretch(1)
        right.addWidget(self.holders)
        for paragraph in _explanations():
            right.addWidget(Words(paragraph, Type.BODY, wrap=True))
        right.addStretch(1)
        self.columns.addLayout(left, 48)
        self.columns.addLayout(right, 52)
        self.back.connect(lambda: desk.go(Place("passphrase", "learn")))
        self.set_actions(
            [
                Action("Return", translate("Passphrase", "Give them one"), self.add, Kind.PRIMARY),
                Action("Alt+R", translate("Passphrase", "Take theirs away"), self.remove),
            ]
        )
        self.states.loaded()

    def refresh(self) -> None:
        """Read who has one."""
        self.desk.tasks.query(partial(list_holders, self.desk.store), self._show, owner=self)

    def leave(self) -> None:
        """Leave nothing that was typed."""
        for field in (self.now, self.name, self.first, self.second):
            field.forget()
        self.told.say("")

    def add(self) -> None:
        """Give somebody a passphrase, if there is a name, and both lines say the same strong one."""
        refusal = judge(self.first.text()).refusal
        told = fault_words(PassphraseRefused(refusal), translate) if refusal else None
        differs = self.first.text() != self.second.text()
        self.name.set_error(
            "" if self.name.text().strip() else translate("Passphrase", "Please write a name.")
        )
        self.first.set_error(f"{told.happened} {told.remedy}" if told else "")
        self.second.set_error(
            translate("Passphrase", "The two are not the same. Both are kept as typed.")
            if differs and not refusal
            else ""
        )
        wrong = next((field for field in (self.name, self.first, self.second) if field.error), None)
        if wrong is not None:
            wrong.line.setFocus()
            return
        work = partial(
            add_holder,
            self.desk.store,
            self.now.text(),
            self.name.text(),
            self.first.text(),
            device=self.desk.device,
        )
        self.do(work, self._added)

    def remove(self) -> None:
        """Take the passphrase of whoever is named away; everything is closed and encrypted anew meanwhile."""
        passphrase = self.now.text()
        work = partial(_to_remove, self.desk.store, passphrase, self.name.text(), self.desk.device)
        self.do(work, lambda gone: self.desk.renew_key(passphrase, gone.member))

    def blame(self, told: Told) -> None:
        """Say at the name what hindered it."""
        self.name.set_error(f"{told.happened} {told.remedy}")
        self.name.line.setFocus()

    def _added(self, holder: KeyHolder) -> None:
        self.told.say(
            translate("Passphrase", "{name} opens these records by their own passphrase from now on.").format(
                name=holder.name
            )
        )
        self.refresh()

    def _show(self, holders: list[KeyHolder]) -> None:
        you = translate("Passphrase", "{name} (you)")
        nameless = translate("Passphrase", "Somebody without a name")
        names = [each.name or nameless for each in holders]
        self.holders.say(
            "\n".join(
                you.format(name=name) if each.is_me else name
                for each, name in zip(holders, names, strict=True)
            )
        )


def _to_remove(store: Store, passphrase: str, name: str, device: Any) -> KeyHolder:
    check_passphrase(store, passphrase, device=device)
    gone = find_holder(store, name)
    if gone.is_me:
        raise NotOneself
    return gone


def _explanations() -> tuple[str, ...]:
    return (
        translate(
            "Passphrase",
            "Whoever has a passphrase here reads everything on this laptop, and could keep a copy. What they write is written"
            " under the name that this laptop has in the branch.",
        ),
        translate(
            "Passphrase",
            "Somebody who only borrows this laptop does better with records of their own: lock, then press Alt+O.",
        ),
        translate(
            "Passphrase",
            "To take a passphrase away write the name as it stands above. Everything is encrypted anew, so that what they"
            " could open opens nothing any more; make a new recovery code too if they have seen the sheet.",
        ),
    )
