"""What a row of a list says: plain values that a model holds and a delegate paints."""

from dataclasses import dataclass
from typing import Protocol

from desktop.ui.look.marks import Mark


class Row(Protocol):
    """Any row: what it says to a screen reader, in one line."""

    @property
    def spoken(self) -> str:
        """The row in words."""
        ...


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class NameRow:
    """A name and two further columns; `matches` are (start, length) in the name, to underline.

    `shorter` says the second column in fewer letters, for where it has no room.
    """

    name: str
    second: str = ""
    right: str = ""
    matches: tuple[tuple[int, int], ...] = ()
    unsent: bool = False
    shorter: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """Name and columns."""
        return _joined(self.name, self.second, self.right)


@dataclass(frozen=True)
class DoorRow:
    """A door of a walk: its number, who lives there, its mark. `done` is soft, `stop` in stop.

    `shorter` says the same in fewer letters, for where `name` has no room.
    """

    number: str
    name: str
    mark: Mark
    shorter: tuple[str, ...] = ()
    done: bool = False
    stop: bool = False
    unsent: bool = False

    @property
    def spoken(self) -> str:
        """Number, name and what the mark means."""
        return _joined(self.number, self.name, self.mark.spoken)


@dataclass(frozen=True)
class TwoLineRow:
    """A strong line, a small one below it, and words at the right; `care` sets these in care."""

    first: str
    second: str = ""
    right: str = ""
    mark: Mark | None = None
    care: bool = False
    unsent: bool = False

    @property
    def spoken(self) -> str:
        """Both lines, the words at the right, the mark."""
        return _joined(self.first, self.second, self.right, self.mark.spoken if self.mark else "")


@dataclass(frozen=True)
class WaitingRow:
    """A count with its unit (or a word alone: "today"), a name with a second name, a line below, and how much of a
    bar (0 to 1).
    """

    count: str
    unit: str
    name: str
    second: str = ""
    line: str = ""
    share: float = 0.0
    care: bool = False

    @property
    def spoken(self) -> str:
        """Count, name and line."""
        return _joined(f"{self.count} {self.unit}".strip(), self.name, self.second, self.line)


@dataclass(frozen=True)
class Cell:
    """One cell of a table: words, in bold or in the second voice, with a mark before them."""

    text: str
    strong: bool = False
    soft: bool = False
    mark: Mark | None = None


@dataclass(frozen=True)
class TableRow:
    """The cells of one line of a table."""

    cells: tuple[Cell, ...]

    @property
    def spoken(self) -> str:
        """All cells in order."""
        return _joined(*(cell.text for cell in self.cells))
