"""Who has a passphrase to the records that are open: give somebody one of their own, or take it away."""

from datetime import date, timedelta
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.members import MemberRow
from desktop.domain.passphrases import PassphraseRefused, judge
from desktop.domain.sharing import USUAL_DAYS, Shared, read_day
from desktop.operations.changed import Changed, Done
from desktop.operations.vault_people import (
    KeyHolder,
    add_holder,
    check_removal,
    find_colleague,
    find_holder,
    list_holders,
    read_sharing,
    share_until,
)
from desktop.store.store import Store
from desktop.ui.desk import Desk, Place
from desktop.ui.look import sizes
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.passphrase.guarded import GuardedPage, passphrase_field
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field
from desktop.ui.widgets.words import Words
from desktop.wording.dates import date_words
from desktop.wording.faults import fault_words
from desktop.wording.sharing import colleague_words, shared_line, until_said_words
from desktop.wording.told import Told


class HoldersPage(GuardedPage):
    """Nothing that was typed here is left when one goes. The newcomer types their passphrase themselves."""

    SHOWS: ClassVar[Changed] = Changed.SETTINGS | Changed.MEMBERS

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            translate("Passphrase", "Who has a passphrase"),
            translate("Passphrase", "to the records on this laptop"),
            parent=parent,
        )
        self.name = Field(translate("Passphrase", "Their name"))
        self.until = Field(translate("Passphrase", "The last day on which others open these records"))
        self.first = passphrase_field(translate("Passphrase", "Their passphrase, typed by them"), "Alt+D")
        self.second = passphrase_field(translate("Passphrase", "Theirs once more"), "Alt+E")
        self.holders = Words("", Type.LEAD, wrap=True)
        self.shared = Words("", Type.BODY, wrap=True)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(sizes.SPACE_2)
        right.setSpacing(sizes.SPACE_3)
        for field in (self.now, self.name, self.first, self.second, self.until):
            left.addWidget(field)
        left.addWidget(self.told)
        left.addStretch(1)
        right.addWidget(self.holders)
        right.addWidget(self.shared)
        for paragraph in _explanations():
            right.addWidget(Words(paragraph, Type.BODY, wrap=True))
        right.addStretch(1)
        self.columns.addLayout(left, 48)
        self.columns.addLayout(right, 52)
        self.back.connect(lambda: desk.go(Place("passphrase", "learn")))
        self.set_actions(
            [
                Action("Return", translate("Passphrase", "Give them one"), self.add, Kind.PRIMARY),
                Action("Alt+U", translate("Passphrase", "Say another last day"), self.share),
                Action("Alt+R", translate("Passphrase", "Take theirs away"), self.remove),
            ]
        )
        self.until.edited.connect(self._read_day)
        self.name.edited.connect(self._look_for_colleague)
        self._offer_day()
        self.states.loaded()

    def refresh(self) -> None:
        """Read who has one, and until when."""
        self.desk.tasks.query(partial(_held, self.desk.store), self._show, owner=self, latest=self)

    def leave(self) -> None:
        """Leave nothing that was typed."""
        for field in (self.now, self.name, self.first, self.second):
            field.forget()
        self._offer_day()
        self.told.say("")
        self._is_stale = True  # a day passes without anything being written

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
        until = self._day()
        wrong = next(
            (field for field in (self.name, self.first, self.second, self.until) if field.error), None
        )
        if wrong is not None:
            wrong.line.setFocus()
            return
        work = partial(
            add_holder,
            self.desk.store,
            self.now.text(),
            self.name.text(),
            self.first.text(),
            until,
            device=self.desk.device,
        )
        self.do(work, self._added)

    def share(self) -> None:
        """Say another last day."""
        day = self._day()
        if day is None:
            self.until.line.setFocus()
            return
        work = partial(share_until, self.desk.store, self.now.text(), day, device=self.desk.device)
        self.do(work, self._said)

    def remove(self) -> None:
        """Take the passphrase of whoever is named away; everything is closed and encrypted anew meanwhile."""
        passphrase = self.now.text()
        work = partial(_to_remove, self.desk.store, passphrase, self.name.text(), self.desk.device)
        self.do(work, lambda gone: self.desk.renew_key(passphrase, gone.member))

    def blame(self, told: Told) -> None:
        """Say what hindered it where it can be mended."""
        if told.code == "not_the_owner":
            super().blame(told)
            return
        about = self.until if told.code.startswith("sharing_") else self.name
        about.set_error(f"{told.happened} {told.remedy}")
        about.line.setFocus()

    def _day(self) -> date | None:
        day = read_day(self.until.text(), self.desk.now().date())
        self.until.set_error(
            ""
            if day is not None
            else translate("Passphrase", "That is not a day yet, as 2026-12-14 is. It is kept as typed.")
        )
        return day

    def _offer_day(self) -> None:
        usual = (self.desk.now() + timedelta(days=USUAL_DAYS - 1)).date()
        self.until.set_text(usual.isoformat())

    def _read_day(self, _text: str = "") -> None:
        self.until.clear_error()
        day = read_day(self.until.text(), self.desk.now().date())
        self.until.set_notes(date_words(day, None, translate) if day is not None else "")

    def _look_for_colleague(self, _text: str = "") -> None:
        name = self.name.text()
        self.name.clear_error()
        if name.strip():
            look = partial(find_colleague, self.desk.store, name)
            self.desk.tasks.query(look, self._show_colleague, owner=self, latest=(self, "name"))
        else:
            self.name.set_notes("")

    def _show_colleague(self, found: MemberRow | None) -> None:
        if self.name.text().strip():
            self.name.set_notes(colleague_words(found is not None, translate))

    def _said(self, done: Done[Shared]) -> None:
        self.told.say(until_said_words(done.value, translate))
        self.desk.tasks.tell(done.changed)

    def _added(self, holder: KeyHolder) -> None:
        self.told.say(
            translate("Passphrase", "{name} opens these records by their own passphrase from now on.").format(
                name=holder.name
            )
        )
        self.desk.tasks.tell(Changed.SETTINGS | Changed.MEMBERS | Changed.SYNC)

    def _show(self, held: tuple[list[KeyHolder], Shared]) -> None:
        holders, shared = held
        you = translate("Passphrase", "{name} (you)")
        nameless = translate("Passphrase", "Somebody without a name")
        names = [each.name or nameless for each in holders]
        self.holders.say(
            "\n".join(
                you.format(name=name) if each.is_me else name
                for each, name in zip(holders, names, strict=True)
            )
        )
        self.shared.say(shared_line(shared, translate), Role.CARE if shared.is_over else Role.SOFT)
        self.shared.setVisible(shared.is_shared)
        if shared.until_on is not None and not shared.is_over and not self.until.line.hasFocus():
            self.until.set_text(shared.until_on.isoformat())


def _held(store: Store) -> tuple[list[KeyHolder], Shared]:
    return list_holders(store), read_sharing(store)


def _to_remove(store: Store, passphrase: str, name: str, device: Any) -> KeyHolder:
    gone = find_holder(store, name)
    check_removal(store, passphrase, gone.member, device=device)
    return gone


def _explanations() -> tuple[str, ...]:
    return (
        translate(
            "Passphrase",
            "Whoever has a passphrase here reads everything on this laptop, and could keep a copy. What they write stands under"
            " their own name, which the branch sees as it sees any colleague's. After the last day this laptop only takes"
            " visits in.",
        ),
        translate(
            "Passphrase",
            "Somebody who only borrows this laptop does better with records of their own: lock, then press Alt+O. A laptop that"
            " has the whole branch is not shared at all.",
        ),
        translate(
            "Passphrase",
            "To take a passphrase away write the name as it stands above. Everything is encrypted anew, so that what they"
            " could open opens nothing any more; make a new recovery code too if they have seen the sheet.",
        ),
    )
