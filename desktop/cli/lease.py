"""``groundswell lease``: until when this laptop may work as it does, and how another one is renewed without a network."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.drops import hand_in
from desktop.operations.leases import read_lease, take_lease, write_lease_for
from desktop.operations.standing import Heard, Standing, ask_standing, carry_out_wipe, resume_wipe
from desktop.wording.custody import handed_in_words, heard_words
from desktop.wording.leases import given_words, lease_line


def _show(call: Call) -> Answer:
    standing = read_lease(call.store)
    return Answer(plain(standing) | {"takes_in_only": standing.takes_in_only}, lease_line(standing))


def _give(call: Call) -> Answer:
    write_lease_for(call.store, call.arguments.laptop, call.arguments.file)
    return Answer({"laptop": call.arguments.laptop}, given_words())


def _take(call: Call) -> Answer:
    standing = take_lease(call.store, call.arguments.file).value
    return Answer(plain(standing) | {"takes_in_only": standing.takes_in_only}, lease_line(standing))


def _ask(call: Call) -> Answer:
    """Nothing is opened: this works without the passphrase."""
    authorities = call.arguments.authorities
    if resume_wipe(call.folder, call.device, call.opening.logs, authorities=authorities):
        heard = Heard(Standing.WIPED)
    else:
        heard = ask_standing(call.folder, authorities=authorities)
        if heard.standing is Standing.TO_BE_WIPED:
            carry_out_wipe(call.folder, heard.wipe, call.device, call.opening.logs, authorities=authorities)
            heard = Heard(Standing.WIPED)
    return Answer({"standing": heard.standing.value}, heard_words(heard))


def _hand_in(call: Call) -> Answer:
    """Nothing is opened here either: what lies sealed goes to the server, which keeps it for an organiser."""
    entries = hand_in(call.folder, authorities=call.arguments.authorities)
    return Answer({"entries": entries}, handed_in_words(entries))


def _take_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file that the organiser wrote")


def _take_giving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("laptop", metavar="LAPTOP", help="as laptops list gives it")
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it")


VERBS = (
    Verb(
        "lease show",
        "Say until when this laptop may work as it does. Each sending renews that for fourteen days.",
        _show,
        ["groundswell lease show --vault records --json"],
    ),
    Verb(
        "lease give",
        "As an organiser: write a file that renews another laptop of the branch, for one that has no network.",
        _give,
        ["groundswell lease give 0190f3….4d4f… stick/blue.lease --vault records"],
        _take_giving,
    ),
    Verb(
        "lease take",
        "Take such a file from an organiser.",
        _take,
        ["groundswell lease take stick/blue.lease --vault records"],
        _take_file,
    ),
    Verb(
        "lease ask",
        "Ask the server, without the passphrase, whether this laptop may still be used. If an organiser ordered its records"
        " destroyed, that is done.",
        _ask,
        ["groundswell lease ask --vault records --json"],
        take_authorities,
    ),
    Verb(
        "lease hand-in",
        "Hand what was not sent to the server, without the passphrase, as when that is lost. An organiser decides about it.",
        _hand_in,
        ["groundswell lease hand-in --vault records --json"],
        take_authorities,
    ),
)
