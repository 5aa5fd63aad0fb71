"""``groundswell sent``: what was sent when, with its receipt."""

import argparse
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from desktop.cli.documents import plain
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.sent import list_sent
from desktop.store.disk import write_whole
from desktop.wording.sending import sent_line

_FIELDS = ("id", "kind", "written_at", "received_at", "receipt", "issued", "state", "reason")


def _take_limit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=1000, help="how many at the most, the latest first")


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a file to write, as CSV")


def _list(call: Call) -> Answer:
    found = islice(list_sent(call.store), max(0, call.arguments.limit))
    if call.arguments.json:
        rows: Iterator[dict[str, Any]] = (plain(entry) for entry in found)
        return Answer(rows)
    return Answer(None, "\n".join(sent_line(entry) for entry in found))


def _export(call: Call) -> Answer:
    text = io.StringIO()
    writer = csv.DictWriter(text, _FIELDS)
    writer.writeheader()
    count = 0
    for entry in list_sent(call.store):
        writer.writerow(plain(entry))
        count += 1
    write_whole(call.arguments.file, text.getvalue().encode())
    return Answer({"entries": count}, str(call.arguments.file))


VERBS = (
    Verb(
        "sent list",
        "List what was written on this laptop: when, when the server took it, and its receipt.",
        _list,
        ["groundswell sent list --vault records --json"],
        _take_limit,
    ),
    Verb(
        "sent export",
        "Write the same into a file, as CSV. Nothing of what the entries say.",
        _export,
        ["groundswell sent export receipts.csv --vault records"],
        _take_file,
    ),
)
