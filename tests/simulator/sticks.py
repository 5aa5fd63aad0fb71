"""Sticks in the world: written by laptops, read by any laptop and by the server, late, twice, cut short, and answered."""

from pathlib import Path

from desktop.operations.bundles import read_from_stick, write_to_stick
from sync.protocol.bundle import ForSomebodyElse, NotABundle
from sync.server.bundles import NoAnswer, Sticks
from tests.simulator.laptops import Laptop, StoreDesk
from tests.simulator.world import World

_SHUT = (NotABundle, ForSomebodyElse)


class Drawer:
    """Where sticks lie; whoever draws one gets any that was ever written."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._files: list[Path] = []

    def draw(self, laptop: Laptop) -> None:
        """One thing that is done with a stick by somebody who has a real store."""
        if not isinstance(laptop.desk, StoreDesk):
            return
        what = self._world.dice.random()
        store = laptop.desk.joined(laptop.identity)
        if what < 0.35 or not self._files:
            self._world.note(f"{laptop.name}: writes a stick")
            write_to_stick(store, self._fresh())
            return
        file = self._cut(self._world.dice.choice(self._files))
        try:
            if what < 0.65:
                self._world.note(f"{laptop.name}: reads {file.name}")
                read_from_stick(store, file)
            else:
                self._world.note(f"server: reads {file.name}")
                self._ask_server(file)
        except _SHUT as shut:
            self._world.note(f"it stays shut: {type(shut).__name__}")

    def _ask_server(self, file: Path) -> None:
        sticks = Sticks(self._world.fronts[0].service, self._world.database, self._world.random)
        with file.open("rb") as stick:
            imported = sticks.take(stick)
        answer = self._fresh()
        try:
            with answer.open("wb") as written:
                sticks.answer(imported, written)
        except NoAnswer:
            self._files.remove(answer)

    def _fresh(self) -> Path:
        self._files.append(self._world.folder / f"stick-{len(self._files)}")
        return self._files[-1]

    def _cut(self, file: Path) -> Path:
        """Sometimes the copy is cut short."""
        if self._world.dice.random() < 0.8:
            return file
        content = file.read_bytes()
        cut = file.with_name(f"{file.name}-cut")
        cut.write_bytes(content[: self._world.dice.randrange(len(content) + 1)])
        return cut
