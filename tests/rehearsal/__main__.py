"""The rehearsal: the whole doorstep job through the real window, with real key events, checked at every step.

``python -m tests.rehearsal [--electors N] [--keep]`` prints a numbered account, keeps a picture of every screen
under ``out/first-light/``, and exits with 1 if any result is wrong.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")

from tests.rehearsal.account import Account
from tests.rehearsal.play import play

PICTURES = Path(__file__).parents[2] / "out" / "first-light"


def main() -> int:
    """Play everything; the exit status."""
    reader = argparse.ArgumentParser(prog="rehearsal", description=__doc__)
    reader.add_argument("--electors", type=int, default=100_000, help="how large the register is")
    asked = reader.parse_args()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    account = Account()
    sys.stdout.write("Groundswell, first light: an evening from the register to a colleague's laptop.\n\n")
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        try:
            play(account, Path(folder), PICTURES, asked.electors)
        except Exception as fault:  # noqa: BLE001 - the account says where it stopped
            account.check(False, f"stopped by {type(fault).__name__}: {fault}")
            import traceback

            traceback.print_exc()
    sys.stdout.write(
        f"Pictures: {PICTURES.relative_to(Path.cwd()) if PICTURES.is_relative_to(Path.cwd()) else PICTURES}\n"
    )
    return account.close()


if __name__ == "__main__":
    sys.exit(main())
