"""``groundswell enrol``: join a branch. The code suffices; nothing is asked, and the words are printed."""

import argparse
from pathlib import Path

from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.enrolment import enrol
from desktop.wording.terminal import joined_words, words_to_compare


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", metavar="URL", required=True, help="the server's address, https://…")
    parser.add_argument("--code", required=True, help="the code that the organiser gave you")
    take_authorities(parser)


def take_authorities(parser: argparse.ArgumentParser) -> None:
    """The option that trusts other certificate authorities than the usual ones."""
    parser.add_argument(
        "--authorities",
        metavar="FILE",
        type=_no_pipe,
        help="certificate authorities (PEM) to trust instead of the usual ones",
    )


def _no_pipe(text: str) -> str:
    """The name of a file; of a pipe or a device nobody knows when anything comes."""
    if Path(text).exists() and not Path(text).is_file():
        raise argparse.ArgumentTypeError("this is no file; name the PEM file itself")
    return text


def _enrol(call: Call) -> Answer:
    given = call.arguments
    done = enrol(call.store, given.server, given.code, authorities=given.authorities)
    document = {
        "branch": done.branch,
        "branch_name": done.branch_name,
        "role": done.role.value,
        "device": done.device,
        "words": list(done.words),
        "server": done.server,
    }
    return Answer(document, [joined_words(done.branch_name), words_to_compare(done.words)])


VERBS = (
    Verb(
        "enrol",
        "Join a branch with a code. Compare the words that are printed with your organiser.",
        _enrol,
        ["groundswell enrol --server https://branch.example.org --code ABCD-EFGH-JKLM --vault records"],
        _take,
    ),
)
