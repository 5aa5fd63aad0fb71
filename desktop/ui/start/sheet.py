"""The recovery sheet: a code to print or to write down, shown once."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.start.beginning import WriteSheet
from desktop.ui.start.step import Step
from desktop.ui.translating import translate
from desktop.ui.widgets.actions import Action, Kind
from desktop.ui.widgets.words import Words


class SheetStep(Step):
    """Shows the code in groups, prints it as a sheet, and goes on when it is in a safe place."""

    done = Signal()

    def __init__(self, context: str, write: WriteSheet, parent: QWidget | None = None) -> None:
        super().__init__(translate("Start", "If the passphrase is ever lost"), context, parent)
        self._branch = self._code = ""
        self._write = write
        self.say(
            translate(
                "Start",
                "This code opens what is on this laptop if the passphrase is forgotten. Print it, or write it down,"
                " and keep it at home: never beside the laptop. It is shown only now.",
            )
        )
        self.code = Words("", Type.TITLE, wrap=True)
        self.body.addWidget(self.code)
        self.told = self.say("", Type.BODY, Role.SOFT)
        self.body.addStretch(1)
        self.set_actions(
            [
                Action("Return", translate("Start", "It is in a safe place"), self.done.emit, Kind.PRIMARY),
                Action("P", translate("Start", "Save the sheet to print"), self._ask_file),
            ]
        )

    def show_code(self, code: str, branch: str) -> None:
        """Show the code, eight groups in two lines."""
        groups = code.split("-")
        half = len(groups) // 2
        self._branch = branch
        self._code = code
        self.code.say("  ".join(groups[:half]) + "\n" + "  ".join(groups[half:]))
        self.told.say("")

    def forget(self) -> None:
        """Leave the code nowhere on the screen."""
        self._code = ""
        self.code.say("")

    def _ask_file(self) -> None:
        chooser = QFileDialog(self, translate("Start", "Save the sheet to print"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("pdf")
        chooser.selectFile("recovery-sheet.pdf")
        chooser.fileSelected.connect(self.save_sheet)
        chooser.open()

    def save_sheet(self, file: str) -> None:
        """Write the sheet as PDF to a file."""
        try:
            self._write(Path(file), self._code, self._branch)
        except OSError:
            self.told.say(
                translate("Start", "It could not be saved there. Choose another folder."), Role.STOP
            )
        else:
            self.told.say(translate("Start", "Saved. Print it, then delete the file."), Role.INK)
