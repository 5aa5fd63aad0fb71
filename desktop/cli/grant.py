"""``groundswell grant``: which laptop may have what: turfs, the training, or the whole branch."""

import argparse
from datetime import UTC, datetime

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.laptops import laptops_document
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.grants import Part
from desktop.domain.ids import TurfId
from desktop.domain.laptops import LaptopsHeld
from desktop.operations.grants import end_grant, give_grant, list_grants
from desktop.store.clock import street_time
from desktop.wording.grants import grant_line, has_words
from desktop.wording.laptops import laptop_name
from desktop.wording.lines import nothing_line

_INSTANT = "A moment is written as 2026-12-24T18:00Z."


def instant(text: str) -> datetime:
    """An instant, as an argument gives it; without an offset it is UTC."""
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise WrongUsage(_INSTANT) from None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _take_part(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument("laptop", metavar="LAPTOP", help="as laptops list gives it")
    part = parser.add_mutually_exclusive_group(required=True)
    part.add_argument("--turf", metavar="ID", help="a turf, as turf list gives it")
    part.add_argument("--training", action="store_true", help="the courses alone")
    part.add_argument("--branch", action="store_true", help="everything that the branch holds")


def _take_giving(parser: argparse.ArgumentParser) -> None:
    _take_part(parser)
    parser.add_argument("--instead", action="store_true", help="and nothing else that it has now")
    parser.add_argument("--until", metavar="MOMENT", type=instant, help="until then; else without an end")


def _part(call: Call) -> tuple[Part, TurfId | None]:
    given = call.arguments
    if given.turf:
        return Part.TURF, TurfId(given.turf)
    return (Part.TRAINING if given.training else Part.BRANCH), None


def _list(call: Call) -> Answer:
    found = list_grants(call.store, authorities=call.arguments.authorities)
    lines = [grant_line(one, street_time()) for one in found]
    return Answer(plain(found), lines or nothing_line())


def _give(call: Call) -> Answer:
    part, turf = _part(call)
    given = call.arguments
    done = give_grant(
        call.store,
        given.laptop,
        part,
        turf,
        instead=given.instead,
        until=given.until,
        authorities=given.authorities,
    )
    return _answer(call, done.value)


def _end(call: Call) -> Answer:
    part, turf = _part(call)
    done = end_grant(call.store, call.arguments.laptop, part, turf, authorities=call.arguments.authorities)
    return _answer(call, done.value)


def _answer(call: Call, held: LaptopsHeld) -> Answer:
    """How the laptop stands now, as the list of laptops would show it."""
    laptops = laptops_document(held, call.store.now())["laptops"]
    assert isinstance(laptops, list)  # noqa: S101 - it is what it writes
    document = next((one for one in laptops if one["id"] == call.arguments.laptop), None)
    standing = next((one for one in held.laptops if one.id == call.arguments.laptop), None)
    words = "" if standing is None else f"{laptop_name(standing)}\t{has_words(standing)}"
    return Answer(document, words.rstrip("\t"))


VERBS = (
    Verb(
        "grant list",
        "List what laptops may have, and had: turfs, the training, or the whole branch.",
        _list,
        ["groundswell grant list --vault records --json"],
        take_authorities,
    ),
    Verb(
        "grant give",
        "Let a laptop have a turf, the training or the whole branch.",
        _give,
        ["groundswell grant give 0190f3….4d4f… --turf 5d41… --instead --vault records"],
        _take_giving,
    ),
    Verb(
        "grant end",
        "Let a laptop have something no more. What was written on it still arrives.",
        _end,
        ["groundswell grant end 0190f3….4d4f… --turf 5d41… --vault records"],
        _take_part,
    ),
)
