"""``groundswell role``, ``branches`` and ``coordinators``: what somebody is for, and who stands where above and below."""

import argparse

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.members import Role
from desktop.operations.accounts import ask_branches, change_role, list_coordinators, read_branches
from desktop.wording.branches import branch_line, coordinator_line, first_words
from desktop.wording.laptops import laptop_name
from desktop.wording.lines import nothing_line
from desktop.wording.roles import named_role

_ROLES = (Role.CANVASSER, Role.OFFICER, Role.ORGANISER)


def _take_role(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument("laptop", metavar="LAPTOP", help="as laptops list gives it")
    parser.add_argument("role", choices=[role.value for role in _ROLES], help="what they will do")


def _take_kept(parser: argparse.ArgumentParser) -> None:
    take_authorities(parser)
    parser.add_argument("--kept", action="store_true", help="show the last answer, without asking the server")


def _change(call: Call) -> Answer:
    given = call.arguments
    held = change_role(call.store, given.laptop, Role(given.role), authorities=given.authorities).value
    found = next((one for one in held.laptops if one.id == given.laptop), None)
    document = {"id": given.laptop, "role": found.role if found else given.role}
    name = laptop_name(found) if found else given.laptop
    return Answer(document, f"{name}\t{named_role(document['role'])}")


def _branches(call: Call) -> Answer:
    given = call.arguments
    held = (
        read_branches(call.store)
        if given.kept
        else ask_branches(call.store, authorities=given.authorities).value
    )
    lines = [first_words(held), *map(branch_line, held.branches)]
    lines += [f"{region.id}\t{region.name}" for region in held.regions]
    return Answer(plain(held), lines)


def _coordinators(call: Call) -> Answer:
    found = list_coordinators(call.store, authorities=call.arguments.authorities)
    return Answer(plain(found), [*map(coordinator_line, found)] or nothing_line())


VERBS = (
    Verb(
        "role change",
        "Let a colleague do something else from now on. Their laptop learns of it when it next sends.",
        _change,
        ["groundswell role change 0190f3….4d4f… data_officer --vault records"],
        _take_role,
    ),
    Verb(
        "branches list",
        "Ask the server how the branches of your region stand, the longest-silent first: numbers and laptops, never people.",
        _branches,
        ["groundswell branches list --vault region --json"],
        _take_kept,
    ),
    Verb(
        "coordinators list",
        "List the coordinators above your branch, one of whom may become its guest.",
        _coordinators,
        ["groundswell coordinators list --vault records"],
        take_authorities,
    ),
)
