"""``groundswell vault person``: who has a passphrase; and ``groundswell vault rotate``, a new key for everybody."""

import argparse
from datetime import date

from desktop.cli.documents import plain
from desktop.cli.terminal import NEW_PASSPHRASE, PASSPHRASE
from desktop.cli.usage import WrongUsage
from desktop.cli.vault import hand_over, take_sheet
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.vault_people import (
    KeyHolder,
    Renewed,
    add_holder,
    find_holder,
    list_holders,
    read_sharing,
    remove_holder,
    renew_key,
    share_until,
)
from desktop.wording.sharing import shared_line, until_said_words
from desktop.wording.terminal import (
    again_prompt,
    new_passphrase_prompt,
    passphrase_prompt,
    person_added_words,
    person_removed_words,
    renewed_words,
)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage("A day is written as 2026-12-14.") from None


def _take_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help="what they are called: what they write stands under it, and under their own if a colleague is called so",
    )
    parser.add_argument(
        "--until",
        metavar="DAY",
        type=_day,
        help="the last day on which others open these records; needed for the first of them, four weeks at most",
    )


def _take_until(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("until", metavar="DAY", type=_day, help="the last day, today and later")


def _take_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="their name, or their id in the list")
    take_sheet(parser)


def _list(call: Call) -> Answer:
    holders = list_holders(call.store)
    lines = [f"{each.name or each.member}{' (you)' if each.is_me else ''}" for each in holders]
    if told := shared_line(read_sharing(call.store)):
        lines.append(told)
    return Answer([_document(each) for each in holders], lines)


def _add(call: Call) -> Answer:
    store, name = call.store, call.arguments.name
    mine = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    theirs = call.terminal.new_secret(NEW_PASSPHRASE, new_passphrase_prompt(), again_prompt())
    added = add_holder(store, mine, name, theirs, call.arguments.until, device=call.device)
    return Answer(_document(added), person_added_words(added.name))


def _until(call: Call) -> Answer:
    mine = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    shared = share_until(call.store, mine, call.arguments.until, device=call.device).value
    return Answer(plain(shared), until_said_words(shared))


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
    return {
        "person": holder.member,
        "name": holder.name,
        "is_me": holder.is_me,
        "is_owner": holder.is_owner,
        "writes_as": holder.writes_as,
    }


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
        "Give somebody a passphrase of their own (asked for, or from GROUNDSWELL_NEW_PASSPHRASE), until a day. They see"
        " everything here, and what they write stands under their name. Only on a laptop that has turfs alone, or never"
        " joined.",
        _add,
        ['groundswell vault person add "Ben" --until 2026-12-14 --vault records'],
        _take_name,
    ),
    Verb(
        "vault person until",
        "Say another last day on which others open these records. After it this laptop only takes data in.",
        _until,
        ["groundswell vault person until 2026-12-24 --vault records"],
        _take_until,
    ),
    Verb(
        "vault person remove",
        "Take somebody's passphrase away, and encrypt everything anew.",
        _remove,
        ['groundswell vault person remove "Ben" --vault records'],
        _take_person,
    ),
)
