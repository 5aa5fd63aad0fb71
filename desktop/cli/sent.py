"""``groundswell sent``: what was written on this laptop, when the server took it, and with which receipt."""

import argparse
from pathlib import Path

from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.sent import export_sent, list_sent, sent_record
from desktop.wording.lines import nothing_line
from desktop.wording.sent import exported_words, sent_line


def _list(call: Call) -> Answer:
    found = list_sent(call.store)[: max(0, call.arguments.limit)]
    return Answer([sent_record(row) for row in found], [*map(sent_line, found)] or nothing_line())


def _take_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--limit", metavar="COUNT", type=int, default=1000, help="how many at the most, the latest first"
    )


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it: *.json, or a table (CSV)")


def _export(call: Call) -> Answer:
    count = export_sent(call.store, call.arguments.file)
    return Answer({"entries": count}, exported_words(count))


VERBS = (
    Verb(
        "sent list",
        "List what was written on this laptop: when, when the server took it, and its receipt. Never what it says.",
        _list,
        ["groundswell sent list --vault records --json"],
        _take_limit,
    ),
    Verb(
        "sent export",
        "Write that list into a file.",
        _export,
        ["groundswell sent export sent.csv --vault records"],
        _take_file,
    ),
)
