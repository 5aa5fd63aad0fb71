"""``groundswell people same`` and ``unsame``: two contacts that are one person."""

import argparse

from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.ids import ContactId
from desktop.operations.sameness import say_same, undo_same


def _take_two(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the person's id, as the list gives it")
    parser.add_argument("other", metavar="OTHER", help="the id of the other")


def _same(call: Call) -> Answer:
    done = say_same(call.store, ContactId(call.arguments.id), ContactId(call.arguments.other))
    return Answer({"id": done.value, "changed": bool(done.changed)}, done.value)


def _unsame(call: Call) -> Answer:
    given = call.arguments
    undo_same(call.store, ContactId(given.id), ContactId(given.other))
    return Answer(
        {"id": given.id, "other": given.other}, "Two people again, each with what was written of them."
    )


VERBS = (
    Verb(
        "people same",
        "Say that two people on the lists are one. Nothing is lost: where they differ there is a question.",
        _same,
        ["groundswell people same 0190f3… 0190f7… --vault records"],
        _take_two,
    ),
    Verb(
        "people unsame",
        "Take that back: both stand again as they were, with what was written under each since.",
        _unsame,
        ["groundswell people unsame 0190f3… 0190f7… --vault records"],
        _take_two,
    ),
)
