"""How laptops stand, and the one sentence that says what to do first."""

from datetime import datetime

from desktop.domain.laptops import Concern, ErasureStanding, LaptopsHeld, LaptopStanding, first_concern
from desktop.wording import counts
from desktop.wording.custody import waiting_words, wipe_words
from desktop.wording.dates import date_words, moment_words, street_time
from desktop.wording.grants import has_words
from desktop.wording.roles import named_role
from desktop.wording.translation import Translate, english


def first_words(held: LaptopsHeld, now: datetime, translate: Translate = english) -> str:
    """What to do first: "Ring Jo: this laptop has not been heard from for 9 days and holds 14 changes." ``now`` in UTC."""
    concern, laptop = first_concern(held.laptops, now)
    if laptop is None:
        return translate("Laptops", "Every laptop was heard from this week, and none needs anything.")
    words = {
        "who": laptop.member_name or laptop_name(laptop, translate),
        "days": counts.days(laptop.days, translate),
        "held": counts.changes(laptop.pending, translate),
        "apart": counts.changes(laptop.kept_apart, translate),
        "questions": counts.questions(laptop.questions, translate),
        "behind": counts.changes(laptop.behind, translate),
    }
    return {
        Concern.SILENT_AND_FULL: translate(
            "Laptops",
            "Ring {who}: this laptop has not been heard from for {days} and holds {held} that are nowhere else.",
        ),
        Concern.SILENT: translate(
            "Laptops",
            "Ring {who}: this laptop has not been heard from for {days}. It had sent everything by then.",
        ),
        Concern.KEPT_APART: translate(
            "Laptops",
            "Talk to {who}: everything is safe, but the server keeps {apart} from this laptop apart.",
        ),
        Concern.FORKED: translate(
            "Laptops",
            "Ask {who} whether an older copy of this laptop is still in use. Nothing was lost; two copies only confuse.",
        ),
        Concern.QUESTIONS: translate(
            "Laptops", "Settle {questions} with two answers that {who} has waiting."
        ),
        Concern.NOT_SENT: translate("Laptops", "Ask {who} to send: {held} are on this laptop only."),
        Concern.BEHIND: translate("Laptops", "Ask {who} to receive: this laptop is behind by {behind}."),
    }[concern].format(**words)


def laptop_name(laptop: LaptopStanding, translate: Translate = english) -> str:
    """What a laptop is called."""
    return laptop.name or translate("Laptops", "A laptop without a name")


def standing_words(laptop: LaptopStanding, translate: Translate = english) -> str:
    """What a laptop holds and lacks: "14 changes not sent, behind by 3 changes, 1 question waits"."""
    if laptop.revoked_at is not None:
        on = date_words(street_time(laptop.revoked_at).date(), None, translate)
        return translate("Laptops", "shut out on {date}").format(date=on)
    told = [has] if (has := has_words(laptop, translate)) else []
    if laptop.pending:
        told.append(
            translate("Laptops", "{changes} not sent").format(
                changes=counts.changes(laptop.pending, translate)
            )
        )
    if laptop.kept_apart:
        told.append(
            translate("Laptops", "{changes} kept apart").format(
                changes=counts.changes(laptop.kept_apart, translate)
            )
        )
    if laptop.behind:
        told.append(
            translate("Laptops", "behind by {changes}").format(
                changes=counts.changes(laptop.behind, translate)
            )
        )
    if laptop.questions:
        told.append(
            translate("Laptops", "{questions} with two answers").format(
                questions=counts.questions(laptop.questions, translate)
            )
        )
    if laptop.forks:
        told.append(translate("Laptops", "was copied or put back"))
    if told in ([], [has]):
        told.append(translate("Laptops", "has sent and received everything"))
    return ", ".join(told)


def whose_words(laptop: LaptopStanding, now: datetime, translate: Translate = english) -> str:
    """Whose a laptop is and what they do: "Gwen, organiser"; of a guest, whose and until when. ``now``: the street's time."""
    role = named_role(laptop.role, translate)
    if laptop.guest_of:
        role = translate("Laptops", "{role}: {laptop}").format(role=role, laptop=laptop.guest_of)
        if laptop.until is not None:
            until = moment_words(street_time(laptop.until), now, translate)
            role = translate("Laptops", "{role}, until {moment}").format(role=role, moment=until)
        return role
    return ", ".join(
        part for part in (laptop.member_name, role.lower() if laptop.member_name else role) if part
    )


def seen_words(laptop: LaptopStanding, now: datetime, translate: Translate = english) -> str:
    """When a laptop was last heard from. ``now``: the street's time."""
    if laptop.seen_at is None:
        return translate("Laptops", "not yet heard from")
    return translate("Laptops", "last heard {moment}").format(
        moment=moment_words(street_time(laptop.seen_at), now, translate)
    )


def erasure_words(erasure: ErasureStanding, translate: Translate = english) -> str:
    """How far an erasure is: "Erased on 5 of 6 laptops; waiting for Blue"."""
    told = translate("Laptops", "Erased on {done} of {of} laptops").format(done=erasure.done, of=erasure.of)
    if erasure.waiting:
        named = ", ".join(name or translate("Laptops", "a laptop without a name") for name in erasure.waiting)
        told = translate("Laptops", "{told}; waiting for {names}").format(told=told, names=named)
    if erasure.discarded:
        told = translate("Laptops", "{told}; {changes} came too late and were not kept").format(
            told=told, changes=counts.changes(erasure.discarded, translate)
        )
    return translate("Laptops", "{told}.").format(told=told)


def told_words(held: LaptopsHeld, now: datetime, translate: Translate = english) -> str:
    """How old the answer is. ``now``: the street's time."""
    if held.told_at is None:
        return translate("Laptops", "the server has not been asked yet")
    return translate("Laptops", "as the server told it {moment}").format(
        moment=moment_words(street_time(held.told_at), now, translate)
    )


def standing_line(laptop: LaptopStanding, now: datetime, translate: Translate = english) -> str:
    """A laptop as a line on a terminal. ``now``: the street's time."""
    parts = (
        laptop_name(laptop, translate),
        whose_words(laptop, now, translate),
        seen_words(laptop, now, translate),
        standing_words(laptop, translate),
        wipe_words(laptop, now, translate),
        waiting_words(laptop, translate),
    )
    return "\t".join(part for part in parts if part)
