"""The program's beginning: looks at what was asked for, and builds what it needs and nothing else.

``groundswell`` alone opens the window; with a noun it does one thing in the terminal. Qt is loaded for the window
only, and nothing heavy for help.
"""

import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from desktop.cli.front import answer_at_once

if TYPE_CHECKING:
    from desktop.cli.terminal import Terminal
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.shelf import Shelf
    from desktop.wording.lost import ReportText

NAME = "Groundswell"
_LOG_BYTES = 256 * 1024
_LOGS_KEPT = 2
_STOPPED = 130
_NAMING = ("--vault", "--person")
"""The options that say whose records the window opens."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked for; the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _speak_utf8(sys.stdout)
    _speak_utf8(sys.stderr)
    try:
        told = answer_at_once(words)
        return _begin(words) if told is None else _tell(told)
    except KeyboardInterrupt:  # before anything was begun
        return _STOPPED
    except Exception as fault:  # noqa: BLE001 - the barrier around what has barriers of its own: a broken installation
        return _give_up(fault)


def _begin(words: Sequence[str]) -> int:
    from desktop.store.process import harden

    _keep_log()
    harden()
    wanted = _window_wanted(words)
    if wanted is not None:
        return _open_window(*wanted)
    from desktop.cli.opening import Opening, unlock
    from desktop.cli.running import run

    terminal, device, shelf = _terminal(), _computer_secrets(), default_shelf()
    logs = [_log_folder()]
    opens = partial(unlock, terminal, device=device, logs=logs)
    return run(
        words,
        terminal,
        lambda folder: Opening(folder or shelf.default(), opens, device, logs, shelf),
        _write_sheet,
        _paint_report,
    )


def _give_up(fault: Exception) -> int:
    """Log what kind of fault it was, and say so plainly."""
    from desktop.wording.told import unforeseen_words

    module = getattr(fault, "name", None) or ""  # of an import that failed
    logging.getLogger(__name__).error("unforeseen %s at the beginning %s", type(fault).__name__, module)
    sys.stderr.write(unforeseen_words().sentence + "\n")
    return 1


def _tell(words: str) -> int:
    """Print what was asked for, whether or not it is read to its end."""
    try:
        sys.stdout.write(words)
        sys.stdout.flush()
    except BrokenPipeError:
        from desktop.cli.terminal import quiet_out

        quiet_out(sys.stdout)
    return 0


def default_shelf() -> "Shelf":
    """Where the records of those who share this laptop are unless a folder is named."""
    from platformdirs import user_data_path

    from desktop.store.shelf import Shelf

    return Shelf(user_data_path(NAME, appauthor=False))


def _computer_secrets() -> "DeviceSecrets":
    """Where this computer keeps its own part of each vault's lock: its keyring, or beside this person's settings."""
    from platformdirs import user_config_path

    from desktop.store.computer import ComputerSecrets

    return ComputerSecrets(user_config_path(NAME, appauthor=False) / "computer")


def _window_wanted(words: Sequence[str]) -> tuple[str, str] | None:
    """The option that names a vault, and what it says, if the words ask for the window: nothing at all, or just that."""
    if not words:
        return "", ""
    if len(words) == 2 and words[0] in _NAMING:
        return words[0], words[1]
    option, is_joined, value = words[0].partition("=")
    return (option, value) if len(words) == 1 and is_joined and option in _NAMING else None


def _open_window(option: str, value: str) -> int:
    """Open the window: over a folder that is named, else over those who share this laptop."""
    from platformdirs import user_config_path

    shelf = None if option == "--vault" else default_shelf()
    try:
        folder = Path(value) if shelf is None else shelf.find(value) if option else shelf.last_used()
    except LookupError as fault:
        return _refuse(fault)

    try:
        from desktop.print.lost_report import paint_lost_report
        from desktop.print.recovery_sheet import write_recovery_sheet
        from desktop.ui.program import run
    except ImportError as fault:
        if not (fault.name or "PySide6").startswith(("PySide6", "shiboken6")):
            raise
        from desktop.wording.terminal import no_window_words

        sys.stderr.write(no_window_words() + "\n")
        return 1
    settings = user_config_path(NAME, appauthor=False)
    return run(
        folder,
        settings,
        write_recovery_sheet,
        _computer_secrets(),
        [_log_folder()],
        shelf,
        paint_report=paint_lost_report,
    )


def _refuse(fault: LookupError) -> int:
    """Say that nobody here is called that."""
    from desktop.wording.faults import fault_words

    told = fault_words(fault)
    sys.stderr.write(f"{told.happened} {told.remedy}\n")
    return 1


def _write_sheet(file: Path, code: str, branch: str) -> None:
    """Print a recovery sheet for the terminal: Qt is loaded, and shows nothing."""
    with _painting():
        from desktop.print.recovery_sheet import write_recovery_sheet

        write_recovery_sheet(file, code, branch)


def _paint_report(text: "ReportText") -> bytes:
    """Paint the report on a lost laptop for the terminal. Raises ReportNotPainted."""
    from desktop.domain.lost import ReportNotPainted

    try:
        with _painting():
            from desktop.print.lost_report import paint_lost_report

            return paint_lost_report(text)
    except ImportError as fault:
        raise ReportNotPainted from fault


@contextmanager
def _painting() -> Iterator[None]:
    """Let Qt paint pages while nothing is shown."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication

    from desktop.ui.look.fonts import load_fonts

    application = QGuiApplication.instance() or QGuiApplication(["groundswell"])
    load_fonts()
    yield
    del application


def _terminal() -> "Terminal":
    from desktop.cli.terminal import Terminal

    return Terminal(sys.stdin.buffer, sys.stdout, sys.stderr, os.environ, _asking())


def _asking() -> Callable[[str], str]:
    """Who can be asked for a passphrase: somebody at a keyboard, who sees the question."""
    from desktop.cli.terminal import ask_nobody, ask_person

    if sys.stdin.isatty():
        return ask_person
    with suppress(OSError):  # commands come through a pipe, as for batch, and somebody still sits there
        if sys.stderr.isatty():
            os.close(os.open("/dev/tty", os.O_RDWR))
            return ask_person
    return ask_nobody


def _speak_utf8(stream: TextIO | None) -> None:
    """UTF-8 and one kind of line's end on every system; what cannot be written is spelled out."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path(NAME, appauthor=False)


def _keep_log() -> None:
    """Keep what only we could mend in a small file of this person's; it holds codes and places, never people."""
    logging.raiseExceptions = False  # a log that cannot be written is no reason to bother anybody
    logging.getLogger().addHandler(logging.NullHandler())
    folder = _log_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "groundswell.log",
            maxBytes=_LOG_BYTES,
            backupCount=_LOGS_KEPT,
            encoding="utf-8",
            delay=True,
        )
        handler.setLevel(logging.WARNING)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        for part in ("desktop", "sync"):
            logging.getLogger(part).addHandler(handler)


if __name__ == "__main__":
    sys.exit(main())
