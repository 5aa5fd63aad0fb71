"""``groundswell attempt``: write down what happened at a door, list it, take it back."""

import argparse
import json
from datetime import UTC, datetime
from typing import Any

from desktop.cli.documents import instant
from desktop.cli.turf import local_moment
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.attempts import Attempt, Outcome, read_outcome
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, SurveyId, TurfId
from desktop.operations.answers import fill_answers
from desktop.operations.attempts import (
    Filled,
    door_of,
    list_attempts,
    record_attempt,
    restore_attempt,
    void_attempt,
)
from desktop.operations.turfs import find_turf
from desktop.wording.lines import attempt_line, nothing_line
from desktop.wording.outcomes import every_outcome


def _outcome(text: str) -> Outcome:
    found = read_outcome(text)
    if found is None:
        raise WrongUsage(f"There is no such outcome. The outcomes are: {every_outcome()}.")
    return found


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):  # of which the latter is before the year 1, or after 9999, in UTC
        raise WrongUsage("A moment is written as 2026-05-03T20:30:00Z.") from None


def _answers(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise WrongUsage('Answers are one JSON object, such as {"mood": "good"}.')
    return found


def _take_door(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--household", metavar="ID", help="the household, as a walk list gives it")
    parser.add_argument("--contact", metavar="ID", help="who answered; their household is the door")


def _take_attempt(parser: argparse.ArgumentParser) -> None:
    _take_door(parser)
    parser.add_argument("--outcome", required=True, type=_outcome, help=f"one of: {every_outcome()}")
    parser.add_argument(
        "--answers",
        metavar="JSON",
        type=_answers,
        help="answers to the survey: a JSON object, name to answer",
    )
    parser.add_argument("--survey", metavar="ID", help="the survey that was asked (otherwise the one in use)")
    parser.add_argument(
        "--note", metavar="TEXT", default="", help="what was said; only the branch can read it"
    )
    parser.add_argument("--read-aloud", action="store_true", help="note and texts were read aloud to them")
    parser.add_argument(
        "--come-back", metavar="MOMENT", type=local_moment, help="when they asked us to come back"
    )
    parser.add_argument("--turf", metavar="ID", help="the turf that is walked")
    parser.add_argument("--at", metavar="MOMENT", type=_moment, help="when it was (otherwise now)")


def _take_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the attempt's id, as the list gives it")


def _add(call: Call) -> Answer:
    given = call.arguments
    contact = ContactId(given.contact) if given.contact else None
    if given.household:
        household = HouseholdId(given.household)
    elif contact:
        household = door_of(call.store, contact)
    else:
        raise WrongUsage("Say which door: --household ID or --contact ID.")
    done = record_attempt(
        call.store,
        household,
        given.outcome,
        contact=contact,
        filled=_filled(call),
        note=given.note,
        note_read_aloud=given.read_aloud,
        come_back_at=given.come_back,
        turf=find_turf(call.store, TurfId(given.turf)).id if given.turf else None,
        at=given.at,
    )
    return Answer({"id": done.value, "household": household}, done.value)


def _filled(call: Call) -> Filled | None:
    given = call.arguments
    if given.answers is None:
        return None
    return fill_answers(
        call.store,
        given.answers,
        survey=SurveyId(given.survey) if given.survey else None,
        read_aloud=list(given.answers) if given.read_aloud else (),
    )


def _list(call: Call) -> Answer:
    given = call.arguments
    found = list_attempts(
        call.store,
        household=HouseholdId(given.household) if given.household else None,
        contact=ContactId(given.contact) if given.contact else None,
    )
    words = [*map(attempt_line, found)] or nothing_line()
    return Answer([attempt_document(attempt) for attempt in found], words)


def attempt_document(attempt: Attempt) -> dict[str, Any]:
    """An attempt as ``attempt list --json`` prints it: every field that is set."""
    document: dict[str, Any] = {
        "id": attempt.id,
        "household": attempt.household,
        "contact": attempt.contact,
        "outcome": attempt.outcome.value,
        "at": instant(attempt.at),
        "who": attempt.by,
        "turf": attempt.turf,
        "come_back_at": instant(attempt.come_back_at),
        "answers": attempt.answers,
        "is_voided": attempt.is_voided,
        "is_unsent": attempt.is_unsent,
        "initials": attempt.initials or None,
    }
    return {name: value for name, value in document.items() if value is not None}


def _undo(call: Call) -> Answer:
    done = void_attempt(call.store, AttemptId(call.arguments.id))
    return Answer({"id": done.value, "is_voided": True}, "Taken back. It stays in the history.")


def _restore(call: Call) -> Answer:
    done = restore_attempt(call.store, AttemptId(call.arguments.id))
    return Answer({"id": done.value, "is_voided": False}, "It stands again.")


VERBS = (
    Verb(
        "attempt add",
        "Write down one try at a door.",
        _add,
        [
            "groundswell attempt add --household 7c9e… --outcome not_home --vault records",
            'groundswell attempt add --contact 0190f3… --outcome T --note "Asks about the bus" --vault records',
        ],
        _take_attempt,
    ),
    Verb(
        "attempt list",
        "List attempts, the latest first; of one door or one person if asked.",
        _list,
        ["groundswell attempt list --household 7c9e… --vault records --json"],
        _take_door,
    ),
    Verb(
        "attempt undo",
        "Take an attempt back. It stays in the history.",
        _undo,
        ["groundswell attempt undo 0190f3… --vault records"],
        _take_id,
    ),
    Verb(
        "attempt restore",
        "Let an attempt stand again that was taken back.",
        _restore,
        ["groundswell attempt restore 0190f3… --vault records"],
        _take_id,
    ),
)
