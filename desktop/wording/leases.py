"""Until when this laptop may work as it does, what follows, and what to do."""

from desktop.domain.leases import LeaseProblem, LeaseStanding, LeaseState, TakesInOnly
from desktop.wording import counts
from desktop.wording.dates import date_words, street_time
from desktop.wording.sharing import sharing_line, sharing_words
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def lease_words(lease: LeaseStanding, translate: Translate = english) -> str:
    """What to know of the lease; nothing as long as all is well."""
    if lease.is_shut_out:
        return translate(
            "Lease", "This laptop was shut out. It only takes visits in. Ask your organiser for a new code."
        )
    if lease.is_sharing and lease.state in (LeaseState.ENDED, LeaseState.WARNED):
        return sharing_words(lease, translate)
    if lease.state is LeaseState.ENDED:
        return translate(
            "Lease",
            "This laptop was not heard for fourteen days, so it only takes visits in until it sends and receives.",
        )
    if lease.must_ask:
        return translate(
            "Lease", "What is on this laptop was put back from an older copy. Send and receive once."
        )
    if lease.clock_astray:
        return translate("Lease", "Look at this laptop's clock: it does not seem to be right.")
    if lease.state is LeaseState.PRESSING:
        return translate(
            "Lease", "Send and receive now: {left}, then this laptop only takes visits in."
        ).format(left=left_words(lease, translate))
    if lease.state is LeaseState.WARNED:
        return translate(
            "Lease", "Send and receive within {days}, else this laptop only takes visits in."
        ).format(days=counts.days(lease.days_left + 1, translate))
    return ""


def left_words(lease: LeaseStanding, translate: Translate = english) -> str:
    """How long is left: "one day is left"."""
    if lease.days_left < 1:
        return translate("Lease", "less than a day is left")
    return translate("Lease", "{days} left").format(days=counts.days(lease.days_left, translate))


def lease_line(lease: LeaseStanding, translate: Translate = english) -> str:
    """The lease in a sentence, also where all is well."""
    if lease.is_sharing:
        return sharing_line(lease, translate)
    if told := lease_words(lease, translate):
        return told
    if lease.ends_at is None:
        return translate("Lease", "Nothing ends on this laptop yet: it was not heard by a branch's server.")
    day = date_words(street_time(lease.ends_at).date(), None, translate)
    return translate(
        "Lease", "This laptop may work as it does until {day}; each sending renews that."
    ).format(day=day)


def ended_words(translate: Translate = english) -> str:
    """What still can be done, and what cannot."""
    return translate(
        "Lease",
        "Doors and their questions can be worked as before, and nothing that was written is lost. People, lists, the register"
        " and the rest of the branch stay closed until then.",
    )


def binding_words(translate: Translate = english) -> str:
    """What a lease is worth, said plainly."""
    return translate(
        "Lease",
        "This binds this program, as long as it runs as it was made. It does not bind somebody who knows the passphrase and"
        " copies the files.",
    )


def given_words(translate: Translate = english) -> str:
    """A file was written that renews another laptop's lease."""
    return translate(
        "Lease", "Written. Carry the file to that laptop and let it take it; it is good for that one alone."
    )


def lease_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of leases, else None."""
    if isinstance(fault, TakesInOnly):
        return _takes_in_only(fault, translate)
    if isinstance(fault, LeaseProblem):
        return _problem(fault.what, translate)
    return None


def _takes_in_only(fault: TakesInOnly, translate: Translate) -> Told:
    if fault.is_shut_out:
        return Told(
            "shut_out",
            translate("Faults", "This laptop was shut out, so it shows nothing but doors."),
            translate("Faults", "Everything is saved on this laptop."),
            translate("Faults", "Ask your organiser for a new code."),
        )
    if fault.is_sharing:
        return Told(
            "sharing_over",
            translate(
                "Faults",
                "The day until which these records are shared is over, so this laptop shows nothing but doors.",
            ),
            translate("Faults", "Everything is saved on this laptop."),
            translate(
                "Faults",
                "Let whoever they belong to say another day, or take the other passphrases away.",
            ),
        )
    return Told(
        "lease_ended",
        translate("Faults", "This laptop was not heard for fourteen days, so it shows nothing but doors."),
        translate("Faults", "Everything is saved on this laptop."),
        translate("Faults", "Send and receive once, or ask your organiser for a file that renews it."),
    )


def _problem(what: str, translate: Translate) -> Told:
    happened, remedy = {
        "unreadable": (
            translate("Faults", "This is not a file that renews a laptop, or it is damaged."),
            translate("Faults", "Copy it once more, or ask your organiser to write it again."),
        ),
        "not_ours": (
            translate("Faults", "This file is not for this laptop, or nobody who may do so wrote it."),
            translate("Faults", "Ask your organiser to write one for this laptop."),
        ),
        "older": (
            translate("Faults", "This file is older than what this laptop has."),
            translate("Faults", "Ask your organiser to write it again."),
        ),
        "own": (
            translate("Faults", "A laptop cannot renew itself."),
            translate("Faults", "Send and receive, or ask another organiser to write the file."),
        ),
        "unwritable": (
            translate("Faults", "The file could not be written there."),
            translate("Faults", "Choose a folder that is there, and that you may write to."),
        ),
    }.get(
        what,
        (
            translate(
                "Faults",
                "This laptop may not renew others: it is no organiser's, or was not heard for a month.",
            ),
            translate("Faults", "Send and receive once, then try again."),
        ),
    )
    return Told(f"lease_{what}", happened, translate("Faults", "Nothing was changed."), remedy)
