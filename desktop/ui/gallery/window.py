"""The gallery window: all widgets in the shell of the program; C changes the colours, Ctrl+= the size."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.ui.gallery.sheets import SHEETS
from desktop.ui.look.icons import Icon
from desktop.ui.look.look import LARGEST_SCALE, SMALLEST_SCALE, Look
from desktop.ui.look.palettes import PALETTES
from desktop.ui.look.wear import wear, worn_by
from desktop.ui.widgets.actions import Action
from desktop.ui.widgets.rail import Rail, Room
from desktop.ui.widgets.shell import Shell
from desktop.ui.widgets.strip import Strip

ICONS = (Icon.SETTINGS, Icon.DOOR, Icon.REGISTER, Icon.SURVEY, Icon.HOME)


class Gallery(QWidget):
    """Every widget, in every palette, at every size; for those who build screens."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.setWindowTitle("Groundswell: the parts")
        look = worn_by(app)
        named = zip(ICONS, SHEETS, strict=True)
        rooms = [Room(icon, name, f"Ctrl+{at}") for at, (icon, (name, _)) in enumerate(named, 1)]
        self.rail = Rail(rooms, wordmark="Groundswell", help_words="Help")
        self.rail.set_person("Gwenllian Pritchard", "Canvasser, Dockside")
        self.strip = Strip(
            [
                Action("C", "Colours", self.next_palette),
                Action("Ctrl+=", "Larger", self.larger),
                Action("Ctrl+-", "Smaller", self.smaller),
            ]
        )
        self.strip.say("Saved on this laptop. 14 visits not yet sent.", "No network since 18:05")
        self.shell = Shell(self.rail, self.strip)
        for _, build in SHEETS:
            self.shell.add_page(build(look))
        self.rail.room_chosen.connect(self.show_sheet)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.shell)
        self.show_sheet(0)
        self.resize(1366, 768)

    def show_sheet(self, index: int) -> None:
        """Show one sheet."""
        self.shell.pages.setCurrentIndex(index)
        self.rail.set_current(index)

    def next_palette(self) -> None:
        """Wear the next palette."""
        worn = worn_by(self._app)
        names = list(PALETTES)
        following = names[(names.index(worn.palette) + 1) % len(names)]
        wear(self._app, Look(following, worn.scale, worn.still))

    def larger(self) -> None:
        """Set everything a step larger."""
        self._scale(0.25)

    def smaller(self) -> None:
        """Set everything a step smaller."""
        self._scale(-0.25)

    def _scale(self, step: float) -> None:
        worn = worn_by(self._app)
        scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, worn.scale + step))
        wear(self._app, Look(worn.palette, scale, worn.still))
