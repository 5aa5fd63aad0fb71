"""The two families are handed to Qt from the packages that carry them; no font is installed or bundled."""

from importlib.resources import as_file, files

from PySide6.QtGui import QFontDatabase

FILES = (
    ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    ("font_source_sans_pro", "SourceSansPro-It.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    ("font_source_sans_pro", "SourceSansPro-Bold.ttf"),
)


class FontMissing(LookupError):
    """A font file of a locked dependency could not be loaded; `file` names it."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


def load_fonts() -> None:
    """Make both families known to Qt; `wear` calls it once for each application. Raises `FontMissing`."""
    for package, file in FILES:
        try:
            data = files(package) / "files" / file
            with as_file(data) as path:
                loaded = QFontDatabase.addApplicationFont(str(path))
        except (ModuleNotFoundError, FileNotFoundError) as missing:
            raise FontMissing(file) from missing
        if loaded < 0:
            raise FontMissing(file)
