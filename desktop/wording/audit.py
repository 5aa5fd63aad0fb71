"""What was done with the branch's records, told as a story, and whether the server's notes can be believed."""

from datetime import datetime

from desktop.domain.audit import AuditEvent, AuditFinding, AuditHeld, Trust
from desktop.wording import counts
from desktop.wording.dates import clock_words, date_words, moment_words, street_time
from desktop.wording.translation import Translate, english
from sync.protocol.audit import What

ABOUT_LAPTOPS = (
    What.INVITED,
    What.ENROLLED,
    What.ROLE_CHANGED,
    What.REVOKED,
    What.WIPE_ORDERED,
    What.WIPE_WITHDRAWN,
    What.WIPED,
    What.FORKED,
    What.DROP_TAKEN,
    What.DROP_LEFT,
    What.REFUSED,
)
ABOUT_GRANTS = (What.GRANT_GIVEN, What.GRANT_ENDED)
ABOUT_TAKING = (
    What.EXPORTED,
    What.SNAPSHOT_GIVEN,
    What.PULLED_MUCH,
    What.PULLED_UNUSUALLY,
    What.ATTACHMENT_GIVEN,
    What.BUNDLE_ANSWERED,
)
ABOUT_KEEPING = (
    What.PLACED,
    What.ERASED,
    What.EPOCH,
    What.BACKED_UP,
    What.RESTORED,
    What.REMEMBERED,
    What.ADMITTED,
    What.BUNDLE_TAKEN,
)


def trust_words(held: AuditHeld, translate: Translate = english) -> str:
    """The one sentence above the story: whether the server's notes lead on from those kept here."""
    if held.looked_at is None:
        return translate("Audit", "This laptop has not asked yet what the server noted.")
    grave = [one for one in held.findings if one.trust.is_grave]
    if grave:
        return finding_words(grave[0], translate)
    if held.findings:
        return finding_words(held.findings[0], translate)
    return translate("Audit", "The server’s notes lead on from those that this laptop kept.")


def asked_words(held: AuditHeld, now: datetime, translate: Translate = english) -> str:
    """When the server was asked last. ``now`` is the street's time."""
    if held.looked_at is None:
        return translate("Audit", "the server was not asked yet")
    when = moment_words(street_time(held.looked_at), now, translate)
    return translate("Audit", "the server was asked {when}").format(when=when)


def finding_words(finding: AuditFinding, translate: Translate = english) -> str:
    """What was amiss, in one sentence or two, and what to do."""
    between = {"since": _at(finding.from_at, translate), "until": _at(finding.until_at, translate)}
    return {
        Trust.RESTORED: translate(
            "Audit",
            "A backup of the server was put back: what the server noted between {since} and {until} is lost there. This laptop"
            " still has what it saw of it. If nobody put a backup back, ask whoever looks after the server.",
        ),
        Trust.CUT: translate(
            "Audit",
            "The end of the server’s notes was taken away: what it noted between {since} and {until} is gone there, and no"
            " backup explains it. Ask whoever looks after the server, and show them this laptop.",
        ),
        Trust.REWRITTEN: translate(
            "Audit",
            "The server’s notes say something else than they did: what was noted between {since} and {until} was written anew,"
            " and no backup explains it. Ask whoever looks after the server, and show them this laptop.",
        ),
        Trust.BROKEN: translate(
            "Audit",
            "The server’s notes do not hang together: something in them was changed or taken out. Ask whoever looks after the"
            " server, and show them this laptop.",
        ),
    }.get(finding.trust, "").format(**between)


def event_words(event: AuditEvent, translate: Translate = english) -> str:
    """What was done: "Jo shut Sam’s laptop out"."""
    words = {
        "who": event.who or translate("Audit", "Whoever looks after the server"),
        "laptop": event.laptop or translate("Audit", "a laptop that is not known here"),
        "part": _part(event.part, translate),
        "role": _role(event.detail, translate),
        "people": counts.people(event.count, translate),
        "records": counts.records(event.count, translate),
        "times": counts.number(event.count),
        "why": _why(event.detail, translate),
    }
    text = _story(translate).get(event.what)
    if text is None:
        return translate("Audit", "Something that this version does not know was noted")
    return text.format(**words)


def event_line(event: AuditEvent, now: datetime, translate: Translate = english) -> str:
    """When, and what; and whether the server has lost it since. ``now`` is the street's time."""
    line = f"{moment_words(street_time(event.at), now, translate)}  {event_words(event, translate)}"
    return f"{line}  {lost_words(translate)}" if event.is_lost else line


def lost_words(translate: Translate = english) -> str:
    """What stands beside what the server does not have any more."""
    return translate("Audit", "the server has lost this")


def _story(translate: Translate) -> dict[str, str]:
    return {
        What.EPOCH: translate(
            "Audit", "The server’s records began anew: a backup was put back, or they moved"
        ),
        What.INVITED: translate("Audit", "{who} invited {role}"),
        What.ENROLLED: translate("Audit", "{who} joined"),
        What.REVOKED: translate("Audit", "{who} shut out {laptop}"),
        What.ROLE_CHANGED: translate("Audit", "{who} let {laptop} do something else: now {role}"),
        What.PLACED: translate("Audit", "{who} put the branch into a region"),
        What.GRANT_GIVEN: translate("Audit", "{who} gave {laptop} {part}"),
        What.GRANT_ENDED: translate("Audit", "{who} took {part} from {laptop}"),
        What.WIPE_ORDERED: translate("Audit", "{who} ordered {laptop} to destroy its records"),
        What.WIPE_WITHDRAWN: translate("Audit", "{who} took back that {laptop} is to destroy its records"),
        What.WIPED: translate("Audit", "{laptop} destroyed its records, as it was ordered"),
        What.FORKED: translate("Audit", "The laptop of {who} was copied or put back, and went on as another"),
        What.ERASED: translate("Audit", "{who} erased somebody"),
        What.EXPORTED: translate("Audit", "{who} took {people} out into a file"),
        What.SNAPSHOT_GIVEN: translate("Audit", "{who} fetched {part} as a whole: {records}"),
        What.PULLED_MUCH: translate("Audit", "{who} fetched much on this day: {records}"),
        What.PULLED_UNUSUALLY: translate(
            "Audit", "{who} fetched unusually much on this day: {records}. Ask them why"
        ),
        What.ATTACHMENT_GIVEN: translate("Audit", "{who} fetched a register"),
        What.BUNDLE_TAKEN: translate("Audit", "A file on a stick came from {laptop}: {records} were new"),
        What.BUNDLE_ANSWERED: translate("Audit", "A file on a stick was written for {laptop}: {records}"),
        What.DROP_TAKEN: translate("Audit", "{who} took what {laptop} had handed in: {records}"),
        What.DROP_LEFT: translate(
            "Audit", "What {laptop} had handed in was left: {records}. Nobody has it any more"
        ),
        What.ADMITTED: translate("Audit", "{who} let in {records} that lay apart"),
        What.REFUSED: translate("Audit", "{times} requests of {laptop} were refused: {why}"),
        What.BACKED_UP: translate("Audit", "The server was backed up: {records}"),
        What.RESTORED: translate("Audit", "A backup was put back"),
        What.REMEMBERED: translate("Audit", "The server looked up who may have what: {times} things"),
    }


def _part(part: str, translate: Translate) -> str:
    return {
        "branch": translate("Audit", "the whole branch"),
        "training": translate("Audit", "the training"),
        "": translate("Audit", "a walk list that is not known here"),
    }.get(part, part)


def _role(detail: str, translate: Translate) -> str:
    return {
        "organiser": translate("Audit", "an organiser"),
        "canvasser": translate("Audit", "a canvasser"),
        "data_officer": translate("Audit", "a data officer"),
        "guest": translate("Audit", "a guest"),
    }.get(detail, translate("Audit", "somebody"))


def _why(detail: str, translate: Translate) -> str:
    return {
        "not_found": translate("Audit", "they asked for what is not theirs"),
        "role": translate("Audit", "they asked for what only organisers may"),
        "revoked": translate("Audit", "it was shut out"),
    }.get(detail, translate("Audit", "the server did not agree"))


def _at(at: datetime | None, translate: Translate) -> str:
    if at is None:
        return translate("Audit", "the beginning")
    street = street_time(at)
    return translate("Audit", "{time} on {date}").format(
        time=clock_words(street), date=date_words(street.date(), None, translate)
    )
