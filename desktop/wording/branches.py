"""How branches stand, as whoever is above them is told."""

from datetime import datetime

from desktop.domain.accounts import BranchesHeld, BranchRow, CoordinatorRow
from desktop.wording import counts
from desktop.wording.dates import moment_words, street_time
from desktop.wording.home import SMALLEST_TOLD
from desktop.wording.roles import named_role
from desktop.wording.translation import Translate, english


def hidden_count(count: int | None, translate: Translate = english) -> str:
    """A count, or that it is too small to be told."""
    if count is None:
        return translate("Branches", "under {least}").format(least=SMALLEST_TOLD)
    return counts.number(count)


def first_words(held: BranchesHeld, translate: Translate = english) -> str:
    """What to do first: "Ring Dockside: none of its laptops has been heard from for 9 days."."""
    if held.told_at is None:
        return translate("Branches", "The server says how each branch stands once it has been asked.")
    branch = held.branches[0] if held.branches else None
    if branch is not None and branch.silent and branch.silent == branch.count:
        return translate(
            "Branches", "Ring {branch}: none of its laptops has been heard from for {days}."
        ).format(branch=branch.name, days=counts.days(branch.days, translate))
    silent = next((one for one in held.branches if one.silent), None)
    if silent is not None:
        return translate(
            "Branches", "Ask {branch} about {silent} of {laptops}: silent for a week or more."
        ).format(
            branch=silent.name,
            silent=counts.number(silent.silent),
            laptops=counts.laptops(silent.count, translate),
        )
    return translate("Branches", "Every laptop of every branch was heard from this week.")


def standing_words(branch: BranchRow, translate: Translate = english) -> str:
    """A branch at one look: "6 laptops, 2 silent, 14 questions wait, under 10 changes not sent"."""
    told = [counts.laptops(branch.count, translate)]
    if branch.silent:
        told.append(translate("Branches", "{n} silent").format(n=counts.number(branch.silent)))
    for count, words in (
        (branch.questions, translate("Branches", "{n} questions wait")),
        (branch.pending, translate("Branches", "{n} changes not sent")),
        (branch.quarantined, translate("Branches", "{n} changes kept apart")),
    ):
        if count != 0:
            told.append(words.format(n=hidden_count(count, translate)))
    return ", ".join(told)


def told_words(held: BranchesHeld, now: datetime, translate: Translate = english) -> str:
    """How old the answer is. ``now``: the street's time."""
    if held.told_at is None:
        return translate("Branches", "the server has not been asked yet")
    return translate("Branches", "as the server told it {moment}").format(
        moment=moment_words(street_time(held.told_at), now, translate)
    )


def branch_line(branch: BranchRow, translate: Translate = english) -> str:
    """A branch as a line on a terminal."""
    silent = counts.days(branch.days, translate) if branch.days else translate("Branches", "today")
    parts = (branch.name, ", ".join(branch.regions), silent, standing_words(branch, translate))
    return "\t".join(part for part in parts if part)


def coordinator_line(row: CoordinatorRow, translate: Translate = english) -> str:
    """A coordinator as a line on a terminal."""
    return "\t".join((row.id, row.laptop, named_role(row.role, translate), row.region))
