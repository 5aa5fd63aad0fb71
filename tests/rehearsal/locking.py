"""Lock and return, and what somebody finds who has the laptop and no passphrase."""

import tempfile
from pathlib import Path

from desktop.operations.attempts import list_attempts
from desktop.operations.contacts import count_people
from desktop.wording import counts
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player


def lock_and_return(account: Account, player: Player, passphrase: str) -> None:
    """Ctrl+L, a wrong passphrase, the right one."""
    with account.step("Lock, try a wrong passphrase, come back"):
        people, attempts = count_people(player.store), len(list_attempts(player.store))
        player.come_forward()
        player.press("Ctrl+L")
        player.picture("60-locked")
        player.type("not the right words at all")
        player.press("Return")
        unlock = player.window.start.unlock
        player.until(lambda: unlock.field.error)
        player.picture("61-wrong-passphrase")
        account.check(
            unlock.field.error == "That passphrase does not open this on this computer. Nothing is lost.",
            unlock.field.error,
        )
        player.type(passphrase)
        player.press("Return")
        player.until(lambda: player.window.workplace is not None)
        player.settle()
        account.check(count_people(player.store) == people, f"{counts.number(people)} people are there")
        account.check(len(list_attempts(player.store)) == attempts, f"{attempts} attempts are there")


def look_for_plaintext(account: Account, where: str, folders: list[Path], canaries: list[str]) -> None:
    """No name, address or note may be readable in any file that the program wrote."""
    with account.step(f"Look for names and notes in every file {where}"):
        looked = 0
        found: list[str] = []
        needles = [canary.encode(encoding) for canary in canaries for encoding in ("utf-8", "utf-16-le")]
        for folder in [*folders, Path(tempfile.gettempdir())]:
            for file in folder.rglob("*") if folder in folders else folder.glob("etilqs_*"):
                if not file.is_file() or "downloads" in file.parts:
                    continue
                looked += 1
                data = file.read_bytes()
                if any(needle in data for needle in needles):
                    found.append(file.suffix or file.name)
        account.check(not found, f"{looked} files, {len(canaries)} names and notes, none readable")
