"""Writes docs/commands.md: every command of both programs, from the parsers themselves (``make commands``).

The help's own layout differs between versions of Python, so the parts are taken from the parser and set here.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from desktop.cli.nouns import COMMANDS
from sync.server.main import _parser as server_parser

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "commands.md"
BEGIN = """# Commands

Written by `make commands` from the programs themselves; do not edit it by hand.

`groundswell` alone opens the window; `groundswell NOUN VERB …` does one thing. With `--json` one JSON
document stands on standard output and nothing else; progress and words go to standard error. The passphrase
is asked for, or read from `GROUNDSWELL_PASSPHRASE`; it is never an argument.

| exit status | meaning |
|---|---|
| 0 | done |
| 1 | the data or the rules said no; the reason is printed |
| 2 | wrong usage |
| 3 | locked, or the passphrase is wrong |
| 4 | the server could not be reached |
| 5 | the vault is open elsewhere |
"""


def named(action: argparse.Action) -> str:
    """An argument as one types it."""
    if action.choices is not None and not action.metavar:
        value = "|".join(str(choice) for choice in action.choices)
    else:
        given = action.metavar or action.dest.upper()
        value = given if isinstance(given, str) else " ".join(given)
    if not action.option_strings:
        return f"{value} …" if action.nargs in {"*", "+"} else value
    name = action.option_strings[-1]
    return name if action.nargs == 0 else f"{name} {value}"


def arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The rows of a command's table."""
    for action in parser._actions:
        if action.help == argparse.SUPPRESS or "--help" in action.option_strings:
            continue
        told = (action.help or "") % {**vars(action), "prog": parser.prog}
        must = " (needed)" if action.required and action.option_strings else ""
        cells = (f"`{named(action)}`", told + must)
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers of a program that do something: those without parsers below them."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in below:
        for child in action.choices.values():
            yield from leaves(child)
    if not below:
        yield parser


def section(parser: argparse.ArgumentParser, examples: str = "") -> str:
    """One command: what it is for, what it takes, what one could type."""
    rows = list(arguments(parser))
    parts = [f"### `{parser.prog}`", "", (parser.description or "").strip(), ""]
    if rows:
        parts += ["| argument | |", "|---|---|", *rows, ""]
    if examples:
        parts += [examples, ""]
    return "\n".join(parts)


def text() -> str:
    """The page as it should be."""
    parts = [BEGIN, "## groundswell", ""]
    for verb in COMMANDS.values():
        parts.append(section(verb.parser(), "\n".join(f"    {example}" for example in verb.examples)))
    parts += ["## groundswell-server", ""]
    parts += [section(parser) for parser in leaves(server_parser())]
    return "\n".join(parts).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
    sys.stderr.write(f"{PAGE.relative_to(ROOT)} is written\n")
