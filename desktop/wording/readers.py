"""Who can read the notes, and what is to be done so that those can who should."""

from desktop.domain.readers import NoSuchWords, OnlyOrganisersRenew, Reader, ReadersHeld, Reading
from desktop.wording.dates import date_words, street_time
from desktop.wording.told import Told
from desktop.wording.translation import Translate, english


def key_words(held: ReadersHeld, translate: Translate = english) -> str:
    """How old the key to the notes is, and what to do about it, if anything."""
    if held.renewed_at is None:
        told = translate("Readers", "The key to the notes is the branch's first.")
    else:
        on = date_words(street_time(held.renewed_at).date(), None, translate)
        told = translate("Readers", "The key to the notes was renewed on {date}.").format(date=on)
    if held.is_due:
        told = translate("Readers", "{told} A laptop that was shut out since still has it: renew it.").format(
            told=told
        )
    return told


def shut_words(shut: int, translate: Translate = english) -> str:
    """That there are notes that this laptop cannot read yet; nothing if there are none."""
    if not shut:
        return ""
    if shut == 1:
        return translate("Readers", "One note cannot be read on this laptop yet.")
    return translate("Readers", "{n} notes cannot be read on this laptop yet.").format(n=shut)


def reading_words(reader: Reader, translate: Translate = english) -> str:
    """Whether a laptop can read the notes: "reads the notes", "cannot read new notes: compare words with it"."""
    if reader.reading is Reading.SHUT_OUT:
        return translate("Readers", "reads nothing new")
    if reader.reading is Reading.READS:
        if reader.is_known:
            return translate("Readers", "reads the notes")
        return translate("Readers", "reads the notes, until the key is renewed: compare words with it")
    if reader.is_known:
        return translate(
            "Readers", "reads new notes once it and an organiser's laptop have sent and received"
        )
    return translate("Readers", "cannot read new notes: compare words with it")


def reader_line(reader: Reader, translate: Translate = english) -> str:
    """A laptop in a list."""
    name = reader.name or translate("Laptops", "A laptop without a name")
    if reader.is_this_one:
        name = translate("Readers", "{laptop} (this one)").format(laptop=name)
    elif reader.member_name:
        name = translate("Readers", "{laptop}, {member}").format(laptop=name, member=reader.member_name)
    return translate("Readers", "{laptop}: {reading}").format(
        laptop=name, reading=reading_words(reader, translate)
    )


def renewed_words(held: ReadersHeld, translate: Translate = english) -> str:
    """What renewing came to: for how many laptops, and who is left out."""
    left = [one for one in held.readers if one.reading is Reading.NOT_YET]
    reads = sum(one.reading is Reading.READS for one in held.readers)
    told = translate(
        "Readers", "The key to the notes is new. Laptops that read what is written from now on: {n}."
    ).format(n=reads)
    if left:
        told = translate("Readers", "{told} Compare words with: {names}.").format(
            told=told,
            names=", ".join(one.name or translate("Laptops", "A laptop without a name") for one in left),
        )
    return told


def waiting_words(count: int, translate: Translate = english) -> str:
    """With how many laptops words are to be compared."""
    if not count:
        return translate("Readers", "None: every laptop that was told of is known for certain.")
    if count == 1:
        return translate("Readers", "One laptop is not known for certain yet.")
    return translate("Readers", "{n} laptops are not known for certain yet.").format(n=count)


def own_words_line(words: str, translate: Translate = english) -> str:
    """This laptop's words, to be read out."""
    return translate("Readers", "The words of this laptop: {words}").format(words=words)


def known_words(translate: Translate = english) -> str:
    """That the words were those of a laptop."""
    return translate(
        "Readers", "These are the words of a laptop of your branch. It is known for certain now."
    )


def reader_fault(fault: OnlyOrganisersRenew | NoSuchWords, translate: Translate) -> Told:
    """Why a key could not be renewed, or words are nobody's."""
    nothing = translate("Faults", "Nothing was changed.")
    if isinstance(fault, OnlyOrganisersRenew):
        return Told(
            "only_organisers_renew",
            translate("Faults", "Only an organiser's laptop can renew the key to the notes."),
            nothing,
            translate("Faults", "Ask an organiser of your branch to do it."),
        )
    return Told(
        "no_such_words",
        translate("Faults", "No laptop that waits to be known has these words."),
        nothing,
        translate(
            "Faults",
            "Let both laptops send and receive, then compare again. If the words still differ, call your organiser.",
        ),
    )
