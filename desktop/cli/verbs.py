"""A command of the terminal: what it is called, what it takes, what it does, and what it answers."""

import argparse
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from desktop.cli.opening import Opening
from desktop.cli.statuses import Status
from desktop.cli.taking_in import check_command
from desktop.cli.terminal import Terminal
from desktop.cli.usage import HelpWanted, WrongUsage
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.store import Store

if TYPE_CHECKING:  # a type alone: most commands report on nothing
    from desktop.wording.lost import ReportText

_ASKING = "The passphrase is asked for, or read from GROUNDSWELL_PASSPHRASE; it is never an argument."
_HALF = re.compile("[\ud800-\udfff]")  # noqa: TID251 - our own constant
WriteSheet = Callable[[Path, str, str], None]
"""Writes a recovery sheet as PDF into a file, from the code and the branch's name. OSError if it cannot."""
PaintReport = Callable[["ReportText"], bytes]
"""Paints the report on a lost laptop as PDF. ReportNotPainted if nothing here can."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command answers. ``document`` is printed with ``--json``, ``words`` without: a line, or several.

    A document that is an iterator is printed as a list, a row at a time.
    """

    document: Any
    words: str | Sequence[str] = ""
    status: Status = Status.DONE
    is_printed: bool = False  # line by line, while it was done


@dataclass(frozen=True, slots=True)
class Call:
    """A command that is being run: its arguments, what it may use, and what it is called."""

    arguments: argparse.Namespace
    terminal: Terminal
    opening: Opening
    write_sheet: WriteSheet
    paint_report: PaintReport
    name: str

    @property
    def store(self) -> Store:
        """The opened store; it is unlocked when first asked for. Raises TakesInOnly if this command may not be done now."""
        store = self.opening.store()
        check_command(self.name, store)
        return store

    @property
    def folder(self) -> Path:
        """The folder of the vault."""
        return self.opening.folder

    @property
    def device(self) -> DeviceSecrets | None:
        """What keeps this computer's own secret for the vault."""
        return self.opening.device


@dataclass(frozen=True, slots=True)
class Verb:
    """One command. ``name`` is its noun and verb; ``examples`` are what an organiser could type."""

    name: str
    purpose: str
    run: Callable[[Call], Answer]
    examples: Sequence[str]
    take: Callable[[argparse.ArgumentParser], None] | None = None
    needs_vault: bool = True

    def parser(self) -> argparse.ArgumentParser:
        """What reads the command's arguments, and writes its help."""
        told = [f"Example{'s' if len(self.examples) > 1 else ''}:", *(f"  {one}" for one in self.examples)]
        if self.needs_vault:
            told += ["", _ASKING]
        parser = _Parser(
            prog=f"groundswell {self.name}",
            description=self.purpose,
            epilog="\n".join(told),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        if self.take is not None:
            self.take(parser)
        if self.needs_vault:
            add_vault(parser)
        add_json(parser)
        return parser

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Read a command's arguments; WrongUsage, or HelpWanted."""
        read = self.parser().parse_intermixed_args(list(words))
        if any(map(_is_broken, vars(read).values())):  # a file's name, a Path, may be of any bytes
            raise WrongUsage("What was typed holds half a character, which is no text. Nothing was done.")
        return read


def _is_broken(value: object) -> bool:
    """Whether a word, or a list of them, cannot be written in UTF-8."""
    words = value if isinstance(value, list) else [value]
    return any(isinstance(word, str) and _HALF.search(word) is not None for word in words)


class _Parser(argparse.ArgumentParser):
    """argparse, which otherwise prints and ends the process by itself."""

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message[:1].upper() + message[1:] + ".", self.format_usage())

    def print_help(self, file: object = None) -> NoReturn:
        del file
        raise HelpWanted(self.format_help())


def add_vault(parser: argparse.ArgumentParser) -> None:
    """The option that names the vault."""
    parser.add_argument(
        "--vault",
        metavar="DIR",
        type=_folder,
        help="the folder of the vault (otherwise the first on this laptop)",
    )
    parser.add_argument(
        "--person",
        metavar="LABEL",
        dest="whose",
        help="whose vault, by what they are called on this laptop (see vaults list)",
    )


def _folder(text: str) -> Path:
    if "\0" in text:
        raise WrongUsage("The folder that --vault names holds a NUL, which no name can. Nothing was done.")
    return Path(text)


def add_json(parser: argparse.ArgumentParser) -> None:
    """The option that asks for one JSON document."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
