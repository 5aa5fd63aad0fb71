"""``groundswell handover``: hand the laptop to whoever helps, take it back, and see what was written under whose initials."""

import argparse

from desktop.cli.documents import instant
from desktop.cli.terminal import PASSPHRASE
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.ids import TurfId
from desktop.operations.handovers import end_handover, hand_over_turf, list_initials, read_handover
from desktop.wording.handovers import handed_words, nobody_words, taken_back_words, under_line
from desktop.wording.terminal import passphrase_prompt


def _take_begin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--turf", metavar="ID", required=True, help="the turf whose doors may be walked")
    parser.add_argument(
        "--initials", metavar="TEXT", required=True, help='of everybody who helps, such as "AB CD"'
    )


def _begin(call: Call) -> Answer:
    given = call.arguments
    made = hand_over_turf(call.store, TurfId(given.turf), given.initials).value
    document = {"name": made.name, "room": made.room, "turf": made.about, "initials": list(made.initials)}
    return Answer(document, handed_words(made))


def _end(call: Call) -> Answer:
    store = call.store
    end_handover(store, call.terminal.secret(PASSPHRASE, passphrase_prompt()), device=call.opening.device)
    return Answer({"handed_over": False}, taken_back_words())


def _list(call: Call) -> Answer:
    rows = list_initials(call.store)
    now = read_handover(call.store)
    words = [*([handed_words(now)] if now else []), *(map(under_line, rows) if rows else [nobody_words()])]
    return Answer(
        [
            {
                "initials": row.initials,
                "records": row.records,
                "first_at": instant(row.first_at),
                "last_at": instant(row.last_at),
            }
            for row in rows
        ],
        words,
    )


VERBS = (
    Verb(
        "handover begin",
        "Hand the laptop over for the doors of one turf: its window then shows nothing else, to whoever picks their"
        " initials, until it is taken back.",
        _begin,
        ['groundswell handover begin --turf 0190f3… --initials "AB CD" --vault records'],
        _take_begin,
    ),
    Verb(
        "handover end",
        "Take the laptop back, with the passphrase.",
        _end,
        ["groundswell handover end --vault records"],
    ),
    Verb(
        "handover list",
        "List what was written under whose initials, in the branch.",
        _list,
        ["groundswell handover list --vault records --json"],
    ),
)
