"""Bringing the records back from a backup, before anything is open; also where opening found them damaged."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.operations.backups import BackupRow
from desktop.store.clock import street_time
from desktop.ui.branch.table import RowTable
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.fields import Field, PassphraseField
from desktop.ui.widgets.figures import ProgressLine
from desktop.ui.widgets.rows import Cell, TableRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.words import Words
from desktop.wording.backups import choice_words, size_words, when_words


class RestoreStep(Step):
    """A list of backups, and what opens one; a second Enter, after it was looked into, brings it back.

    ``looked`` and ``restore`` give the file, what was typed, and whether that is the code from the sheet. Where the
    records are damaged there is a second way, without a backup: ``rescue`` gives the passphrase.
    """

    look_wanted = Signal(object, str, bool)
    restore_wanted = Signal(object, str, bool)
    rescue_wanted = Signal(str)
    place_chosen = Signal(object)
    stopped = Signal()
    go_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "Bring back a backup"), "", parent)
        self.rows: Sequence[BackupRow] = ()
        self.seen: BackupRow | None = None
        self.is_by_code = self.has_records = self.is_working = self.is_done = False
        self._now = street_time()
        self.lead = self.say("", Type.LEAD)
        self.table = RowTable(
            translate("Start", "Backups"),
            [
                Column(translate("Start", "Made"), 1.4),
                Column(translate("Start", "Size"), 0.7),
                Column(translate("Start", "File"), 2.6),
            ],
        )
        self.passphrase = PassphraseField(
            translate("Start", "The passphrase of these records"),
            show=translate("Start", "show"),
            hide=translate("Start", "hide"),
        )
        self.code = Field(
            translate("Start", "The code on your recovery sheet"),
            note=translate("Start", "It opens a backup on any laptop."),
        )
        self.told = Words(style=Type.STRONG, wrap=True)
        self.progress = ProgressLine()
        self.progress.setAccessibleName(translate("Start", "How far it is"))
        for widget in (self.told, self.passphrase, self.code, self.progress, self.table):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.chooser: QFileDialog | None = None
        self.table.list.current_changed.connect(self._forget_seen)
        self.passphrase.edited.connect(self._forget_seen)
        self.code.edited.connect(self._forget_seen)

    @property
    def chosen(self) -> BackupRow | None:
        """The backup one is on."""
        at = self.table.list.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def begin(self, now: datetime, damage: str = "", *, has_records: bool = True) -> None:
        """Begin anew; ``damage`` says what opening found, if that leads here, ``has_records`` whether anything is here."""
        self.forget()
        self.has_records = has_records
        self._now = now
        self.masthead.say(
            translate("Start", "The records are damaged")
            if damage
            else translate("Start", "Bring back a backup")
        )
        kept = translate("Start", "What is on this laptop now is put aside, and what is newer in it is kept.")
        self.lead.say(
            f"{damage} {kept}".strip()
            if has_records
            else translate("Start", "Choose the file, on a stick perhaps.")
        )
        self._offer()

    def show_rows(self, rows: Sequence[BackupRow]) -> None:
        """Show other backups, as those on a stick."""
        self.rows = rows
        self.table.show_rows(
            [
                TableRow(
                    (
                        Cell(when_words(row, self._now, translate)),
                        Cell(size_words(row.size, translate)),
                        Cell(row.path.name, soft=True),
                    )
                )
                for row in rows
            ]
        )
        self.table.setVisible(bool(rows))
        if rows:
            self.table.list.setCurrentIndex(self.table.model.index(0, 0))
            self.tell("")
        elif self.has_records:
            self.tell(translate("Start", "There is no backup in the folder of the records."))
        self._offer()
        self.take_keys()

    def take_keys(self) -> None:
        """The line has the keys, or what comes after it."""
        if self.is_working or self.is_done:
            super().take_keys()
        else:
            self._line().line.setFocus()

    def tell(self, sentence: str, *, is_care: bool = False) -> None:
        """Say what came of it."""
        self.told.say(f"! {sentence}" if is_care else sentence, Role.CARE if is_care else Role.INK)
        self.told.setVisible(bool(sentence))
        self.lead.setVisible(not sentence)  # where the text is large there is room for one of them

    def show_seen(self, row: BackupRow) -> None:
        """A backup was looked into: say what would come back, and let the person say so."""
        self.is_working = False
        self.seen = row
        self.tell(choice_words(row, self._now, translate))
        self._offer()
        self.take_keys()

    def work(self, sentence: str) -> None:
        """Something long is under way."""
        self.is_working = True
        self.tell(sentence)
        self._offer()

    def show_progress(self, share: float) -> None:
        """How far it is."""
        self.progress.show_share(share)
        self.progress.setVisible(True)

    def show_fault(self, sentence: str) -> None:
        """Say why it could not be; nothing was changed."""
        self.is_working, self.seen = False, None
        self.tell(sentence, is_care=True)
        self._offer()
        self.take_keys()

    def show_done(self, sentence: str) -> None:
        """It is done: say what came of it."""
        self.is_working, self.is_done = False, True
        self.tell(sentence)
        self._offer()
        self.take_keys()

    def forget(self) -> None:
        """Leave nothing that was typed."""
        for field in (self.passphrase, self.code):
            field.forget()
        self.rows, self.seen = (), None
        self.is_by_code = self.has_records = self.is_working = self.is_done = False
        self.table.setVisible(False)
        self.tell("")
        self._offer()

    def open_chooser(self) -> None:
        """Let the person say on which stick, or in which folder, a backup lies."""
        chooser = QFileDialog(
            self,
            translate("Start", "Which backup"),
            "",
            translate("Start", "Backups (*.groundswell-backup);;All files (*)"),
        )
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda path: self.place_chosen.emit(Path(path)))
        chooser.finished.connect(chooser.deleteLater)
        self.chooser = chooser
        chooser.open()

    def _leave(self) -> None:
        self.forget()
        self.back.emit()

    def _line(self) -> Field:
        return self.code if self.is_by_code else self.passphrase

    def _switch(self) -> None:
        self.is_by_code = not self.is_by_code
        self._offer()
        self.take_keys()

    def _forget_seen(self, *_given: object) -> None:
        if self.seen is not None:
            self.seen = None
            self.tell("")
            self._offer()

    def _go_on(self) -> None:
        row, typed = self.chosen, self._line().text()
        if row is None or not typed:
            return
        wanted = self.restore_wanted if self.seen is not None else self.look_wanted
        wanted.emit(row.path, typed, self.is_by_code)

    def _rescue(self) -> None:
        if self.passphrase.text():
            self.rescue_wanted.emit(self.passphrase.text())

    def _offer(self) -> None:
        self.passphrase.setVisible(not self.is_by_code and not self.is_done)
        self.code.setVisible(self.is_by_code and not self.is_done)
        for widget in (self.passphrase, self.code, self.table):
            widget.setEnabled(not self.is_working)
        self.progress.setVisible(self.is_working and self.progress.share > 0)
        if not self.is_working:
            self.progress.show_share(0)
        if self.is_working:
            self.set_actions(
                [Action("Escape", translate("Start", "Stop, change nothing"), self.stopped.emit, Kind.FAR)]
            )
        elif self.is_done:
            self.set_actions([Action("Return", translate("Start", "Open"), self.go_on.emit, Kind.PRIMARY)])
        else:
            self.set_actions(self._choices())

    def _choices(self) -> list[Action]:
        actions = []
        if self.rows:
            words = (
                translate("Start", "Bring it back")
                if self.seen is not None
                else translate("Start", "Look into it")
            )
            actions.append(Action("Return", words, self._go_on, Kind.PRIMARY))
        if self.has_records and not self.is_by_code:
            rescue = translate("Start", "Go on without a backup, with what can be read")
            kind = Kind.PLAIN if self.rows else Kind.PRIMARY
            actions.append(Action("Alt+R" if self.rows else "Return Alt+R", rescue, self._rescue, kind))
        actions.append(Action("Alt+F", translate("Start", "Another file"), self.open_chooser))
        if self.rows:
            by = (
                translate("Start", "By the passphrase")
                if self.is_by_code
                else translate("Start", "By the recovery sheet")
            )
            actions.append(Action("Alt+C", by, self._switch))
        actions.append(Action("Escape", translate("Start", "Back"), self._leave))
        return actions
