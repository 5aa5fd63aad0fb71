"""``groundswell invite``: a code for a newcomer."""

import argparse

from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.grants import Part
from desktop.domain.ids import TurfId
from desktop.domain.members import Role
from desktop.operations.grants import invite_to
from desktop.wording.terminal import invitation_words

_ROLES = (Role.CANVASSER.value, Role.ORGANISER.value)


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=_ROLES, required=True, help="what they will do")
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--turf", metavar="ID", help="their laptop begins with this turf alone, as turf list gives it"
    )
    part.add_argument("--training", action="store_true", help="their laptop begins with the courses alone")
    take_authorities(parser)


def _invite(call: Call) -> Answer:
    given = call.arguments
    part = Part.TURF if given.turf else Part.TRAINING if given.training else Part.BRANCH
    turf = TurfId(given.turf) if given.turf else None
    made = invite_to(call.store, Role(given.role), part, turf, authorities=given.authorities)
    document = {"code": made.code, "expires_at": made.expires_at, "words": list(made.words)}
    return Answer(document, invitation_words(made.code, made.expires_at, made.words))


VERBS = (
    Verb(
        "invite",
        "Make a code by which a newcomer joins your branch. It is good once, and for three days.",
        _invite,
        [
            "groundswell invite --role canvasser --vault records",
            "groundswell invite --role canvasser --turf 5d41… --vault records",
        ],
        _take,
    ),
)
