"""``groundswell laptops``: which laptop is silent or behind, and what to do first."""

import argparse
from datetime import datetime
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.laptops import LaptopsHeld, LaptopStanding, first_concern
from desktop.operations.drops import decide_drops
from desktop.operations.laptops import ask_laptops, read_laptops, shut_out_laptop
from desktop.operations.lost import report_lost, save_report
from desktop.store.clock import street_time
from desktop.wording.custody import decided_words, done_words
from desktop.wording.laptops import erasure_words, first_words, laptop_name, standing_line
from desktop.wording.lost import report_lines, report_saved_words, report_text


def _list(call: Call) -> Answer:
    if call.arguments.kept:
        held = read_laptops(call.store)
    else:
        held = ask_laptops(call.store, authorities=call.arguments.authorities).value
    now = call.store.now()
    lines = [first_words(held, now)] if held.told_at else []
    lines += [standing_line(laptop, street_time()) for laptop in held.laptops]
    lines += [erasure_words(erasure) for erasure in held.erasures]
    return Answer(laptops_document(held, now), lines)


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


def _shut_out(call: Call) -> Answer:
    return _changed(call)


def _wipe(call: Call) -> Answer:
    return _changed(call, wipe=not call.arguments.withdraw, withdraw=call.arguments.withdraw)


def _changed(call: Call, *, wipe: bool = False, withdraw: bool = False) -> Answer:
    given = call.arguments
    held = shut_out_laptop(
        call.store, given.laptop, wipe=wipe, withdraw=withdraw, authorities=given.authorities
    ).value
    laptop = next(one for one in held.laptops if one.id == given.laptop)
    words = done_words(laptop_name(laptop), wipe=wipe, withdraw=withdraw)
    return Answer(_document(laptop), words)


def _handed_in(call: Call) -> Answer:
    given = call.arguments
    done = decide_drops(call.store, given.laptop, take=given.take, authorities=given.authorities).value
    laptop = next(one for one in done.laptops.laptops if one.id == given.laptop)
    document = {"taken": done.taken, "held": done.held, "apart": done.apart}
    return Answer(document, decided_words(laptop_name(laptop), done, is_taken=given.take))


def _take_handed_in(parser: argparse.ArgumentParser) -> None:
    _take_laptop(parser)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--take", action="store_true", help="take it, as if the laptop had sent it")
    which.add_argument("--leave", action="store_true", help="leave it: it is gone then")


def _report(call: Call) -> Answer:
    given = call.arguments
    report = report_lost(call.store, given.laptop, authorities=given.authorities)
    if given.pdf is None:
        return Answer(plain(report), report_lines(report))
    save_report(given.pdf, call.paint_report(report_text(report)))
    document: dict[str, object] = plain(report)
    return Answer(document | {"file": str(given.pdf)}, f"{given.pdf}: {report_saved_words()}")


def _take_report(parser: argparse.ArgumentParser) -> None:
    _take_laptop(parser)
    parser.add_argument(
        "--pdf", metavar="FILE", type=Path, help="write it as PDF into this file, to be printed or handed on"
    )


def _take_laptop(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument("laptop", metavar="LAPTOP", help="as laptops list gives it")


def _take_wipe(parser: argparse.ArgumentParser) -> None:
    _take_laptop(parser)
    parser.add_argument(
        "--withdraw", action="store_true", help="take the order back, if it was not carried out yet"
    )


VERBS = (
    Verb(
        "laptops list",
        "Ask the server how the branch's laptops stand; the longest-silent first, and above them what to do first.",
        _list,
        ["groundswell laptops list --vault records --json"],
        _take,
    ),
    Verb(
        "laptops shut-out",
        "Shut a laptop out for good, as when it is lost or is a copy: it can neither send nor receive.",
        _shut_out,
        ["groundswell laptops shut-out 0190f3….4d4f… --vault records"],
        _take_laptop,
    ),
    Verb(
        "laptops wipe",
        "Shut a laptop out, and order it to destroy its records when it next reaches the server, also while it is locked.",
        _wipe,
        [
            "groundswell laptops wipe 0190f3….4d4f… --vault records",
            "groundswell laptops wipe 0190f3….4d4f… --withdraw --vault records",
        ],
        _take_wipe,
    ),
    Verb(
        "laptops handed-in",
        "Take what a laptop handed in after it was shut out, or leave it.",
        _handed_in,
        ["groundswell laptops handed-in 0190f3….4d4f… --take --vault records"],
        _take_handed_in,
    ),
    Verb(
        "laptops report",
        "Report on a lost laptop: what was on it and since when, when it was last heard, and what was done; for a regulator.",
        _report,
        [
            "groundswell laptops report 0190f3….4d4f… --vault records > report.txt",
            "groundswell laptops report 0190f3….4d4f… --pdf report.pdf --vault records",
            "groundswell laptops report 0190f3….4d4f… --vault records --json",
        ],
        _take_report,
    ),
)
