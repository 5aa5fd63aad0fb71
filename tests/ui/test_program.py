"""The window's program as it is begun from a terminal."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_screen_that_cannot_be_drawn_on_is_told_and_not_left_to_silence(tmp_path: Path) -> None:
    surroundings = dict(os.environ, QT_QPA_PLATFORM="no-such-screen", HOME=str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--vault", str(tmp_path / "records")],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "The window cannot be opened" in done.stderr
    assert "Your records are safe." in done.stderr
    assert not (tmp_path / "records").exists()
