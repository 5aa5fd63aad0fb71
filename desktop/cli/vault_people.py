"""``groundswell vault person``: who has a passphrase; and ``groundswell vault rotate``, a new key for everybody."""

import argparse

from desktop.cli.terminal import NEW_PASSPHRASE, PASSPHRASE
from desktop.cli.vault import hand_over, take_sheet
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.vault_people import (
    KeyHolder,
    Renewed,
    add_holder,
    find_holder,
    list_holders,
    remove_holder,
    renew_key,
)
from desktop.wording.terminal import (
    again_prompt,
    new_passphrase_prompt,
    passphrase_prompt,
    person_added_words,
    person_removed_words,
    renewed_words,
)


def _take_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name", metavar="NAME", help="what they are called; it is kept among the records only"
    )


def _take_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="their name, or their id in the list")
    take_sheet(parser)


def _list(call: Call) -> Answer:
    holders = list_holders(call.store)
    lines = [f"{each.name or each.member}{' (you)' if each.is_me else ''}" for each in holders]
    return Answer([_document(each) for each in holders], lines)


def _add(call: Call) -> Answer:
    store, name = call.store, call.arguments.name
    mine = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    theirs = call.terminal.new_secret(NEW_PASSPHRASE, new_passphrase_prompt(), again_prompt())
    added = add_holder(store, mine, name, theirs, device=call.device)
    return Answer(_document(added), person_added_words(added.name))


def _remove(call: Call) -> Answer:
    gone = find_holder(call.store, call.arguments.person)
    mine = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    renewed = remove_holder(call.store, mine, gone.member, device=call.device)
    document = {**_document(gone), **_take_over(call, renewed)}
    is_void = bool(renewed.recovery_code)
    return Answer(document, person_removed_words(gone.name or gone.member, is_sheet_void=is_void))


def _rotate(call: Call) -> Answer:
    store = call.store
    renewed = renew_key(store, call.terminal.secret(PASSPHRASE, passphrase_prompt()), device=call.device)
    document = {"vault": str(call.folder), "renewed": True, **_take_over(call, renewed)}
    return Answer(document, renewed_words(is_sheet_void=bool(renewed.recovery_code)))


def _take_over(call: Call, renewed: Renewed) -> dict[str, str | None]:
    """Go on with the store that was opened anew, and tell a code if there is one."""
    call.opening.hold(renewed.store)
    if not renewed.recovery_code:
        return {"recovery_code": None, "sheet": None}
    return hand_over(call, renewed.recovery_code)


def _document(holder: KeyHolder) -> dict[str, str | bool]:
    return {"person": holder.member, "name": holder.name, "is_me": holder.is_me}


VERBS = (
    Verb(
        "vault rotate",
        "Encrypt everything anew under another key. Every passphrase stays good; a new recovery code is told where the old"
        " sheet does not.",
        _rotate,
        ["groundswell vault rotate --vault records"],
        take_sheet,
    ),
    Verb(
        "vault person list",
        "List who has a passphrase to these records.",
        _list,
        ["groundswell vault person list --vault records"],
    ),
    Verb(
        "vault person add",
        "Give somebody a passphrase of their own (asked for, or from GROUNDSWELL_NEW_PASSPHRASE). They see everything here.",
        _add,
        ['groundswell vault person add "Ben" --vault records'],
        _take_name,
    ),
    Verb(
        "vault person remove",
        "Take somebody's passphrase away, and encrypt everything anew.",
        _remove,
        ['groundswell vault person remove "Ben" --vault records'],
        _take_person,
    ),
)
