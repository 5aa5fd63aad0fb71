"""``groundswell people``: add, change, find and show people."""

import argparse
from collections.abc import Iterator
from itertools import islice
from typing import Any

from desktop.cli.documents import instant, plain
from desktop.cli.pairs import read_pairs
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.contacts import CONTACT_FIELDS, PersonPage, display_name
from desktop.domain.ids import ContactId
from desktop.operations.contacts import (
    add_note,
    add_person,
    edit_person,
    find_people,
    list_people,
    remove_person,
    restore_person,
    show_person,
)
from desktop.wording.person import person_words

_MOST_DIGITS = 9
_FIELDS_HELP = "fields: " + ", ".join(CONTACT_FIELDS)


def _take_pairs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pairs", metavar="FIELD=VALUE", nargs="+", help=_FIELDS_HELP)


def _take_id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="the person's id, as the list gives it")


def _take_id_and_pairs(parser: argparse.ArgumentParser) -> None:
    _take_id(parser)
    parser.add_argument(
        "pairs", metavar="FIELD=VALUE", nargs="+", help=f"an empty value clears the field; {_FIELDS_HELP}"
    )


def _take_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--search", metavar="TEXT", help="only those whose name, address or elector number match"
    )
    parser.add_argument("--limit", metavar="N", type=_count, help="at most so many")


def _take_note(parser: argparse.ArgumentParser) -> None:
    _take_id(parser)
    parser.add_argument("text", metavar="TEXT", help="what they said, in their words")
    parser.add_argument("--read-aloud", action="store_true", help="it was read aloud to them")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise WrongUsage(f"--limit is a whole number of at most {_MOST_DIGITS} digits.")
    return int(text)


def _add(call: Call) -> Answer:
    done = add_person(call.store, read_pairs(call.arguments.pairs))
    return Answer({"id": done.value}, done.value)


def _edit(call: Call) -> Answer:
    done = edit_person(call.store, _contact(call), read_pairs(call.arguments.pairs))
    return Answer({"id": done.value, "changed": bool(done.changed)}, done.value)


def _list(call: Call) -> Answer:
    given = call.arguments
    if given.search is not None:
        found: Iterator[dict[str, Any]] = iter(find_people(call.store, given.search, given.limit))
    else:
        found = islice(iter(list_people(call.store)), given.limit)
    if given.json:
        return Answer(found)
    return Answer(None, [_line(person) for person in found])


def _show(call: Call) -> Answer:
    page = show_person(call.store, _contact(call))
    return Answer(page_document(page), person_words(page))


def _note(call: Call) -> Answer:
    given = call.arguments
    done = add_note(call.store, _contact(call), given.text, read_aloud=given.read_aloud)
    return Answer({"id": done.value}, done.value)


def _remove(call: Call) -> Answer:
    done = remove_person(call.store, _contact(call))
    return Answer({"id": done.value, "removed": True}, "Taken off every list. The history stays.")


def _restore(call: Call) -> Answer:
    done = restore_person(call.store, _contact(call))
    return Answer({"id": done.value, "removed": False}, "Back on the lists.")


def _contact(call: Call) -> ContactId:
    return ContactId(call.arguments.id)


def _line(person: dict[str, Any]) -> str:
    parts = (person["id"], display_name(person), person.get("address", ""), person.get("elector_number", ""))
    return "\t".join(str(part) for part in parts)


def page_document(page: PersonPage) -> dict[str, Any]:
    """A person as ``people show --json`` prints them: every field that is set, and all that was ever written."""
    document: dict[str, Any] = {"id": page.id}
    document |= {"address": page.address, "elector_number": page.elector_number, "household": page.household}
    document |= {value.name: value.value for value in page.fields}
    document = {name: value for name, value in document.items() if value not in (None, "")}
    return document | {
        "name": page.name,
        "lives_with": page.lives_with,
        "tags": page.tags,
        "fields": plain(page.fields),
        "history": [
            {
                "field": written.field,
                "value": written.value,
                "who": written.by,
                "when": instant(written.at),
                "laptop": written.laptop,
                "standing": written.standing.value,
                "is_from_register": written.is_from_register,
            }
            for written in page.history
        ],
        "attempts": plain(page.attempts),
        "words": plain(page.words),
        "conflicts": page.conflicts,
        "is_do_not_visit": page.is_do_not_visit,
        "same": [other.id for other in page.same],
    }


VERBS = (
    Verb(
        "people list",
        "List people, everybody or those who match.",
        _list,
        [
            'groundswell people list --search "mill lane" --vault records',
            "groundswell people list --vault records --json",
        ],
        _take_search,
    ),
    Verb(
        "people add",
        "Add a person.",
        _add,
        ["groundswell people add given_name=Ann family_name=Osei phone=020-7946-0000 --vault records"],
        _take_pairs,
    ),
    Verb(
        "people edit",
        "Change fields of a person. What stood there before stays in the history.",
        _edit,
        ["groundswell people edit 0190f3… phone=020-7946-0001 email= --vault records"],
        _take_id_and_pairs,
    ),
    Verb(
        "people show",
        "Show all that is known of a person, with everything that was ever written.",
        _show,
        ["groundswell people show 0190f3… --vault records --json"],
        _take_id,
    ),
    Verb(
        "people note",
        "Keep what somebody said. Only the branch can read it.",
        _note,
        ['groundswell people note 0190f3… "Asks about the bus" --read-aloud --vault records'],
        _take_note,
    ),
    Verb(
        "people remove",
        "Take a person off every list; the history stays.",
        _remove,
        ["groundswell people remove 0190f3… --vault records"],
        _take_id,
    ),
    Verb(
        "people restore",
        "Bring a removed person back.",
        _restore,
        ["groundswell people restore 0190f3… --vault records"],
        _take_id,
    ),
)
