"""What laptops may have, and what is said when that cannot be given."""

from datetime import datetime

from desktop.domain.grants import (
    BranchNotWhole,
    EndIsPast,
    GrantProblem,
    GrantRow,
    LastLaptop,
    NotForOrganisers,
    Part,
)
from desktop.domain.laptops import LaptopStanding
from desktop.wording.dates import moment_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def part_words(part: Part, turf_name: str = "", translate: Translate = english) -> str:
    """What a part of the branch is called: a turf by its name."""
    if part is Part.TURF:
        return turf_name or translate("Grants", "a turf that is not known here")
    return (
        translate("Grants", "the training")
        if part is Part.TRAINING
        else translate("Grants", "the whole branch")
    )


def has_words(laptop: LaptopStanding, translate: Translate = english) -> str:
    """What a laptop may have: "has Mill Lane and the training alone"; nothing where it is the whole branch, as is usual."""
    if laptop.has_branch or laptop.revoked_at is not None:
        return ""
    names = [part_words(Part.TURF, name, translate) for name in laptop.turf_names]
    names += [part_words(Part.TRAINING, "", translate)] if laptop.has_training else []
    if not names:
        return translate("Grants", "has nothing of the branch")
    return translate("Grants", "has {names} alone").format(names=", ".join(names))


def given_words(name: str, part: Part, turf_name: str = "", translate: Translate = english) -> str:
    """What follows from giving a laptop a part of the branch in the place of all that it had."""
    if part is Part.BRANCH:
        told = translate("Grants", "{laptop} has the whole branch; the rest comes with its next sending.")
    else:
        told = translate(
            "Grants",
            "{laptop} has {turf} alone. It sends what it holds first, then asks whoever works on it whether the rest may go.",
        )
    return told.format(laptop=name, turf=part_words(part, turf_name, translate))


def grant_line(grant: GrantRow, now: datetime, translate: Translate = english) -> str:
    """A grant as a line on a terminal. ``now``: the street's time."""
    since = moment_words(street_time(grant.from_at), now, translate)
    told = translate("Grants", "since {moment}").format(moment=since)
    if grant.until_at is not None:
        until = moment_words(street_time(grant.until_at), now, translate)
        told = translate("Grants", "{told}, until {moment}").format(told=told, moment=until)
    what = part_words(grant.part, grant.turf_name, translate)
    return "\t".join(
        part for part in (grant.laptop, grant.laptop_name, grant.member_name, what, told) if part
    )


def grant_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of this part, else None."""
    if not isinstance(fault, GrantProblem):
        return None
    safe = translate("Faults", "Nothing was changed; every laptop has what it had.")
    if isinstance(fault, BranchNotWhole):
        return Told(
            "branch_not_whole",
            translate(
                "Faults",
                "This laptop does not hold the whole branch yet, so it cannot say what a turf holds.",
            ),
            safe,
            translate("Faults", "Send and receive until everything has come, and do it again."),
        )
    if isinstance(fault, LastLaptop):
        return Told(
            "last_laptop",
            translate(
                "Faults",
                "No organiser’s laptop would have the whole branch for good any more, and nobody could give it to anybody.",
            ),
            safe,
            translate("Faults", "Give another organiser’s laptop the whole branch first."),
        )
    if isinstance(fault, NotForOrganisers):
        return Told(
            "not_for_organisers",
            translate(
                "Faults", "An organiser begins with the whole branch: nobody can cut or give from a part."
            ),
            safe,
            translate("Faults", "Invite a canvasser to a part, or an organiser without one."),
        )
    if isinstance(fault, EndIsPast):
        return Told(
            "end_is_past",
            translate("Faults", "The moment at which it is to end is over."),
            safe,
            translate("Faults", "Give one that lies ahead."),
        )
    return Told(
        "no_such_laptop",
        translate("Faults", "The server does not know this laptop or this turf, or the laptop was shut out."),
        safe,
        translate("Faults", "Look at the list of laptops again."),
    )
