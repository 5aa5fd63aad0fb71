"""``groundswell invite``: a code for a newcomer."""

import argparse

from desktop.cli.enrol import take_authorities
from desktop.cli.grant import instant
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.grants import Part
from desktop.domain.ids import TurfId
from desktop.domain.members import Role
from desktop.operations.accounts import invite_below, invite_guest
from desktop.operations.enrolment import Invited
from desktop.operations.grants import invite_to
from desktop.wording.terminal import invitation_words

_ROLES = (Role.CANVASSER, Role.ORGANISER, Role.OFFICER, Role.GUEST, Role.REGION, Role.OBSERVER)


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--role", choices=[role.value for role in _ROLES], required=True, help="what they will do"
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--turf", metavar="ID", help="their laptop begins with this turf alone, as turf list gives it"
    )
    part.add_argument("--training", action="store_true", help="their laptop begins with the courses alone")
    parser.add_argument(
        "--coordinator", metavar="ID", default="", help="of a guest: which, as coordinators list gives it"
    )
    parser.add_argument(
        "--until", metavar="MOMENT", type=instant, help="of a guest: until when they see people"
    )
    parser.add_argument(
        "--branch", metavar="NAME", default="", help="from a region: the new branch, of its first organiser"
    )
    parser.add_argument(
        "--region", metavar="ID", default="", help="from national: which region, as branches list gives it"
    )
    take_authorities(parser)


def _made(call: Call) -> Invited:
    given, role = call.arguments, Role(call.arguments.role)
    if role is Role.GUEST:
        if not given.coordinator or given.until is None:
            raise WrongUsage("A guest needs --coordinator and --until.")
        return invite_guest(call.store, given.coordinator, given.until, authorities=given.authorities)
    if given.branch or role in (Role.REGION, Role.OBSERVER):
        return invite_below(
            call.store, role, branch=given.branch, region=given.region, authorities=given.authorities
        )
    part = Part.TURF if given.turf else Part.TRAINING if given.training else Part.BRANCH
    turf = TurfId(given.turf) if given.turf else None
    return invite_to(call.store, role, part, turf, authorities=given.authorities)


def _invite(call: Call) -> Answer:
    made = _made(call)
    document = {"code": made.code, "expires_at": made.expires_at, "words": list(made.words)}
    return Answer(document, invitation_words(made.code, made.expires_at, made.words).split("\n"))


VERBS = (
    Verb(
        "invite",
        "Make a code by which a newcomer joins your branch, or, from a region, somebody below it. Good once, for three days.",
        _invite,
        [
            "groundswell invite --role canvasser --vault records",
            "groundswell invite --role canvasser --turf 5d41… --vault records",
            "groundswell invite --role guest --coordinator region:0190… --until 2026-12-24T18:00Z --vault records",
            "groundswell invite --role organiser --branch Dockside --vault region",
        ],
        _take,
    ),
)
