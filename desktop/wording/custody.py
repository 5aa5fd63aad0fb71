"""What is said of a laptop that is lost: whether it was shut out, told to destroy its records, and what it handed in."""

from datetime import datetime

from desktop.domain.custody import Disk, TooManyWipes
from desktop.domain.laptops import LaptopStanding
from desktop.operations.drops import DropsDecided
from desktop.operations.standing import Heard, Standing
from desktop.wording import counts
from desktop.wording.dates import date_words, moment_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def wipe_words(laptop: LaptopStanding, now: datetime, translate: Translate = english) -> str:
    """How far an order to destroy records is; nothing where there was none. ``now``: the street's time."""
    kept = laptop.custody
    if kept.wipe_at is None:
        return ""
    if kept.wiped_at is not None:
        return translate("Custody", "its records were destroyed {moment}").format(
            moment=moment_words(street_time(kept.wiped_at), now, translate)
        )
    if kept.wipe_withdrawn_at is not None:
        return translate("Custody", "the order to destroy its records was taken back")
    if kept.wipe_told_at is not None:
        return translate(
            "Custody", "it heard the order to destroy its records, and has not yet said that it did"
        )
    if not kept.hears:
        return translate("Custody", "it cannot hear the order to destroy its records")
    return translate("Custody", "it has not yet asked, so it does not know that it is to destroy its records")


def waiting_words(laptop: LaptopStanding, translate: Translate = english) -> str:
    """What a laptop handed in and nobody has decided about; nothing if it did not."""
    if not laptop.custody.handed_in:
        return ""
    return translate("Custody", "handed in {changes} that wait for your word").format(
        changes=counts.changes(laptop.custody.handed_in, translate)
    )


def handed_in_words(entries: int, translate: Translate = english) -> str:
    """What was handed to the server without the passphrase."""
    if not entries:
        return translate("Custody", "Nothing waits to be handed in.")
    return translate(
        "Custody", "The server keeps {changes}. An organiser decides whether they are taken."
    ).format(changes=counts.changes(entries, translate))


def decided_words(name: str, done: DropsDecided, *, is_taken: bool, translate: Translate = english) -> str:
    """What came of what a laptop handed in."""
    if not is_taken:
        return translate("Custody", "What {laptop} handed in was left, and is gone.").format(laptop=name)
    told = translate(
        "Custody", "Of what {laptop} handed in, {new} were new and {held} were there already."
    ).format(laptop=name, new=counts.changes(done.taken, translate), held=counts.number(done.held))
    if not done.apart:
        return told
    apart = counts.changes(done.apart, translate)
    return f"{told} " + translate("Custody", "The server keeps {changes} apart.").format(changes=apart)


def lease_until_words(laptop: LaptopStanding, translate: Translate = english) -> str:
    """Until when a laptop works without being heard; nothing where nobody knows."""
    until = laptop.custody.lease_until
    if until is None:
        return ""
    day = date_words(street_time(until).date(), None, translate)
    return translate("Custody", "shows more than doors until {day}").format(day=day)


def disk_words(disk: Disk, translate: Translate = english) -> str:
    """Whether a disk is encrypted, as the laptop told it."""
    return {
        Disk.ENCRYPTED: translate("Custody", "The whole disk is encrypted, as the laptop told it."),
        Disk.OPEN: translate(
            "Custody", "The disk around the program's records is not encrypted, as the laptop told it."
        ),
        Disk.UNKNOWN: translate("Custody", "Whether the whole disk is encrypted is not known."),
    }[disk]


def asking_words(name: str, *, wipe: bool, translate: Translate = english) -> str:
    """The question before a laptop is shut out."""
    if wipe:
        return translate(
            "Custody",
            "{laptop} will be shut out for good, and destroys its records when it next reaches the server. What it has not"
            " sent it hands in first. This cannot be undone once it was heard.",
        ).format(laptop=name)
    return translate(
        "Custody",
        "{laptop} will be shut out for good: it can neither send nor receive. Whoever uses it needs a new code.",
    ).format(laptop=name)


def done_words(name: str, *, wipe: bool, withdraw: bool, translate: Translate = english) -> str:
    """What was done with a laptop."""
    if withdraw:
        return translate(
            "Custody", "{laptop} is no longer to destroy its records. It stays shut out."
        ).format(laptop=name)
    if wipe:
        return translate(
            "Custody", "{laptop} is shut out, and destroys its records when it next reaches the server."
        ).format(laptop=name)
    return translate("Custody", "{laptop} is shut out.").format(laptop=name)


def heard_words(heard: Heard, translate: Translate = english) -> str:
    """What the server said of this laptop while it was locked."""
    return {
        Standing.UNKNOWN: translate("Custody", "Nobody can be asked: this laptop has not sent anything yet."),
        Standing.GOOD: translate("Custody", "The server knows this laptop, and all is well."),
        Standing.SHUT_OUT: shut_out_words(translate),
        Standing.TO_BE_WIPED: translate("Custody", "This laptop was told to destroy its records."),
        Standing.WIPED: wiped_words(translate),
    }[heard.standing]


def shut_out_words(translate: Translate = english) -> str:
    """This laptop may neither send nor receive any more."""
    return translate("Custody", "This laptop was shut out. Ask your organiser for a new code.")


def wiped_words(translate: Translate = english) -> str:
    """The plain notice after records were destroyed."""
    return translate(
        "Custody",
        "An organiser of the branch had everything on this laptop destroyed. Nothing of it can be opened again here. If this is"
        " your laptop, ask your organiser: what you had sent is safe with the server.",
    )


def custody_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of custody, else None."""
    if not isinstance(fault, TooManyWipes):
        return None
    return Told(
        "too_many_wipes",
        translate("Faults", "The records of as many laptops were ordered destroyed today as a branch may."),
        translate("Faults", "The laptop is shut out all the same."),
        translate("Faults", "Try again tomorrow, or ask whoever looks after the server."),
    )
