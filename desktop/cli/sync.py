"""``groundswell sync``: send and receive now."""

import argparse

from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.sync import Sent, sync_now
from desktop.wording.sending import sent_words, stage_words
from sync.client.reports import Stage


def _sync(call: Call) -> Answer:
    def show(stage: Stage, done: int, of: int) -> None:
        call.terminal.show_progress(stage_words(stage, done, of))

    done = sync_now(
        call.store, show, authorities=call.arguments.authorities, may_remove=call.arguments.remove
    ).value
    call.terminal.end_progress()
    return Answer(sync_document(done), sent_words(done))


def _take(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument(
        "--remove",
        action="store_true",
        help="let go of what is no longer for this laptop, also where that is much",
    )


def sync_document(done: Sent) -> dict[str, object]:
    """What ``sync --json`` prints."""
    report = done.report
    return {
        "sent": report.sent,
        "received": report.received,
        "pending": report.pending,
        "quarantined": report.quarantined,
        "conflicts": done.conflicts,
        "epoch": report.epoch,
        "given_back": report.given_back,
        "repaired": report.repaired,
        "forks": report.forks,
        "carried": report.carried,
        "removed": report.removed,
        "removals_held": report.removals_held,
        "scopes": [
            {
                "scope": scope.scope,
                "cursor": scope.cursor,
                "head": scope.head,
                "digest": scope.digest,
                "agrees": scope.agrees,
            }
            for scope in report.scopes
        ],
    }


VERBS = (
    Verb(
        "sync",
        "Send what is on this laptop only, and receive what colleagues wrote.",
        _sync,
        ["groundswell sync --vault records --json"],
        _take,
    ),
)
