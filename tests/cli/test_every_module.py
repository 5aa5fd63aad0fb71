"""What is neither a window nor paper is imported where Qt is not installed: every module, by itself."""

import pkgutil
import subprocess
import sys
from pathlib import Path

import desktop
import sync

WINDOWS = ("desktop.ui", "desktop.print", "desktop.__main__")
IMPORT_ALL = """
import importlib, sys
for name in ("PySide6", "shiboken6"):
    sys.modules[name] = None
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules() -> list[str]:
    found = [
        one.name
        for package in (desktop, sync)
        for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.", onerror=lambda _name: None)
    ]
    # What migrations run in is imported by alembic alone.
    return [name for name in found if not name.startswith(WINDOWS) and ".migrations" not in name]


def test_every_module_but_those_of_windows_and_paper_is_imported_without_qt() -> None:
    names = modules()
    assert len(names) > 400
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, *names],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
