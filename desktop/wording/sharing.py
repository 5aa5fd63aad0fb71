"""Records that several people open, each by a passphrase of their own, until a day: how that stands, and what is refused."""

from desktop.domain.leases import LeaseStanding, LeaseState
from desktop.domain.sharing import MOST_DAYS, NotTheOwner, Shared, SharingRefused
from desktop.wording.dates import date_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def shared_line(shared: Shared, translate: Translate = english) -> str:
    """Until when others open these records; nothing where nobody else does."""
    if not shared.is_shared:
        return ""
    if shared.is_over or shared.until_on is None:
        return _over_words(translate)
    return translate("Sharing", "Others open these records until {day}, that day included.").format(
        day=date_words(shared.until_on, None, translate)
    )


def sharing_words(standing: LeaseStanding, translate: Translate = english) -> str:
    """What to know of a sharing that ends before the lease; nothing as long as all is well."""
    if standing.state is LeaseState.ENDED:
        return translate("Sharing", "The last day of sharing is over, so this laptop only takes visits in.")
    if standing.state is LeaseState.WARNED:
        return sharing_line(standing, translate)
    return ""


def sharing_line(standing: LeaseStanding, translate: Translate = english) -> str:
    """Until when these records are shared, and who can say a later day."""
    if standing.state is LeaseState.ENDED or standing.ends_at is None:
        return _over_words(translate)
    return translate(
        "Sharing",
        "These records are shared until {day}. Whoever they belong to can say a later day.",
    ).format(day=date_words(street_time(standing.ends_at).date(), None, translate))


def colleague_words(is_known: bool, translate: Translate = english) -> str:
    """As whom somebody writes who is given a passphrase by that name."""
    if is_known:
        return translate("Sharing", "a colleague of that name is known: what they write is theirs")
    return translate("Sharing", "a new colleague: what they write is under this name")


def until_said_words(shared: Shared, translate: Translate = english) -> str:
    """After another last day was said."""
    told = shared_line(shared, translate)
    return told or translate("Sharing", "The day is kept for when somebody else has a passphrase.")


def sharing_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of sharing, else None."""
    if isinstance(fault, NotTheOwner):
        return Told(
            "not_the_owner",
            translate("Faults", "These records belong to whoever had the first passphrase to them."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Let them do that, with their own passphrase."),
        )
    if isinstance(fault, SharingRefused):
        happened, remedy = _refused(fault.what, translate)
        return Told(f"sharing_{fault.what}", happened, translate("Faults", "Nothing was changed."), remedy)
    return None


def _over_words(translate: Translate) -> str:
    return translate(
        "Sharing",
        "The last day of sharing is over, so this laptop only takes visits in. Whoever these records belong to says another"
        " day, or ends it.",
    )


def _refused(what: str, translate: Translate) -> tuple[str, str]:
    return {
        "no_day": (
            translate("Faults", "Nobody said until when these records are to be shared."),
            translate("Faults", "Say the last day, as in 2026-12-14."),
        ),
        "past": (
            translate("Faults", "That day is over."),
            translate("Faults", "Say today or a later day."),
        ),
        "too_far": (
            translate("Faults", "Records are shared for {most} days at most.").format(most=MOST_DAYS),
            translate("Faults", "Say an earlier day. It can be made later again when it is near."),
        ),
        "guest": (
            translate("Faults", "A guest's records are for the guest alone."),
            translate("Faults", "Let the others begin with records of their own: lock, then press Alt+O."),
        ),
    }.get(
        what,
        (
            translate(
                "Faults",
                "This laptop has the whole branch, or nothing came to it yet. Only a laptop with walks alone can be shared.",
            ),
            translate(
                "Faults",
                "Let the others begin with records of their own: lock, then press Alt+O. Or let your organiser give this laptop"
                " walks alone.",
            ),
        ),
    )
