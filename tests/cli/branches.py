"""A branch at terminals: a real server on loopback, an organiser who is there from the start, and laptops that join her."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync.server.database import sqlite_address
from tests.cli.terminals import Person, quick_person
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


@dataclass
class Laptop:
    """Somebody at a terminal, and what the server calls their laptop."""

    person: Person
    device: str


@dataclass
class Branch:
    """``ann`` is the organiser. The server is asked by everybody at ``address``."""

    address: str
    folder: Path
    ann: Laptop

    def join(self, name: str) -> Laptop:
        """A canvasser with a laptop of the same name."""
        code = self.ann.person.get("invite", "--role", "canvasser")["code"]
        return _joined(self.address, code, quick_person(self.folder / name, name, name))

    def row(self, laptop: Laptop) -> dict[str, Any]:
        """How a laptop stands in the organiser's list."""
        rows = self.ann.person.get("laptops", "list")["laptops"]
        found: dict[str, Any] = next(one for one in rows if one["id"] == laptop.device)
        return found


def found_branch(central: Central, folder: Path, name: str) -> Branch:
    """A new branch of a server, with its organiser Ann."""
    code, ann = first_code(central, name), quick_person(folder / "Ann", "Ann", "Kitchen")
    return Branch(central.address, folder, _joined(central.address, code, ann))


def _joined(address: str, code: str, person: Person) -> Laptop:
    return Laptop(person, person.get("enrol", "--server", address, "--code", code)["device"])


@contextmanager
def served(folder: Path) -> Iterator[Central]:
    """A server that answers until the end."""
    with running(folder / "server", sqlite_address(folder / "ledger.db")) as central:
        yield central
