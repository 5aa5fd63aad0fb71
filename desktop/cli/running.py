"""Runs one command to its exit status; the one barrier between a fault and the person at the terminal."""

import argparse
from collections.abc import Sequence

from desktop.cli.nouns import find_verb
from desktop.cli.opening import OpenAt, Opening
from desktop.cli.refusals import refusal_document, refusal_words, told_of
from desktop.cli.statuses import Status, status_of
from desktop.cli.terminal import Terminal, quiet_out
from desktop.cli.usage import HelpWanted, WrongUsage
from desktop.cli.verbs import Answer, Call, PaintReport, WriteSheet


def run(
    words: Sequence[str],
    terminal: Terminal,
    open_at: OpenAt,
    write_sheet: WriteSheet,
    paint_report: PaintReport,
) -> int:
    """Do what the words say, answer, and return the exit status.

    ``open_at`` gives the vault of a folder, or this person's own; ``write_sheet`` prints a recovery sheet,
    ``paint_report`` the report on a lost laptop.
    """
    wants_json = "--json" in words
    try:
        try:
            return _answer(words, terminal, open_at, write_sheet, paint_report)
        except HelpWanted as wanted:
            terminal.print_words(wanted.text.rstrip().split("\n"))
            return Status.DONE
        except BrokenPipeError:
            raise
        except (Exception, KeyboardInterrupt) as fault:  # noqa: BLE001 - the barrier
            return _refuse(fault, terminal, wants_json=wants_json)
    except BrokenPipeError:
        quiet_out(terminal.out)  # whoever read has seen enough
        return Status.DONE


def _answer(
    words: Sequence[str],
    terminal: Terminal,
    open_at: OpenAt,
    write_sheet: WriteSheet,
    paint_report: PaintReport,
) -> int:
    leading, rest = split_leading(words)
    verb, arguments = find_verb(rest)
    read = verb.read([*arguments, *leading])
    opening = open_at(getattr(read, "vault", None))
    try:
        if whose := getattr(read, "whose", None):
            _choose(opening, read, whose)
        answer = verb.run(Call(read, terminal, opening, write_sheet, paint_report, verb.name))
        show_answer(answer, terminal, as_json=read.json)
    finally:
        opening.close()
    return answer.status


def _choose(opening: Opening, read: argparse.Namespace, whose: str) -> None:
    if read.vault is not None:
        raise WrongUsage("--vault and --person both say whose vault is meant. Give one of them.")
    opening.choose(whose)


def split_leading(words: Sequence[str]) -> tuple[list[str], Sequence[str]]:
    """The options before the noun (``--vault DIR``, ``--person LABEL``, ``--json``), and the words from the noun on."""
    leading: list[str] = []
    rest = list(words)
    while rest and rest[0].startswith("--"):
        option = rest.pop(0)
        if option in ("--vault", "--person"):
            if not rest:
                needed = "a folder" if option == "--vault" else "what somebody is called"
                raise WrongUsage(f"{option} needs {needed}.", "See groundswell --help.\n")
            leading += [option, rest.pop(0)]
        elif option == "--json" or option.startswith(("--vault=", "--person=")):
            leading.append(option)
        else:
            raise WrongUsage(
                f"There is no option “{option[:40]}” before the noun.", "See groundswell --help.\n"
            )
    return leading, rest


def show_answer(answer: Answer, terminal: Terminal, *, as_json: bool) -> None:
    """Print an answer for a program or for a person."""
    if as_json and not answer.is_printed:
        terminal.print_document(answer.document)
    else:
        terminal.print_words(answer.words)


def _refuse(fault: BaseException, terminal: Terminal, *, wants_json: bool) -> int:
    told = told_of(fault)
    terminal.end_progress()
    terminal.tell(refusal_words(fault, told))
    if wants_json:
        terminal.print_document(refusal_document(fault, told))
    return status_of(fault)
