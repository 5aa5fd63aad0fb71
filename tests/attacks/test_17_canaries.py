"""Attack 17: after a whole evening, with faults and a crash, somebody reads every file that the program left behind."""

import base64
import json
import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.attacks import canaries
from tests.made_up_files.register_files import XPRESS, as_bytes, xpress_rows
from tests.rehearsal.founding import SURVEY
from tests.rehearsal.server import Server

ROOT = Path(__file__).parents[2]
_ELSEWHERE = ("/var/tmp", "/dev/shm")  # noqa: S108 - where SQLite and others put what they have no room for


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[tuple[Path, list[str]]]:
    """A laptop's folder and a server's, after an evening that ended by a crash; and the secrets it had in memory."""
    laptop = tmp_path / "laptop"
    council = laptop / "council"
    council.mkdir(parents=True)
    rows = xpress_rows(60)
    family = XPRESS.index("Elector Surname")
    for row in rows:
        row[family] = canaries.SURNAME
    (council / "register.csv").write_bytes(as_bytes(XPRESS, rows))
    shutil.copy(SURVEY, council / "survey.xlsx")
    server = Server(tmp_path / "server")
    try:
        yield laptop, _play(laptop, server)
    finally:
        server.stop()


def _play(laptop: Path, server: Server) -> list[str]:
    places = {name: laptop / name for name in ("home", "tmp", "here")}
    for place in places.values():
        place.mkdir()
    told = {name: str(places["home"]) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    told |= dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(places["tmp"]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    child = {**kept, **told, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "tests.attacks.canary_evening", str(laptop), server.address]
    with (laptop / "said").open("wb") as said:
        process = subprocess.Popen(
            [*words, server.invite("Dockside")],
            cwd=places["here"],
            env=child,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            preexec_fn=_let_it_leave_its_memory,
        )
        assert process.stdout is not None
        told_last = process.stdout.readline()
        process.send_signal(signal.SIGABRT)
        process.wait(20)
        process.stdout.close()
    secrets = json.loads(told_last)
    assert isinstance(secrets, list), secrets
    return secrets


def _let_it_leave_its_memory() -> None:
    """As on a system that keeps what a crashed program had in memory: the program itself has to say no."""
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")
def test_no_name_opinion_key_or_passphrase_is_in_any_file_after_an_evening_that_crashed(
    evening: tuple[Path, list[str]],
) -> None:
    laptop, secrets = evening
    assert len(secrets) >= 6, (
        "the store's key, keys derived from it, the branch's, the device's two, the code"
    )
    log = list((laptop / "home").rglob("*.log"))
    assert log, "the faults were logged"
    assert "RuntimeError" in log[0].read_text("utf-8")
    files = [path for path in laptop.rglob("*") if path.is_file() and "council" not in path.parts]
    # Where a system has no key ring, this computer's secret lies in a file of its own, and nowhere else.
    own = [path for path in files if path.suffix == ".secret"]
    assert len(own) <= 1
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in own)
    files = [path for path in files if path not in own]
    assert any(path.name == "store.db-wal" for path in files), "it was ended in the midst of its work"
    _look(files, [*canaries.PERSONAL, *secrets])
    _look(_new_elsewhere(laptop), canaries.PERSONAL)
    server = [path for path in (laptop.parent / "server").rglob("*") if path.is_file()]
    assert server
    _look(server, [*canaries.SEALED, *secrets])


def _look(files: Sequence[Path], texts: Sequence[str]) -> None:
    needles = [needle for text in texts for needle in _written(text)]
    for path in files:
        content = path.read_bytes()
        held = [place for place, needle in enumerate(needles) if needle in content]
        assert not held, f"{path.name} holds something of {len(held)} that it must not"


def _written(text: str) -> list[bytes]:
    """How a text or a key (hex) may stand in a file."""
    found = [text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")]
    found.append(base64.b64encode(text.encode())[:-4])
    try:
        raw = bytes.fromhex(text)
    except ValueError:
        return found
    return [*found, raw, base64.b64encode(raw).rstrip(b"="), text.upper().encode()]


def _new_elsewhere(laptop: Path) -> list[Path]:
    since = (laptop / "council" / "register.csv").stat().st_mtime
    found = []
    for folder in map(Path, _ELSEWHERE):
        for path in folder.glob("*") if folder.is_dir() else ():
            if path.is_file() and path.stat().st_mtime >= since:
                found.append(path)
    return found
