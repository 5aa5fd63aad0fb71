"""``groundswell register``: look into a council's register, and import it."""

import argparse
from collections.abc import Callable
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.statuses import Status
from desktop.cli.terminal import Terminal
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.register.report import RegisterReport
from desktop.operations.register import inspect_register
from desktop.operations.register_import import import_register, list_imports, redo_import, undo_import
from desktop.wording.batches import import_row_words
from desktop.wording.register import report_document
from desktop.wording.register_report import import_words, report_words
from desktop.wording.terminal import reading_words, writing_words


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file as the council sent it")


def _take_import(parser: argparse.ArgumentParser) -> None:
    _take_file(parser)
    parser.add_argument(
        "--authority", metavar="NAME", default="", help="the council (otherwise the branch's)"
    )
    parser.add_argument(
        "--register", metavar="NAME", default="", help="which register it is (otherwise the branch's)"
    )


def _inspect(call: Call) -> Answer:
    report = inspect_register(call.arguments.file, _progress(call.terminal))
    call.terminal.end_progress()
    return Answer(report_document(report), report_words(report), _status(report))


def _import(call: Call) -> Answer:
    given = call.arguments
    done = import_register(
        call.store,
        given.file,
        authority=given.authority,
        register=given.register,
        progress=_progress(call.terminal),
        writing=_writing(call.terminal),
    ).value
    call.terminal.end_progress()
    counts = {"added": done.added, "changed": done.changed, "unchanged": done.unchanged}
    words = report_words(done.report)
    if done.report.accepted:
        words.append(import_words(done.added, done.changed, done.unchanged))
    return Answer(report_document(done.report) | counts, words, _status(done.report))


def _take_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the import's id, as the list gives it")


def _list(call: Call) -> Answer:
    found = list_imports(call.store)
    return Answer([plain(row) for row in found], [f"{row.id}\t{import_row_words(row)}" for row in found])


def _undo(call: Call) -> Answer:
    done = undo_import(call.store, call.arguments.id)
    return Answer({"id": done.value, "undone": True}, "Undone. What the branch wrote about anybody stays.")


def _redo(call: Call) -> Answer:
    done = redo_import(call.store, call.arguments.id)
    return Answer({"id": done.value, "undone": False}, "The register stands again.")


def _status(report: RegisterReport) -> Status:
    return Status.DONE if report.accepted else Status.REFUSED


def _writing(terminal: Terminal) -> Callable[[int, int], None]:
    def show(done: int, of: int) -> None:
        terminal.show_progress(writing_words(done, of))

    return show


def _progress(terminal: Terminal) -> Callable[[int, int], None]:
    def show(done: int, total: int) -> None:
        terminal.show_progress(reading_words(done, total))

    return show


VERBS = (
    Verb(
        "register inspect",
        "Say what a council's file holds, and what in it we could not take. Nothing is kept.",
        _inspect,
        ["groundswell register inspect electors.csv --json"],
        _take_file,
        needs_vault=False,
    ),
    Verb(
        "register import",
        "Import a council's file: all of it or nothing. The same file again changes nothing.",
        _import,
        ["groundswell register import electors.csv --vault records"],
        _take_import,
    ),
    Verb(
        "register list",
        "List the registers that were brought in, the latest first.",
        _list,
        ["groundswell register list --vault records --json"],
    ),
    Verb(
        "register undo",
        "Undo an import: who is known from it alone goes, others are as the register before it has them.",
        _undo,
        ["groundswell register undo 0190f3… --vault records"],
        _take_id,
    ),
    Verb(
        "register redo",
        "Let an import that was undone stand again.",
        _redo,
        ["groundswell register redo 0190f3… --vault records"],
        _take_id,
    ),
)
