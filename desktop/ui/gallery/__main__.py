"""Open the gallery: `python -m desktop.ui.gallery`."""

import sys

from PySide6.QtWidgets import QApplication

from desktop.ui.gallery.window import Gallery
from desktop.ui.look.look import Look
from desktop.ui.look.wear import wear


def main() -> int:
    """Show every widget until the window is closed; gives the exit status."""
    app = QApplication(sys.argv[:1])
    wear(app, Look())
    gallery = Gallery(app)
    gallery.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
