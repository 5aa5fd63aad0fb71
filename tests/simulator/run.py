"""One seed: a few hundred steps of bad luck, then quiet; then everything that must be so is asked."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sync.protocol.entries import EntryId, WriterId
from sync.protocol.merge import Folded
from tests.contracts.memory_journal import MemoryJournal
from tests.simulator.laptops import Laptop, MemoryDesk, StoreDesk
from tests.simulator.world import SCOPE, World

STEPS = 120
MOST_LAPTOPS = 7
_QUIET_ROUNDS = 12
_YEARS = 10 * 365 * 24 * 3600 * 1000


class Broken(AssertionError):
    """Something does not hold; with the seed and the trace that led there."""


@dataclass
class Simulation:
    """A world with its laptops. ``is_real`` runs the real store on SQLCipher instead of the journal in memory."""

    world: World
    is_real: bool = False
    laptops: list[Laptop] = field(default_factory=list)
    acked: set[EntryId] = field(default_factory=set)
    made: int = 0

    def add(self) -> Laptop:
        """One more laptop."""
        self.made += 1
        name = self.made
        desk = (
            StoreDesk(self.world, self.world.folder / f"laptop-{name}")
            if self.is_real
            else MemoryDesk(MemoryJournal(name, SCOPE))
        )
        laptop = Laptop(self.world, name, desk, self.world.enrol())
        self.laptops.append(laptop)
        return laptop

    def step(self) -> None:
        """Something happens."""
        world, dice = self.world, self.world.dice
        world.now_ms += dice.randrange(60_000)
        laptop = dice.choice(self.laptops)
        what = dice.random()
        if what < 0.45:
            laptop.write()
            world.note(f"{laptop.name}: writes")
        elif what < 0.80:
            world.note(f"{laptop.name}: syncs")
            if dice.random() < 0.12:
                laptop.sync_and_crash()
            else:
                self._sync(laptop)
        elif what < 0.84:
            world.note("server: backup")
            world.back_up()
        elif what < 0.87 and world.backups:
            backup = dice.choice(world.backups)
            with_folder = dice.random() < 0.5
            world.note(f"server: put back to {backup.name}{' with its folder' if with_folder else ''}")
            world.restore(backup, with_folder=with_folder)
        elif what < 0.90:
            laptop.skew_ms = dice.choice((0, -_YEARS, _YEARS, dice.randrange(-(10**6), 10**6)))
            world.note(f"{laptop.name}: clock")
        elif what < 0.93:
            self._copy(laptop)
        elif what < 0.95:
            self._destroy(laptop)
        elif what < 0.97 and len(self.laptops) < MOST_LAPTOPS:
            world.note(f"{self.add().name}: new")
        elif what < 0.985:
            world.stop()
            world.start()
            world.note("server: started again")
        else:
            self._lose_something(laptop)

    def _sync(self, laptop: Laptop) -> None:
        before = laptop.desk.held()
        report = laptop.sync()
        if report is not None and not report.pending:
            self.acked |= before - laptop.desk.apart()

    def _copy(self, laptop: Laptop) -> None:
        """An image of a disk: either the laptop goes on from an old one later, or both are used."""
        if len(self.laptops) >= MOST_LAPTOPS:
            return
        self.made += 1
        twin = Laptop(self.world, self.made, laptop.desk.copy(self.made), laptop.identity)
        twin.skew_ms, twin.offset_ms = laptop.skew_ms, laptop.offset_ms
        self.laptops.append(twin)
        self.world.note(f"{laptop.name}: copied to {twin.name}")

    def _destroy(self, laptop: Laptop) -> None:
        if len(self.laptops) > 2:
            self.world.note(f"{laptop.name}: destroyed")
            self.laptops.remove(laptop)
            laptop.desk.close()

    def _lose_something(self, laptop: Laptop) -> None:
        """A page of the disk goes bad: an entry that the server holds is gone from one laptop."""
        lost = sorted(one.id for one in laptop.desk.journal.held_in(SCOPE))
        own = {state.writer for state in laptop.desk.journal.writers()}
        safe = [one for one in lost if one in self.world.held() and not _is_own(laptop, one, own)]
        if safe:
            laptop.desk.lose(self.world.dice.choice(safe))
            self.world.note(f"{laptop.name}: a page went bad")

    def settle(self) -> None:
        """No more bad luck: everybody exchanges until nothing moves."""
        self.world.faults = False
        self.world.note("quiet")
        for _ in range(_QUIET_ROUNDS):
            moved = False
            for laptop in self.laptops:
                self.world.now_ms += 1000
                report = laptop.sync() or laptop.sync()  # the second time with another code, if need be
                if report is None:
                    raise Broken(f"{laptop.name} could not exchange")
                moved |= bool(report.sent or report.received or report.given_back or report.repaired)
            if not moved:
                return
        raise Broken("it never comes to rest")

    def check(self) -> None:
        """What must be so."""
        server = self.world.held()
        surviving: set[EntryId] = set()
        for laptop in self.laptops:
            surviving |= laptop.desk.held() - laptop.desk.apart()
        if missing := surviving - server:
            raise Broken(f"{len(missing)} entries of living laptops are not on the server")
        for laptop in self.laptops:
            self._check_laptop(laptop, server)
        first = self.laptops[0]
        entities = first.desk.entities()
        for laptop in self.laptops[1:]:
            if laptop.desk.entities() != entities:
                raise Broken(f"{laptop.name} knows of others than {first.name}")
            for kind, eid in sorted(entities):
                if shown(laptop.desk.fold(kind, eid)) != shown(first.desk.fold(kind, eid)):
                    raise Broken(f"{laptop.name} and {first.name} show different values")
        self._check_nothing_stale(first, entities)

    def _check_laptop(self, laptop: Laptop, server: set[EntryId]) -> None:
        held = laptop.desk.held() - laptop.desk.apart()
        if held != server:
            raise Broken(f"{laptop.name} lacks {len(server - held)} entries")
        if laptop.desk.journal.waiting():
            raise Broken(f"{laptop.name} says that something is not sent")
        for state in laptop.desk.journal.writers():
            entries = laptop.desk.journal.entries(state.writer, 0, 100_000)
            if any(entry.id not in server for entry in entries if entry.n <= state.acked_n):
                raise Broken(f"{laptop.name} counts as acknowledged what the server does not hold")
            if state.last_n > state.acked_n:
                raise Broken(f"{laptop.name} has not sent all")

    def _check_nothing_stale(
        self, laptop: Laptop, entities: Sequence[tuple[str, str]] | set[tuple[str, str]]
    ) -> None:
        seen: set[EntryId] = set()
        for one in laptop.desk.journal.given_back(SCOPE, sorted(laptop.desk.held())):
            for name, ids in one.entry.seen.items():
                if name not in ("*", "tags"):
                    seen |= set(ids)
        for kind, eid in sorted(entities):
            folded = laptop.desk.fold(kind, eid)
            for name, siblings in folded.siblings.items():
                if siblings[0].entry in seen:
                    raise Broken(f"{name} of a {kind} shows what its last editor had replaced")


def shown(folded: Folded) -> object:
    """A fold as it can be compared."""
    siblings = {
        name: [(one.entry, one.value, one.eff) for one in found] for name, found in folded.siblings.items()
    }
    return siblings, {name: sorted(found) for name, found in folded.sets.items()}, folded.is_deleted


def run(seed: int, *, steps: int = STEPS, is_real: bool = False, template: Path | None = None) -> list[str]:
    """Run a seed; the trace. Raises Broken."""
    with tempfile.TemporaryDirectory(prefix="simulator-", dir=_quick_folder()) as folder:
        simulation = Simulation(World(seed, Path(folder), template), is_real)
        world = simulation.world
        try:
            for _ in range(3):
                simulation.add()
            for _ in range(steps):
                simulation.step()
            simulation.settle()
            simulation.check()
        except Broken as fault:
            raise Broken(f"seed {seed}: {fault}\n" + "\n".join(world.trace[-60:])) from None
        finally:
            for laptop in simulation.laptops:
                laptop.desk.close()
            world.stop()
        return world.trace


def _is_own(laptop: Laptop, entry: EntryId, own: set[WriterId]) -> bool:
    given = laptop.desk.journal.given_back(SCOPE, [entry])
    return not given or given[0].entry.writer in own


def _quick_folder() -> str | None:
    shared = Path("/dev/shm")  # noqa: S108 - memory for a disk, where there is one
    return str(shared) if shared.is_dir() else None
