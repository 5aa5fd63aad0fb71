"""``groundswell bundle``: exchange with a colleague's laptop or the server by a file on a stick."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.wording.bundles import taken_words, written_words


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file on the stick")


def _take_reading(parser: argparse.ArgumentParser) -> None:
    _take_file(parser)
    parser.add_argument(
        "--remove",
        action="store_true",
        help="let go of what is no longer for this laptop, also where that is much",
    )


def _write(call: Call) -> Answer:
    done = write_to_stick(call.store, call.arguments.file).value
    return Answer(plain(done), written_words(done))


def _read(call: Call) -> Answer:
    done = read_from_stick(call.store, call.arguments.file, may_remove=call.arguments.remove).value
    return Answer(plain(done), taken_words(done))


VERBS = (
    Verb(
        "bundle write",
        "Write everything that a colleague's laptop or the server may lack into one file, locked for both.",
        _write,
        ["groundswell bundle write stick/evening.groundswell --vault records"],
        _take_file,
    ),
    Verb(
        "bundle read",
        "Take in such a file, or the server's answer to one. Twice, late or out of order it changes nothing.",
        _read,
        ["groundswell bundle read stick/evening.groundswell --vault records --json"],
        _take_reading,
    ),
)
