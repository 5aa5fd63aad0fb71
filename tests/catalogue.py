"""Writes the catalogue for translators: every text that the program shows (``make strings``).

``python -m tests.catalogue [FILE]``
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "resources" / "i18n" / "groundswell_en.ts"


def sources() -> list[Path]:
    """The modules in which sentences are."""
    return sorted(
        path for folder in ("wording", "ui", "print") for path in (ROOT / "desktop" / folder).rglob("*.py")
    )


def write(catalogue: Path) -> None:
    """Read the texts out of the code; texts that are gone are dropped, translations are kept."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en_GB", "-target-language", "en_GB"]
    subprocess.run([lupdate, *sources(), *options, "-ts", catalogue], cwd=ROOT, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE)
