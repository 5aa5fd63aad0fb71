"""``groundswell vault backup``, ``backups``, ``backup-folder`` and ``restore``."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.terminal import PASSPHRASE, RECOVERY_CODE, Terminal
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.backups import (
    Work,
    find_backups,
    make_backup,
    read_backups,
    restore_backup,
    set_second_folder,
    with_code,
    with_passphrase,
)
from desktop.store.clock import street_time
from desktop.wording.backups import held_words, made_words, restored_words, row_words
from desktop.wording.terminal import passphrase_prompt, recovery_prompt, writing_words


def _take_listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--locked",
        action="store_true",
        help="ask for no passphrase: say when each was made and how large it is",
    )
    parser.add_argument(
        "--in", dest="place", metavar="DIR", type=Path, help="look in another folder, locked (a stick)"
    )


def _take_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="the folder, on a stick perhaps")
    parser.add_argument("--none", action="store_true", help="keep backups in the vault's own folder alone")


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?", help="the backup (otherwise the newest that is here)"
    )
    parser.add_argument(
        "--code", action="store_true", help="by the code on the recovery sheet instead of the passphrase"
    )


def _make(call: Call) -> Answer:
    store = call.store
    done = make_backup(store, _work(call.terminal)).value
    call.terminal.end_progress()
    return Answer(plain(done) | {"row": _row(done.row)}, made_words(done))


def _list(call: Call) -> Answer:
    given = call.arguments
    if given.locked or given.place is not None:
        rows = find_backups(call.folder, given.place)
        words = [row_words(row, street_time()) for row in rows]
        return Answer({"rows": [_row(row) for row in rows]}, words)
    held = read_backups(call.store)
    document = {
        "rows": [_row(row) for row in held.rows],
        "second": held.second,
        "second_rows": None if held.second_rows is None else [_row(row) for row in held.second_rows],
        "failed": held.failed,
    }
    return Answer(document, held_words(held, street_time()))


def _set_folder(call: Call) -> Answer:
    given = call.arguments
    if (given.folder is None) != given.none:
        raise WrongUsage("Name a folder, or say --none.")
    set_second_folder(call.store, given.folder)
    if given.none:
        return Answer({"second": ""}, "Backups are kept in the vault's own folder alone.")
    folder = str(given.folder.resolve())
    return Answer({"second": folder}, f"Backups are written to {folder} too, whenever it is there.")


def _restore(call: Call) -> Answer:
    given, terminal = call.arguments, call.terminal
    if given.code:
        open_with = with_code(terminal.secret(RECOVERY_CODE, recovery_prompt()))
    else:
        open_with = with_passphrase(terminal.secret(PASSPHRASE, passphrase_prompt()), call.device)
    done = restore_backup(call.folder, given.file, open_with, _work(terminal))
    terminal.end_progress()
    document = {
        "vault": str(call.folder),
        "people": done.contents.people,
        "pending": done.contents.unsent,
        "entries": done.contents.entries,
        "carried": done.carried,
        "was_whole": done.was_whole,
    }
    return Answer(document, restored_words(done))


def _work(terminal: Terminal) -> Work:
    return Work(lambda done, of: terminal.show_progress(writing_words(done, of)))


def _row(row: object) -> dict[str, object]:
    document: dict[str, object] = plain(row)
    return document | {"path": str(document["path"])}


VERBS = (
    Verb(
        "vault backup",
        "Make a backup now, open it and count it; also into the second folder, if that is there.",
        _make,
        ["groundswell vault backup --vault records"],
    ),
    Verb(
        "vault backups",
        "List the backups: when each was made, how large it is and how much it holds.",
        _list,
        ["groundswell vault backups --vault records --json", "groundswell vault backups --in stick"],
        _take_listing,
    ),
    Verb(
        "vault backup-folder",
        "Write every backup into a second folder too, on a stick perhaps.",
        _set_folder,
        ["groundswell vault backup-folder stick --vault records"],
        _take_folder,
    ),
    Verb(
        "vault restore",
        "Bring the records back from a backup, here or on another laptop. What is newer here and can be read is kept with"
        " them, and the file that was here lies aside.",
        _restore,
        ["groundswell vault restore --vault records", "groundswell vault restore stick/FILE --vault records"],
        _take_file,
    ),
)
