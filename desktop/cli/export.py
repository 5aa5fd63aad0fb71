"""``groundswell export``: take people out of the program with a reason, and see who did."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.exports import Reason
from desktop.operations.exports import export_people, list_exports
from desktop.wording import counts
from desktop.wording.exports import export_line


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a workbook if it ends in .xlsx, else CSV")
    parser.add_argument(
        "--reason",
        required=True,
        choices=[reason.value for reason in Reason],
        help="why; everybody here sees it",
    )
    parser.add_argument(
        "--words", metavar="TEXT", default="", help="the same in your words; only the branch can read it"
    )
    parser.add_argument("--search", metavar="TEXT", help="only those who match, as people list finds them")


def _people(call: Call) -> Answer:
    given = call.arguments
    done = export_people(call.store, given.file, Reason(given.reason), given.words, given.search).value
    document = {"file": str(done.file), "people": done.people}
    return Answer(document, f"{counts.people(done.people)}: {done.file}")


def _list(call: Call) -> Answer:
    rows = list_exports(call.store)
    return Answer(plain(rows), [*map(export_line, rows)])


VERBS = (
    Verb(
        "export people",
        "Write people into a file. That it was done, by whom and why, is noted for the whole branch.",
        _people,
        ["groundswell export people letters.xlsx --reason letters --search 'mill lane' --vault records"],
        _take,
    ),
    Verb(
        "export list",
        "List who took how many people out when, and why.",
        _list,
        ["groundswell export list --vault records"],
    ),
)
