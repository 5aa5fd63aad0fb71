"""``groundswell invite``: a code for a newcomer."""

import argparse

from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.members import Role
from desktop.operations.enrolment import invite
from desktop.wording.terminal import invitation_words

_ROLES = (Role.CANVASSER.value, Role.ORGANISER.value)


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--role", choices=_ROLES, required=True, help="what they will do")
    take_authorities(parser)


def _invite(call: Call) -> Answer:
    made = invite(call.store, Role(call.arguments.role), authorities=call.arguments.authorities)
    document = {"code": made.code, "expires_at": made.expires_at, "words": list(made.words)}
    return Answer(document, invitation_words(made.code, made.expires_at, made.words))


VERBS = (
    Verb(
        "invite",
        "Make a code by which a newcomer joins your branch. It is good once, and for three days.",
        _invite,
        ["groundswell invite --role canvasser --vault records"],
        _take,
    ),
)
