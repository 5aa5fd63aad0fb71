"""``groundswell conflicts``: two answers to one question, and which of them is right."""

import argparse
from typing import Any

from desktop.cli.documents import instant
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.conflicts import Conflict, NoSuchConflict
from desktop.operations.conflicts import list_conflicts, resolve_conflict, show_conflict
from desktop.wording.lines import conflict_lines, nothing_line, who_words


def _take_choice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="whose question it is, as the list gives it")
    parser.add_argument("field", metavar="FIELD", help="the question, as the list gives it")
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--value", metavar="VALUE", help="what is right: one of the answers, or another")
    choice.add_argument("--entry", metavar="ENTRY", help="the answer that is right, by the id of its entry")


def _list(call: Call) -> Answer:
    found = list_conflicts(call.store)
    words = [line for conflict in found for line in conflict_lines(conflict)] or nothing_line()
    return Answer([conflict_document(conflict) for conflict in found], words)


def conflict_document(conflict: Conflict) -> dict[str, Any]:
    """A conflict as ``conflicts list --json`` prints it."""
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "field": conflict.field,
        "name": conflict.name,
        "address": conflict.address,
        "answers": [
            {
                "value": answer.value,
                "who": who_words(answer),
                "when": instant(answer.at),
                "laptop": answer.laptop,
                "entry": answer.entry,
                "is_this_laptop": answer.is_this_laptop,
            }
            for answer in conflict.answers
        ],
    }


def _resolve(call: Call) -> Answer:
    given = call.arguments
    value = given.value if given.entry is None else _value_of(call, given.entry)
    done = resolve_conflict(call.store, given.id, given.field, value)
    document = {"id": given.id, "field": given.field, "value": value, "replaced": list(done.value)}
    return Answer(document, f"{given.field}: {value}")


def _value_of(call: Call, entry: str) -> str:
    conflict = show_conflict(call.store, call.arguments.id, call.arguments.field).conflict
    found = [answer.value for answer in conflict.answers if answer.entry == entry]
    if not found:
        raise NoSuchConflict()
    return found[0]


VERBS = (
    Verb(
        "conflicts list",
        "List questions that have two answers, with who gave each and when.",
        _list,
        ["groundswell conflicts list --vault records --json"],
    ),
    Verb(
        "conflicts resolve",
        "Say which answer is right. The others stay in the history.",
        _resolve,
        ["groundswell conflicts resolve 0190f3… phone --value 020-7946-0001 --vault records"],
        _take_choice,
    ),
)
