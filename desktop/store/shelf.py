"""The vaults that lie side by side for the people who share a laptop, and what each of them wants to be called.

One vault lies in ``records``, every other under ``people`` in a folder whose name is random. The folders are the truth.
``people.json`` beside them adds two things, and may be lost: the label that each person chose, and whose was opened last.
It is the one file of ours that anybody may read, and says so.
"""

import errno
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.labels import LabelRefused, LabelUnknown, accept_label, free_label
from desktop.store.errors import VaultUnwritable
from desktop.store.vault_names import vault_exists
from desktop.store.whole_files import write_whole

FIRST = "records"
OTHERS = "people"
LABELS = "people.json"
_NOTE = (
    "Anybody who opens this laptop can read this file. It holds what those who share the laptop want to be called,"
    " whoever was there last first, and nothing else."
)
_NAME_BYTES = 8
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Shelved:
    """One person's vault: its folder, and their label, which anybody who opens the laptop sees."""

    folder: Path
    label: str


class Shelf:
    """The folder in which those vaults lie. Reading never fails; what was written last holds where two write at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def first(self) -> Path:
        """Where the vault of whoever came first lies or will lie."""
        return self.folder / FIRST

    def listed(self) -> list[Shelved]:
        """Every vault that is here, that which was opened last first. Whoever has no label is numbered."""
        labels = self._labels()
        here = [folder for folder in self._folders() if vault_exists(folder)]
        taken = list(labels.values())
        found = []
        for folder in here:
            label = labels.get(folder.name) or free_label(taken)
            taken.append(label)
            found.append(Shelved(folder, label))
        order = {name: place for place, name in enumerate(labels)}
        return sorted(found, key=lambda each: order.get(each.folder.name, len(order)))

    def default(self) -> Path:
        """The vault that is meant where nobody says which: the first, or the only one; never just the last that was opened."""
        here = self.listed()
        return here[0].folder if len(here) == 1 else self.first

    def last_used(self) -> Path:
        """The vault that was opened last; the first one's place where there is none."""
        here = self.listed()
        return here[0].folder if here else self.first

    def find(self, label: str) -> Path:
        """Whose label that is. Raises LabelUnknown."""
        wanted = label.strip().casefold()
        for each in self.listed():
            if each.label.casefold() == wanted:
                return each.folder
        raise LabelUnknown

    def free_label(self) -> str:
        """What somebody who begins here is called until they say otherwise."""
        return free_label([each.label for each in self.listed()])

    def accept(self, label: str, folder: Path | None = None) -> str:
        """A label as it will be kept for a folder, or for somebody new. Raises LabelRefused."""
        accepted = accept_label(label)
        others = [each for each in self.listed() if each.folder != folder]
        if accepted.casefold() in (each.label.casefold() for each in others):
            raise LabelRefused("taken")
        return accepted

    def place_for_another(self) -> Path:
        """Where the vault of somebody new will lie. Nothing is made yet."""
        if not self.listed():
            return self.first
        return self.folder / OTHERS / secrets.token_hex(_NAME_BYTES)

    def relabel(self, folder: Path, label: str) -> str:
        """Give a person another label; what it is now. Raises LabelRefused, LabelUnknown, VaultUnwritable."""
        accepted, here = self.accept(label, folder), self.listed()
        if all(each.folder != folder for each in here):
            raise LabelUnknown
        self._write([replace(each, label=accepted) if each.folder == folder else each for each in here])
        return accepted

    def put_first(self, folder: Path, label: str = "") -> None:
        """Note that a vault was opened, and what somebody new is called; where the disk refuses, all stays as it was."""
        here = self.listed()
        mine = [each for each in here if each.folder == folder]
        if label:
            mine = [replace(each, label=label) for each in mine]
        if mine and (label or mine[0] != here[0]):
            with suppress(VaultUnwritable):  # the order of a list is not worth a word to anybody
                self._write([*mine, *(each for each in here if each.folder != folder)])

    def tidy(self) -> None:
        """Forget labels whose vaults are gone."""
        here = self.listed()
        if set(self._labels()) - {each.folder.name for each in here}:
            with suppress(VaultUnwritable):
                self._write(here)

    def _folders(self) -> list[Path]:
        with suppress(OSError):
            others = sorted(self.folder.joinpath(OTHERS).iterdir())
            return [self.first, *(each for each in others if _is_ours(each.name) and not each.is_symlink())]
        return [self.first]

    def _labels(self) -> dict[str, str]:
        """Labels by the folder's name, in order; what cannot be read or be a label is left out."""
        labels: dict[str, str] = {}
        try:
            with (self.folder / LABELS).open("rb") as file:
                people = json.loads(file.read(_MOST_BYTES))["people"]
            for each in people:
                name = each["folder"]
                if name == FIRST or _is_ours(name):
                    labels[name] = _readable(each["label"], list(labels.values()))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return labels
        return labels

    def _write(self, people: list[Shelved]) -> None:
        document = {
            "note": _NOTE,
            "people": [{"folder": each.folder.name, "label": each.label} for each in people],
        }
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(
                self.folder / LABELS, json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"
            )
        except OSError as fault:
            raise VaultUnwritable(fault.errno or errno.EIO) from None


def _readable(label: object, taken: list[str]) -> str:
    try:
        accepted = accept_label(label) if isinstance(label, str) else ""
    except LabelRefused:
        return ""
    return "" if accepted.casefold() in (each.casefold() for each in taken) else accepted


def _is_ours(name: object) -> bool:
    return (
        isinstance(name, str)
        and len(name) == 2 * _NAME_BYTES
        and all(letter in "0123456789abcdef" for letter in name)
    )
