"""``groundswell laptops``: which laptop is silent or behind, and what to do first."""

import argparse
from datetime import datetime

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.laptops import LaptopsHeld, LaptopStanding, first_concern
from desktop.operations.laptops import ask_laptops, read_laptops
from desktop.store.clock import street_time
from desktop.wording.laptops import erasure_words, first_words, standing_line


def _list(call: Call) -> Answer:
    if call.arguments.kept:
        held = read_laptops(call.store)
    else:
        held = ask_laptops(call.store, authorities=call.arguments.authorities).value
    now = call.store.now()
    lines = [first_words(held, now)] if held.told_at else []
    lines += [standing_line(laptop, street_time()) for laptop in held.laptops]
    lines += [erasure_words(erasure) for erasure in held.erasures]
    return Answer(laptops_document(held, now), "\n".join(lines))


def _take(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument("--kept", action="store_true", help="show the last answer, without asking the server")


def laptops_document(held: LaptopsHeld, now: datetime) -> dict[str, object]:
    """What ``laptops list --json`` prints. ``advice`` is what to do first, and about which laptop."""
    concern, laptop = first_concern(held.laptops, now)
    return {
        "as_of": plain(held.told_at),
        "advice": {
            "what": concern.value,
            "laptop": _document(laptop) if laptop else None,
            "days": laptop.days if laptop else 0,
        },
        "sentence": first_words(held, now),
        "laptops": [_document(one) for one in held.laptops],
        "erasures": plain(held.erasures),
    }


def _document(laptop: LaptopStanding) -> dict[str, object]:
    written: dict[str, object] = plain(laptop)
    return written | {"is_silent": laptop.is_silent, "is_revoked": laptop.revoked_at is not None}


VERBS = (
    Verb(
        "laptops list",
        "Ask the server how the branch's laptops stand; the longest-silent first, and above them what to do first.",
        _list,
        ["groundswell laptops list --vault records --json"],
        _take,
    ),
)
