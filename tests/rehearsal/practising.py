"""The newcomer's part: ten doors of a made-up street, of which nothing is kept."""

from pathlib import Path

from desktop.domain.attempts import Outcome
from desktop.operations.attempts import list_attempts
from tests.rehearsal.account import Account
from tests.rehearsal.evening import doors
from tests.rehearsal.player import Player

_DOORS = 10


def practise(account: Account, newcomer: Player) -> None:
    """From the first page to the tenth practice door by keys alone, and back."""
    with account.step("Practise on a made-up street, before anything is stored"):
        newcomer.press("P")
        newcomer.until(lambda: newcomer.window.workplace is not None and doors(newcomer).page is not None)
        newcomer.settle()
        newcomer.picture("00-practice")
        account.check(newcomer.strip == "Nobody here is real.", newcomer.strip)
        before = len(list_attempts(newcomer.store))
        newcomer.press("1", "T", "3", "1", "Return", "1", "Return")
        for _ in range(_DOORS - 1):
            newcomer.press("PgDown", "N", "Return")
        tried = list_attempts(newcomer.store)[: len(list_attempts(newcomer.store)) - before]
        talks = sum(attempt.outcome is Outcome.TALKED for attempt in tried)
        account.check((len(tried), talks) == (_DOORS, 1), f"{_DOORS} doors, one talk among them")
        newcomer.press("Ctrl+L")
        newcomer.until(lambda: newcomer.window.workplace is None)
        account.check(not _records(newcomer.folder), "nothing of it was kept")


def _records(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "appearance.json"]
