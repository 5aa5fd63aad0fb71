"""What the status strip always says: what is saved, what is not sent, and why."""

from datetime import datetime, timedelta

from desktop.domain.leases import LeaseState
from desktop.domain.status import StripStatus
from desktop.wording import counts
from desktop.wording.dates import moment_words, street_time
from desktop.wording.leases import lease_words
from desktop.wording.translation import Translate, english

_FORK_IS_NEWS = timedelta(days=1)


def strip_sentence(status: StripStatus, translate: Translate = english) -> str:
    """The first voice: "Saved on this laptop. 14 visits not yet sent."."""
    told = f"{saved_words(translate)} {pending_words(status, translate)}"
    if status.removals_held:
        waiting = counts.records(status.removals_held, translate)
        return f"{told} " + translate("Strip", "{records} wait for your word.").format(records=waiting)
    return told


def saved_words(translate: Translate = english) -> str:
    """What is so at all times."""
    return translate("Strip", "Saved on this laptop.")


def pending_words(status: StripStatus, translate: Translate = english) -> str:
    """What only this laptop has: visits first, as a person at a door thinks of those; then what it carries for others."""
    carried = _carried_words(status, translate)
    if not carried:
        return _own_words(status, translate)
    if status.pending_visits or status.pending_other:
        return f"{_own_words(status, translate)} {carried}"
    return carried


def _carried_words(status: StripStatus, translate: Translate) -> str:
    if not status.carried:
        return ""
    return translate("Strip", "{changes} of colleagues not yet handed on.").format(
        changes=counts.changes(status.carried, translate)
    )


def _own_words(status: StripStatus, translate: Translate) -> str:
    visits, other = status.pending_visits, status.pending_other
    if visits and other:
        return translate("Strip", "{visits} and {changes} not yet sent.").format(
            visits=counts.visits(visits, translate), changes=counts.changes(other, translate)
        )
    if visits:
        return translate("Strip", "{visits} not yet sent.").format(visits=counts.visits(visits, translate))
    if other:
        return translate("Strip", "{changes} not yet sent.").format(changes=counts.changes(other, translate))
    if status.is_enrolled:
        return translate("Strip", "Everything is sent.")
    return translate("Strip", "Nothing to send yet.")


def strip_reason(status: StripStatus, now: datetime, translate: Translate = english) -> str:
    """The second voice: why something is not sent, or when the branch was last heard. ``now``: the street's time."""
    if told := _lease_words(status, translate):
        return told
    if not status.is_enrolled:
        return translate(
            "Strip", "This laptop has not joined a branch's server, so it keeps everything to itself."
        )
    if status.reason:
        return failure_words(status.reason, translate)
    if status.removals_held:
        return held_words(status.removals_held, translate)
    if status.forked_at is not None and now - street_time(status.forked_at) < _FORK_IS_NEWS:
        return fork_words(translate)
    if status.last_heard_at is None:
        return translate("Strip", "Not yet sent for the first time.")
    return translate("Strip", "Last sent and received {moment}.").format(
        moment=moment_words(street_time(status.last_heard_at), now, translate)
    )


def _lease_words(status: StripStatus, translate: Translate) -> str:
    """What presses is said before why sending failed; a mere warning only where sending did not fail."""
    presses = status.lease.state in (LeaseState.PRESSING, LeaseState.ENDED)
    is_said_elsewhere = status.reason and (status.reason == "revoked" or not presses)
    return "" if is_said_elsewhere else lease_words(status.lease, translate)


def held_words(records: int, translate: Translate = english) -> str:
    """So many records left this laptop's part of the branch that a person is to say so first."""
    return translate("Strip", "{records} are no longer for this laptop, and still here: Ctrl+T asks.").format(
        records=counts.records(records, translate)
    )


def fork_words(translate: Translate = english) -> str:
    """This laptop was found to be a copy, or put back from an older one."""
    return translate(
        "Strip", "This laptop was copied or put back. Nothing was lost, and it is sent as before."
    )


def sending_words(done: int, total: int, translate: Translate = english) -> str:
    """While it is under way."""
    if total <= 0:
        return translate("Strip", "Sending and receiving.")
    return translate("Strip", "Sending and receiving: {done} of {total}.").format(
        done=counts.number(done), total=counts.number(total)
    )


def conflict_words(conflicts: int, translate: Translate = english) -> str:
    """What waits to be settled; nothing if nothing does."""
    if not conflicts:
        return ""
    if conflicts == 1:
        return translate("Strip", "One question has two answers.")
    return translate("Strip", "{count} questions have two answers.").format(count=counts.number(conflicts))


def differing_words(translate: Translate = english) -> str:
    """Both sides were brought together, and the server still says that it holds something else."""
    return translate(
        "Strip",
        "The server says that it holds something else than this laptop, which keeps all it has."
        " Tell whoever looks after the server.",
    )


def failure_words(reason: str, translate: Translate = english) -> str:
    """Why the last sending failed, from its code; a code that is not known is still a plain sentence."""
    return {
        "unreachable": translate("Strip", "No connection to the server. It is tried again by itself."),
        "not_trusted": translate("Strip", "The server could not prove who it is, so nothing was sent to it."),
        "revoked": translate(
            "Strip", "This laptop may not send any more. Ask your organiser for a new code."
        ),
        "clock": translate("Strip", "This laptop's clock is wrong. Set it right, then send again."),
        "too_old": translate(
            "Strip", "This program is too old for the server. Install the newer one, then send again."
        ),
        "refused": translate("Strip", "The server did not take what was sent. It is tried again by itself."),
        "too_large": translate(
            "Strip", "Something is too large for the server. Everything else can still be sent."
        ),
        "differs": differing_words(translate),
        "disk": translate("Strip", "There is no room on this laptop's disk. Make some, then send again."),
    }.get(reason, translate("Strip", "Sending did not work the last time. It is tried again by itself."))
