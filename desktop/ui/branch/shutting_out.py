"""On the page of laptops: shutting one out, ordering its records destroyed, and renewing one without a network."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.laptops import LaptopsHeld, LaptopStanding
from desktop.operations.changed import Done
from desktop.operations.drops import DropsDecided, decide_drops
from desktop.operations.laptops import shut_out_laptop
from desktop.operations.leases import LEASE_SUFFIX, write_lease_for
from desktop.ui.desk import Desk
from desktop.ui.look.palettes import Role
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.words import Words
from desktop.wording.custody import asking_words, decided_words, done_words
from desktop.wording.faults import fault_words
from desktop.wording.laptops import laptop_name
from desktop.wording.leases import given_words


class Page(Protocol):
    """What this needs of the page that it stands on."""

    desk: Desk
    said: Words
    fault: Words

    def told(self, done: Done[LaptopsHeld]) -> None:
        """Show an answer of the server."""
        ...

    def offer(self) -> None:
        """Offer anew what can be done."""
        ...

    def widget(self) -> QWidget:
        """Whom dialogs and answers belong to."""
        ...


class ShuttingOut:
    """Asks once, in words that say what follows, and does it at a second key."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._laptop: LaptopStanding | None = None
        self._wipe = False
        self.chooser: QFileDialog | None = None

    @property
    def is_asking(self) -> bool:
        """Whether the question stands there."""
        return self._laptop is not None

    def offers(self, laptop: LaptopStanding) -> list[Action]:
        """What can be done with a laptop that one is on."""
        reason, kept = _reason(laptop, also_out=False), laptop.custody
        if kept.is_to_be_wiped:
            words = translate("Laptops", "Take the order back")
            last = Action("B", words, partial(self._do, laptop, wipe=False, withdraw=True), Kind.FAR)
        else:
            words = translate("Laptops", "Destroy its records")
            done = translate("Laptops", "They are destroyed") if kept.wiped_at is not None else reason
            last = Action("D", words, partial(self._ask, laptop, wipe=True), Kind.FAR, done)
        shut = translate("Laptops", "Shut it out")
        out = Action("X", shut, partial(self._ask, laptop, wipe=False), Kind.FAR, _reason(laptop))
        return [*self._about_drops(laptop), out, last]

    def renewal(self, laptop: LaptopStanding) -> Action:
        """F: a file that renews a laptop without a network."""
        file = translate("Laptops", "Write a file that renews it")
        return Action("F", file, partial(self.ask_where_to, laptop), reason=_reason(laptop))

    def _about_drops(self, laptop: LaptopStanding) -> list[Action]:
        """What can be done with what a laptop handed in."""
        if not laptop.custody.handed_in:
            return []
        take, leave = translate("Laptops", "Take what it handed in"), translate("Laptops", "Leave that")
        return [
            Action("T", take, partial(self.decide, laptop, take=True)),
            Action("L", leave, partial(self.decide, laptop, take=False)),
        ]

    def decide(self, laptop: LaptopStanding, *, take: bool) -> None:
        """T or L: take what a laptop handed in, or leave it."""
        work = partial(decide_drops, self._page.desk.store, laptop.id, take=take)
        self._page.desk.tasks.errand(
            work, partial(self._decided, laptop, take), owner=self._page.widget(), failed=self._failed
        )

    def _decided(self, laptop: LaptopStanding, take: bool, done: Done[DropsDecided]) -> None:
        self._page.told(Done(done.value.laptops, done.changed))
        name = laptop_name(laptop, translate)
        self._say(decided_words(name, done.value, is_taken=take, translate=translate))

    def answers(self) -> Sequence[Action]:
        """The question's answer."""
        laptop, wipe = self._laptop, self._wipe
        if laptop is None:
            return []
        words = (
            translate("Laptops", "Shut it out and destroy") if wipe else translate("Laptops", "Shut it out")
        )
        return [Action("Y", words, partial(self._do, laptop, wipe=wipe, withdraw=False), Kind.STOP)]

    def way_back(self) -> Action:
        """Leave it as it is."""
        return Action("Escape", translate("Laptops", "Leave it as it is"), self.leave, Kind.FAR)

    def leave(self) -> None:
        """Esc: nothing is done."""
        self._laptop = None
        self._page.said.hide()
        self._page.offer()

    def ask_where_to(self, laptop: LaptopStanding) -> None:
        """F: let the person say where the file is to be written."""
        kinds = translate("Laptops", "Renewals (*{suffix})").format(suffix=LEASE_SUFFIX)
        title = translate("Laptops", "Write a file that renews it")
        chooser = QFileDialog(self._page.widget(), title, "", kinds)
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix(LEASE_SUFFIX.removeprefix("."))
        chooser.fileSelected.connect(partial(self.write, laptop))
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def write(self, laptop: LaptopStanding, path: str) -> None:
        """Write the file that renews a laptop."""
        work = partial(write_lease_for, self._page.desk.store, laptop.id, Path(path))
        self._page.desk.tasks.errand(
            work,
            lambda _done: self._say(given_words(translate)),
            owner=self._page.widget(),
            failed=self._failed,
        )

    def _ask(self, laptop: LaptopStanding, *, wipe: bool) -> None:
        self._laptop, self._wipe = laptop, wipe
        self._say(asking_words(laptop_name(laptop, translate), wipe=wipe, translate=translate), Role.CARE)
        self._page.offer()

    def _do(self, laptop: LaptopStanding, *, wipe: bool, withdraw: bool) -> None:
        self._laptop = None
        self._page.offer()
        work = partial(shut_out_laptop, self._page.desk.store, laptop.id, wipe=wipe, withdraw=withdraw)
        words = done_words(laptop_name(laptop, translate), wipe=wipe, withdraw=withdraw, translate=translate)
        self._page.desk.tasks.errand(
            work, partial(self._done, words), owner=self._page.widget(), failed=self._failed
        )

    def _done(self, words: str, done: Done[LaptopsHeld]) -> None:
        self._page.told(done)
        self._say(words)

    def _say(self, words: str, role: Role = Role.SOFT) -> None:
        self._page.fault.hide()
        self._page.said.say(words, role)
        self._page.said.show()

    def _failed(self, fault: Exception) -> None:
        self._page.said.hide()
        self._page.fault.say(f"! {fault_words(fault, translate).sentence}")
        self._page.fault.show()


def _reason(laptop: LaptopStanding, *, also_out: bool = True) -> str:
    """Why a laptop is not shut out or renewed."""
    if also_out and laptop.revoked_at is not None:
        return translate("Laptops", "It was shut out")
    return translate("Laptops", "It is this one") if laptop.is_this_one else ""
