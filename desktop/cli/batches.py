"""``groundswell batches``: what was written together, and undoing it together."""

import argparse

from desktop.cli.documents import plain
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.batches import list_batches, undo_batch
from desktop.wording.batches import batch_words, undone_words


def _take_batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the batch's id, as the list gives it")


def _list(call: Call) -> Answer:
    found = list_batches(call.store)
    return Answer([plain(batch) for batch in found], [f"{batch.id}\t{batch_words(batch)}" for batch in found])


def _undo(call: Call) -> Answer:
    undone = undo_batch(call.store, call.arguments.id).value
    return Answer(plain(undone), undone_words(undone))


VERBS = (
    Verb(
        "batches list",
        "List what was written together: imports, doors, files of commands; the latest first.",
        _list,
        ["groundswell batches list --vault records --json"],
    ),
    Verb(
        "batches undo",
        "Undo what was written together. What others wrote since stays, and is counted. The undoing can be undone.",
        _undo,
        ["groundswell batches undo 0190f3… --vault records"],
        _take_batch,
    ),
)
