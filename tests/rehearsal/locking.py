"""Lock and return, and what somebody finds who has the laptop and no passphrase."""

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from desktop.operations.attempts import list_attempts
from desktop.operations.contacts import count_people
from desktop.wording import counts
from tests.rehearsal.account import Account
from tests.rehearsal.player import Player


def lock_and_return(account: Account, players: Sequence[tuple[Player, str]]) -> None:
    """Ctrl+L, a wrong passphrase, the right one. A lock closes whatever else is open in the process: the other laptop here."""
    with account.step("Ctrl+L locks"):
        held = [(count_people(player.store), len(list_attempts(player.store))) for player, _ in players]
        first, _ = players[0]
        first.come_forward()
        first.press("Ctrl+L")
        first.picture("60-locked")
        for player, _ in players:
            player.until(partial(_is_locked, player))
        account.tell("nothing is open")
    for player, _ in players[1:]:
        player.start_again()
    for (player, passphrase), (people, attempts) in zip(players, held, strict=True):
        _return(account, player, passphrase, people, attempts)


def _is_locked(player: Player) -> bool:
    return player.window.workplace is None


def _return(account: Account, player: Player, passphrase: str, people: int, attempts: int) -> None:
    with account.step("Try a wrong passphrase, come back"):
        player.come_forward()
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
