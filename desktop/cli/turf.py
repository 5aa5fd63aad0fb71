"""``groundswell turf``: streets, turfs cut from them, and their doors in walking order."""

import argparse
from datetime import datetime
from typing import Any

from desktop.cli.documents import plain
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.ids import MemberId, StreetKey, TurfId
from desktop.operations.turfs import (
    cut_turf,
    give_turf,
    list_streets,
    list_turfs,
    remove_turf,
    restore_turf,
    walk_list,
)
from desktop.wording.lines import door_line, nothing_line, street_line, turf_line


def local_moment(text: str) -> datetime:
    """A moment of the street's own time, as an argument gives it: ``2026-05-03T20:30``."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise WrongUsage("A moment is written as 2026-05-03T20:30, in this place's own time.") from None


def _take_district(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--district", metavar="CODE", help="only the streets of this polling district")


def _take_cut(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "streets", metavar="STREET", nargs="+", help="keys of streets, in the order to be walked"
    )
    parser.add_argument("--name", default="", help="what the turf is called (otherwise as its first street)")
    parser.add_argument("--back-by", metavar="MOMENT", type=local_moment, help="when they are to be back")


def _take_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the turf's id, as the list gives it")


def _take_giving(parser: argparse.ArgumentParser) -> None:
    _take_id(parser)
    parser.add_argument(
        "--canvasser", metavar="MEMBER", help="who walks it, by id (see members list); nobody if left out"
    )
    parser.add_argument("--partner", metavar="MEMBER", help="who goes with them")
    parser.add_argument("--back-by", metavar="MOMENT", type=local_moment, help="when they are to be back")


def _streets(call: Call) -> Answer:
    found = list_streets(call.store, call.arguments.district)
    return Answer(plain(found), [*map(street_line, found)] or nothing_line())


def _cut(call: Call) -> Answer:
    given = call.arguments
    streets = [StreetKey(key) for key in given.streets]
    done = cut_turf(call.store, given.name, streets, back_by=given.back_by)
    return Answer({"id": done.value}, done.value)


def _list(call: Call) -> Answer:
    found = list_turfs(call.store)
    return Answer(plain(found), [*map(turf_line, found)] or nothing_line())


def _walk(call: Call) -> Answer:
    walk = walk_list(call.store, TurfId(call.arguments.id))
    document: dict[str, Any] = {
        "turf": plain(walk.turf),
        "doors": [{"place": place, **plain(door)} for place, door in enumerate(walk.doors, start=1)],
        "doors_done": walk.doors_done,
        "doors_to_go": walk.doors_to_go,
    }
    return Answer(document, [*map(door_line, walk.doors)] or nothing_line())


def _give(call: Call) -> Answer:
    given = call.arguments
    done = give_turf(
        call.store,
        TurfId(given.id),
        MemberId(given.canvasser) if given.canvasser else None,
        partner=MemberId(given.partner) if given.partner else None,
        back_by=given.back_by,
    )
    return Answer({"id": done.value, "canvasser": given.canvasser, "partner": given.partner}, done.value)


def _restore(call: Call) -> Answer:
    done = restore_turf(call.store, TurfId(call.arguments.id))
    return Answer({"id": done.value, "removed": False}, "Back on the list.")


def _remove(call: Call) -> Answer:
    done = remove_turf(call.store, TurfId(call.arguments.id))
    return Answer(
        {"id": done.value, "removed": True}, "Taken off the list. What happened at its doors stays."
    )


VERBS = (
    Verb(
        "turf streets",
        "List the streets of the register.",
        _streets,
        ["groundswell turf streets --district AA --vault records"],
        _take_district,
    ),
    Verb(
        "turf cut",
        "Cut a turf from streets.",
        _cut,
        ['groundswell turf cut 5d41… 7c9e… --name "Mill Lane, lower half" --vault records'],
        _take_cut,
    ),
    Verb(
        "turf list",
        "List the turfs, the latest first.",
        _list,
        ["groundswell turf list --vault records"],
    ),
    Verb(
        "turf walk",
        "Show a turf's doors in walking order: odd numbers up, even numbers down.",
        _walk,
        ["groundswell turf walk 0190f3… --vault records"],
        _take_id,
    ),
    Verb(
        "turf give",
        "Give a turf to a canvasser.",
        _give,
        ["groundswell turf give 0190f3… --canvasser 4d4f… --back-by 2026-11-27T20:30 --vault records"],
        _take_giving,
    ),
    Verb(
        "turf restore",
        "Bring a removed turf back.",
        _restore,
        ["groundswell turf restore 0190f3… --vault records"],
        _take_id,
    ),
    Verb(
        "turf remove",
        "Take a turf off the list.",
        _remove,
        ["groundswell turf remove 0190f3… --vault records"],
        _take_id,
    ),
)
