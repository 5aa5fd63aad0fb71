"""``groundswell people erase``: of what the branch wrote about somebody, nothing is kept anywhere."""

import argparse

from desktop.cli.statuses import Status
from desktop.cli.terminal import one_line
from desktop.cli.usage import PassphraseNeeded, WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.ids import ContactId
from desktop.operations.contacts import show_person
from desktop.operations.erasures import erase_contact
from desktop.wording.erasures import ask_words, erased_words, nothing_erased_words

YES = "erase"


def _take(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the person's id, as the list gives it")
    parser.add_argument("--yes", action="store_true", help="do not ask; needed where nobody can be asked")


def _erase(call: Call) -> Answer:
    given = call.arguments
    page = show_person(call.store, ContactId(given.id))
    if not given.yes and not _agrees(call, ask_words(one_line(page.name), YES)):
        return Answer({"id": page.id, "erased": False}, nothing_erased_words(), Status.REFUSED)
    done = erase_contact(call.store, page.id)
    return Answer(
        {"id": page.id, "erased": True, "is_on_a_register": done.value},
        erased_words(is_on_a_register=done.value),
    )


def _agrees(call: Call, words: str) -> bool:
    try:
        return call.terminal.ask(words).strip().lower() == YES
    except PassphraseNeeded:
        raise WrongUsage(
            "An erasure cannot be undone, and there is nobody to ask. Nothing was erased.", "Say --yes.\n"
        ) from None


VERBS = (
    Verb(
        "people erase",
        "Erase all that the branch wrote about a person, here and on every laptop and the server. It cannot be"
        " undone. What a council's register says of them is the council's, and stays.",
        _erase,
        ["groundswell people erase 0190f3… --yes --vault records"],
        _take,
    ),
)
