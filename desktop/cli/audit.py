"""``groundswell audit``: what was done with the branch's records at the server, and whether its notes can be believed."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.statuses import Status
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.audit import AuditHeld
from desktop.operations.audit import export_audit, look_at_audit, read_audit
from desktop.store.clock import street_time
from desktop.wording import counts
from desktop.wording.audit import event_line, event_words, trust_words


def _show(call: Call) -> Answer:
    held = _held(call)
    now = street_time()
    events = held.events[: call.arguments.last] if call.arguments.last else held.events
    document = {
        **_verdict(held),
        "events": [{**plain(event), "words": event_words(event)} for event in events],
    }
    return Answer(document, [trust_words(held), *(event_line(event, now) for event in events)])


def _verify(call: Call) -> Answer:
    held = _held(call)
    status = Status.REFUSED if held.trust.is_grave else Status.DONE
    return Answer(_verdict(held), trust_words(held), status)


def _export(call: Call) -> Answer:
    count = export_audit(call.store, call.arguments.file)
    return Answer(
        {"file": str(call.arguments.file), "rows": count}, f"{counts.rows(count)}: {call.arguments.file}"
    )


def _held(call: Call) -> AuditHeld:
    if call.arguments.kept:
        return read_audit(call.store)
    return look_at_audit(call.store, authorities=call.arguments.authorities).value


def _verdict(held: AuditHeld) -> dict[str, object]:
    return {
        "as_of": plain(held.looked_at),
        "trust": held.trust.value,
        "sentence": trust_words(held),
        "findings": plain(held.findings),
    }


def _take(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument(
        "--kept", action="store_true", help="what this laptop kept, without asking the server"
    )


def _take_show(parser: argparse.ArgumentParser) -> None:
    _take(parser)
    parser.add_argument("--last", metavar="N", type=int, default=0, help="the newest so many alone")


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it")


VERBS = (
    Verb(
        "audit show",
        "Tell what was done with the branch's records at the server, the newest first: who did what when.",
        _show,
        ["groundswell audit show --vault records --json"],
        _take_show,
    ),
    Verb(
        "audit verify",
        "Ask the server for its notes, and see whether they lead on from those that this laptop kept.",
        _verify,
        ["groundswell audit verify --vault records"],
        _take,
    ),
    Verb(
        "audit export",
        "Write what this laptop kept of the server's notes into a file, for groundswell-server audit verify --witness.",
        _export,
        ["groundswell audit export witness.json --vault records"],
        _take_file,
    ),
)
