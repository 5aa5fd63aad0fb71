"""``groundswell vault``: make the vault, show what it holds, and change what opens it."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.terminal import NEW_PASSPHRASE, PASSPHRASE, RECOVERY_CODE
from desktop.cli.usage import WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.conflicts import count_conflicts
from desktop.operations.contacts import count_people
from desktop.operations.locking import read_lock_minutes, set_lock_minutes
from desktop.operations.members import name_branch, name_me, who_am_i
from desktop.operations.status import read_status
from desktop.operations.vaults import (
    change_passphrase,
    create_vault,
    recover_vault,
    renew_recovery_code,
    rescue_vault,
    vault_exists,
)
from desktop.store.errors import VaultExists
from desktop.store.vault_names import DAMAGED_STORE
from desktop.wording import counts
from desktop.wording.strip import strip_sentence
from desktop.wording.terminal import (
    again_prompt,
    lock_after_words,
    new_passphrase_prompt,
    passphrase_prompt,
    recovery_prompt,
    recovery_words,
    rescued_words,
    sheet_failed_words,
)


def _take_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="MEMBER", default="", help="who works here")
    parser.add_argument("--laptop", metavar="NAME", default="", help="what this laptop is called")
    parser.add_argument(
        "--branch", metavar="NAME", default="", help="what the branch is called, if you start one"
    )

    parser.add_argument(
        "--as",
        dest="label",
        metavar="LABEL",
        help="begin beside others who share this laptop: what the locked page calls you, which anybody sees",
    )
    take_sheet(parser)


def take_sheet(parser: argparse.ArgumentParser) -> None:
    """The option that prints a recovery sheet."""
    parser.add_argument(
        "--sheet", metavar="FILE", type=Path, help="also write the recovery sheet as PDF, to be printed"
    )


def _create(call: Call) -> Answer:
    label = call.arguments.label
    if label is not None:  # somebody else begins on a laptop that is shared
        if call.arguments.vault is not None:
            raise WrongUsage(
                "--as begins beside the others on this laptop; --vault names a folder. Give one of them."
            )
        label = call.opening.shelf.accept(label)
        call.opening.folder = call.opening.shelf.place_for_another()
    if vault_exists(call.folder):
        raise VaultExists  # before anybody is asked for a passphrase
    passphrase = call.terminal.new_secret(PASSPHRASE, new_passphrase_prompt(), again_prompt())
    made = create_vault(call.folder, passphrase, device=call.device)
    call.opening.hold(made.store)
    if label is not None:
        call.opening.shelf.put_first(call.folder, label)
    given = call.arguments
    if given.name or given.laptop:
        name_me(made.store, given.name, given.laptop)
    if given.branch:
        name_branch(made.store, given.branch)
    me = who_am_i(made.store)
    document: dict[str, Any] = {
        "vault": str(call.folder),
        "member": me.member,
        "name": me.name,
        "laptop": me.laptop,
        "branch": me.branch,
    }
    document |= hand_over(call, made.recovery_code)
    return Answer(document, f"Made in {call.folder}.")


def hand_over(call: Call, code: str) -> dict[str, str | None]:
    """Tell a recovery code this once, and print its sheet if that is wanted; the code is told whatever happens."""
    if not call.arguments.json:
        call.terminal.tell(recovery_words(code).split("\n"))
    sheet: Path | None = call.arguments.sheet
    if sheet is not None:
        try:
            call.write_sheet(sheet, code, who_am_i(call.store).branch)
        except (OSError, ValueError, ImportError, LookupError):  # ValueError: such a name no file can have
            call.terminal.tell(sheet_failed_words())
            sheet = None
    return {"recovery_code": code, "sheet": str(sheet) if sheet else None}


def _show(call: Call) -> Answer:
    me, status = who_am_i(call.store), read_status(call.store)
    document = {
        "vault": str(call.folder),
        "member": me.member,
        "name": me.name,
        "role": me.role.value,
        "laptop": me.laptop,
        "branch": me.branch,
        "is_enrolled": status.is_enrolled,
        "people": count_people(call.store),
        "pending": status.pending_visits + status.pending_other,
        "conflicts": count_conflicts(call.store),
        "is_key_older": call.store.is_key_older,
    }
    names = ", ".join(part for part in (me.name, me.laptop, me.branch) if part)
    people = counts.people(count_people(call.store))
    return Answer(document, [part for part in (names, people, strip_sentence(status)) if part])


def _change(call: Call) -> Answer:
    store = call.store
    old = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    change_passphrase(
        store,
        old,
        call.terminal.new_secret(NEW_PASSPHRASE, new_passphrase_prompt(), again_prompt()),
        device=call.device,
    )
    return Answer({"vault": str(call.folder), "changed": True}, "The new passphrase opens it from now on.")


def _recover(call: Call) -> Answer:
    code = call.terminal.secret(RECOVERY_CODE, recovery_prompt())
    passphrase = call.terminal.new_secret(NEW_PASSPHRASE, new_passphrase_prompt(), again_prompt())
    call.opening.hold(recover_vault(call.folder, code, passphrase, device=call.device))
    return Answer(
        {"vault": str(call.folder), "recovered": True}, "Everything is there. Use the new passphrase."
    )


def _rescue(call: Call) -> Answer:
    passphrase = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    done = rescue_vault(call.folder, passphrase, device=call.device)
    call.opening.hold(done.store)
    document = {
        "vault": str(call.folder),
        "entries": done.entries,
        "pending": done.unsent,
        "is_whole": done.is_whole,
        "aside": DAMAGED_STORE,
    }
    return Answer(document, rescued_words(done.entries, done.unsent, DAMAGED_STORE, is_whole=done.is_whole))


def _renew(call: Call) -> Answer:
    store = call.store
    passphrase = call.terminal.secret(PASSPHRASE, passphrase_prompt())
    code = renew_recovery_code(store, passphrase, device=call.device)
    document = {"vault": str(call.folder), **hand_over(call, code)}
    return Answer(document, "The old sheet opens nothing any more.")


def _take_minutes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "minutes", metavar="MINUTES", type=_minutes, nargs="?", help="1 to 30; left out, it is told"
    )


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        raise WrongUsage("Minutes are a whole number, such as 10.")
    return int(text)


def _lock_after(call: Call) -> Answer:
    if call.arguments.minutes is not None:
        set_lock_minutes(call.store, call.arguments.minutes)
    minutes = read_lock_minutes(call.store)
    return Answer({"lock_minutes": minutes}, lock_after_words(minutes))


VERBS = (
    Verb(
        "vault create",
        "Make the encrypted place for records on this laptop. Its recovery code is told once.",
        _create,
        ['groundswell vault create --vault records --name "Ann" --laptop "Kitchen" --branch "Mill Lane"'],
        _take_names,
    ),
    Verb(
        "vault show",
        "Say who works here, how much there is and what is not yet sent.",
        _show,
        ["groundswell vault show --vault records --json"],
    ),
    Verb(
        "vault passphrase",
        "Give it a new passphrase (asked for, or from GROUNDSWELL_NEW_PASSPHRASE).",
        _change,
        ["groundswell vault passphrase --vault records"],
    ),
    Verb(
        "vault recover",
        "Open it by the recovery sheet and give it a new passphrase (asked for, or from GROUNDSWELL_RECOVERY_CODE"
        " and GROUNDSWELL_NEW_PASSPHRASE).",
        _recover,
        ["groundswell vault recover --vault records"],
    ),
    Verb(
        "vault rescue",
        "Read what can be read of records whose file is damaged, and begin again with it. Sending and receiving brings"
        " the rest.",
        _rescue,
        ["groundswell vault rescue --vault records"],
    ),
    Verb(
        "vault recovery-code",
        "Make a new recovery code; the old sheet is worth nothing from then on.",
        _renew,
        ["groundswell vault recovery-code --sheet sheet.pdf --vault records"],
        take_sheet,
    ),
    Verb(
        "vault lock-after",
        "Say after how many minutes without a key this laptop locks itself, or set it.",
        _lock_after,
        ["groundswell vault lock-after 5 --vault records"],
        _take_minutes,
    ),
)
