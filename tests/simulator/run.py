"""One seed: a few hundred steps of bad luck, then quiet; then everything that must be so is asked."""

import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sync.protocol.entries import EntryId, WriterId
from sync.protocol.kinds.erasure import ERASED
from sync.protocol.scopes import turf_scope
from tests.contracts.memory_journal import MemoryJournal
from tests.simulator.laptops import PEOPLE, Entity, Laptop, MemoryDesk, StoreDesk, is_own, shown
from tests.simulator.readers import Readers
from tests.simulator.sticks import Drawer
from tests.simulator.world import BRANCH, SCOPE, TRAINING, TURFS, World, quick_folder

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
    there: set[EntryId] = field(default_factory=set)
    """Every entry that is somewhere: nothing but a broken disk may take one away."""
    words: set[EntryId] = field(default_factory=set)
    """Those of them whose words somebody can read."""
    erasures: dict[EntryId, str] = field(default_factory=dict)
    made: int = 0

    def __post_init__(self) -> None:
        self.drawer = Drawer(self.world)
        self.readers = Readers(self.world, self.laptops)

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
        if self.world.dice.random() < 0.3:
            self._turn_clock(laptop)  # its battery was flat, or somebody set it by hand
        self.laptops.append(laptop)
        self.readers.meet(laptop)
        return laptop

    def step(self) -> None:
        """Something happens, and nothing is lost by it that no disaster took."""
        self.world.now_ms += self.world.dice.randrange(60_000)
        is_disaster = self._happen(self.world.dice.choice(self.laptops))
        there, words = self._everywhere(), self._all_words()
        if not is_disaster and (lost := self._wanted(self.there) - there):
            raise Broken(f"{len(lost)} entries are nowhere any more")
        if not is_disaster and (lost := self._wanted(self.words) - words):
            raise Broken(f"the words of {len(lost)} entries are nowhere any more")
        self.there, self.words = there, words

    def _everywhere(self) -> set[EntryId]:
        found = self.world.held()
        for laptop in self.laptops:
            found |= laptop.desk.held()
        return found

    def _all_words(self) -> set[EntryId]:
        found = self.world.words()
        for laptop in self.laptops:
            found |= laptop.desk.words()
        return found

    def _wanted(self, entries: set[EntryId]) -> set[EntryId]:
        """Those of them that nobody wanted erased."""
        erased = set(self.erasures.values())
        return {one for one in entries if self.world.about.get(one) not in erased}

    def _happen(self, laptop: Laptop) -> bool:
        """Draw what happens; whether it may take entries away."""
        dice, what = self.world.dice, self.world.dice.random()
        if self.is_real and dice.random() < 0.12:
            self.drawer.draw(laptop)
            return False
        if self.is_real and dice.random() < 0.12:
            self.readers.happen(laptop)
            return False
        if what < 0.05 and not self.world.is_without(laptop.identity):
            self._cut(laptop)
            return False
        if what < 0.43:
            laptop.write()
            self.world.note(f"{laptop.name}: writes")
            return False
        if what < 0.77:
            return self._sync(laptop)
        if what < 0.80:
            self.world.note("server: backup")
            self.world.back_up()
            return False
        return self._strike(laptop, dice.random())

    def _strike(self, laptop: Laptop, what: float) -> bool:
        """Bad luck, or a person's mistake."""
        kinds: tuple[tuple[float, Callable[[Laptop], bool]], ...] = (
            (0.17, self._put_back),
            (0.26, self._turn_clock),
            (0.37, self._copy),
            (0.45, self._destroy),
            (0.50, self._revoke),
            (0.58, self._newcomer),
            (0.63, self._start_again),
            (0.76, self._lose_something),
            (0.88, self._change_grant),
            (0.95, self._erase),
            (1.00, self._delete_all),
        )
        return next(strike for until, strike in kinds if what < until)(laptop)

    def _sync(self, laptop: Laptop) -> bool:
        self.world.note(f"{laptop.name}: syncs")
        if self.world.dice.random() < 0.12:
            laptop.sync_and_crash()
            return self.world.is_without(laptop.identity)
        before = laptop.desk.held()
        report = laptop.sync()
        self.readers.tend(laptop, report)
        is_without = self.world.is_without(laptop.identity)
        if report is not None and not report.pending and not is_without:
            lacking = self._wanted(before & laptop.desk.answers_for() - self._apart()) - self.world.held()
            if lacking:
                raise Broken(f"{laptop.name} says that all is sent, and {len(lacking)} entries are not")
        if report is not None and report.removed and is_without:
            own = f"{laptop.name:08x}"
            if not self.is_real and any(one.startswith(own) for one in self.there - self._everywhere()):
                raise Broken(f"{laptop.name} let go of what it had not sent")
            # Of what a server that was put back does not hold, others may have been the last copy.
            return True
        return False

    def _put_back(self, _laptop: Laptop) -> bool:
        if not self.world.backups:
            return False
        dice = self.world.dice
        backup = dice.choice(self.world.backups)
        with_folder, with_keys = dice.random() < 0.5, dice.random() < 0.6
        self.world.note(
            f"server: put back to {backup.name}{' with its folder' if with_folder else ''}"
            f"{'' if with_keys else ', without keys'}"
        )
        if not self.world.restore(backup, with_folder=with_folder, with_keys=with_keys):
            raise Broken("what was ended or shut out is open again")
        return True

    def _turn_clock(self, laptop: Laptop) -> bool:
        dice = self.world.dice
        laptop.skew_ms = dice.choice((0, -_YEARS, _YEARS, dice.randrange(-(10**6), 10**6)))
        self.world.note(f"{laptop.name}: clock")
        return False

    def _newcomer(self, _laptop: Laptop) -> bool:
        if len(self.laptops) < MOST_LAPTOPS:
            self.world.note(f"{self.add().name}: new")
        return False

    def _start_again(self, _laptop: Laptop) -> bool:
        self.world.stop()
        self.world.start()
        self.world.note("server: started again")
        return False

    def _change_grant(self, laptop: Laptop) -> bool:
        """The branch's scope is taken from a laptop, or given again."""
        dice = self.world.dice
        leaves = dice.choice((None, TRAINING, *(turf_scope(BRANCH, turf) for turf in TURFS)))
        if self.world.is_without(laptop.identity):
            self.world.give_grant(laptop.identity)
            self.world.note(f"{laptop.name}: has the branch again")
        else:
            self.world.end_grant(laptop.identity, leaves=leaves)
            self.world.note(f"{laptop.name}: has the branch no more, but {leaves}")
        return False

    def _cut(self, laptop: Laptop) -> None:
        """An organiser cuts a turf, or cuts one anew."""
        dice = self.world.dice
        turf = dice.choice(TURFS)
        laptop.cut(turf, sorted(dice.sample(PEOPLE, dice.randint(0, len(PEOPLE)))))
        self.world.note(f"{laptop.name}: cuts a turf")

    def _erase(self, laptop: Laptop) -> bool:
        who = self.world.dice.choice(PEOPLE)
        if len(set(self.erasures.values()) | {who}) < len(PEOPLE) - 1:
            self.erasures[laptop.erase(who)] = who
            self.world.note(f"{laptop.name}: erases somebody")
        return False

    def _delete_all(self, laptop: Laptop) -> bool:
        laptop.delete_all()
        self.world.note(f"{laptop.name}: deletes everybody")
        return False

    def _revoke(self, laptop: Laptop) -> bool:
        """A laptop is shut out; what it still sends lies apart, and it counts no more."""
        shared = [one for one in self.laptops if one.identity.device == laptop.identity.device]
        if len(self.laptops) - len(shared) < 2:
            return False
        self.world.note(f"{laptop.name}: revoked")
        self.world.revoke(laptop.identity)
        for one in shared:
            one.sync()
            self.laptops.remove(one)
            one.desk.close()
        return True

    def _copy(self, laptop: Laptop) -> bool:
        """An image of a disk: either the laptop goes on from an old one later, or both are used."""
        if len(self.laptops) >= MOST_LAPTOPS:
            return False
        self.made += 1
        twin = Laptop(self.world, self.made, laptop.desk.copy(self.made), laptop.identity)
        twin.skew_ms, twin.offset_ms = laptop.skew_ms, laptop.offset_ms
        self.laptops.append(twin)
        self.world.note(f"{laptop.name}: copied to {twin.name}")
        return False

    def _destroy(self, laptop: Laptop) -> bool:
        if len(self.laptops) > 2:
            self.world.note(f"{laptop.name}: destroyed")
            self.laptops.remove(laptop)
            laptop.desk.close()
        return True

    def _lose_something(self, laptop: Laptop) -> bool:
        """A page of the disk goes bad: an entry that the server holds and can read is gone from one laptop."""
        lost = sorted(one.id for one in laptop.desk.journal.held_in(SCOPE))
        own = {state.writer for state in laptop.desk.journal.writers()}
        there = self.world.words()
        # Not the entry of an erasure: with the server put back as well, nobody would know of it any more.
        lost = [one for one in lost if one not in self.erasures]
        safe = [one for one in lost if one in there and not is_own(laptop, one, own)]
        if safe:
            laptop.desk.lose(self.world.dice.choice(safe))
            self.world.note(f"{laptop.name}: a page went bad")
        return False

    def settle(self) -> None:
        """No more bad luck: everybody exchanges until nothing moves."""
        self.world.faults = False
        self.world.note("quiet")
        self._check_streams()
        for laptop in self.laptops:
            if self.world.is_without(laptop.identity):
                self._change_grant(laptop)
        for _ in range(_QUIET_ROUNDS):
            moved = False
            for laptop in self.laptops:
                self.world.now_ms += 1000
                report = laptop.sync() or laptop.sync()  # the second time with another code, if need be
                if report is None:
                    raise Broken(f"{laptop.name} could not exchange")
                moved |= self.readers.tend(laptop, report)
                moved |= bool(report.sent or report.received or report.given_back or report.repaired)
            moved |= self.readers.know_all()
            if not moved:
                return
        raise Broken("it never comes to rest")

    def check(self) -> None:
        """What must be so."""
        self._check_streams()
        self._check_readers()
        server = self.world.held()
        if missing := self._wanted(self._everywhere() - self._apart()) - server:
            raise Broken(f"{len(missing)} entries of living laptops are not on the server")
        if lost := self._wanted(self.there - self._apart()) - server:
            raise Broken(f"{len(lost)} entries were lost in the quiet")
        for laptop in self.laptops:
            self._check_laptop(laptop, server)
        first = self.laptops[0]
        # Whoever wrote what lies apart sees it all the same, and nobody else does.
        apart = self._apart()
        erased = {self.erasures[one] for one in apart if one in self.erasures}
        alone = {
            about
            for one, about in self.world.written.items()
            if one in apart or self.world.about.get(one) in erased
        }
        entities = first.desk.entities() - alone
        for laptop in self.laptops[1:]:
            if differs := sorted(laptop.desk.entities() - alone ^ entities):
                raise Broken(f"{laptop.name} knows of others than {first.name}: {differs[0][0]}")
            for kind, eid in sorted(entities):
                if shown(laptop.desk.fold(kind, eid)) != shown(first.desk.fold(kind, eid)):
                    raise Broken(f"{laptop.name} and {first.name} show different values")
        words = self._wanted(set().union(*(laptop.desk.words() for laptop in self.laptops)) - self._apart())
        if lost := self._wanted(self.words - self._apart()) - words:
            raise Broken(f"the words of {len(lost)} entries were lost in the quiet")
        for laptop in self.laptops:
            if lacking := words - laptop.desk.words():
                raise Broken(f"{laptop.name} lacks the words of {len(lacking)} entries")
        if unread := words - self.world.words():
            raise Broken(f"the server cannot read {len(unread)} entries")
        self._check_nothing_stale(first, entities)

    def _check_streams(self) -> None:
        if not self.world.is_derived():
            raise Broken("a turf's scope does not hold what it should")

    def _check_readers(self) -> None:
        if fault := self.readers.fault():
            raise Broken(fault)

    def _apart(self) -> set[EntryId]:
        own = {one for laptop in self.laptops for one in laptop.desk.apart()}
        return own | self.world.apart()

    def _check_laptop(self, laptop: Laptop, server: set[EntryId]) -> None:
        if lacking := server - laptop.desk.held():
            raise Broken(f"{laptop.name} lacks {len(lacking)} entries")
        self._check_erased(laptop, server)
        if laptop.desk.journal.waiting():
            raise Broken(f"{laptop.name} says that something is not sent")
        heads = {state.scope: state for state in laptop.desk.journal.scopes()}
        first = {state.scope: state for state in self.laptops[0].desk.journal.scopes()}
        if heads[SCOPE] != first[SCOPE]:
            raise Broken(f"{laptop.name} counts differently")
        for state in laptop.desk.journal.writers():
            entries = self._entries(laptop, state.writer)
            if any(one not in server for n, one in entries if n <= state.acked_n):
                raise Broken(f"{laptop.name} counts as acknowledged what the server does not hold")
            if state.last_n > state.acked_n:
                raise Broken(f"{laptop.name} has not sent all")

    def _entries(self, laptop: Laptop, writer: WriterId) -> list[tuple[int, EntryId]]:
        found = laptop.desk.journal.entries(writer, 0, 100_000)
        wanted = self._wanted({entry.id for entry in found}) - self._apart()
        return [(entry.n, entry.id) for entry in found if entry.id in wanted]

    def _check_erased(self, laptop: Laptop, server: set[EntryId]) -> None:
        """Of whom an erasure is held, no word is kept that was written without knowing of it."""
        erased = self._erased(server)
        for one in laptop.desk.words():
            if self.world.about.get(one) in erased and not laptop.knew_of_erasure(one):
                raise Broken(f"{laptop.name} still holds words about somebody who was erased")

    def _erased(self, server: set[EntryId]) -> set[str]:
        """Of whom an erasure is held: one may be gone with the only laptop that held it, and a folder that was put back."""
        return {who for erasure, who in self.erasures.items() if erasure in server}

    def _check_nothing_stale(self, laptop: Laptop, entities: set[Entity]) -> None:
        seen: set[EntryId] = set()
        erased = self._erased(self.world.held())
        for one in laptop.desk.journal.given_back(SCOPE, sorted(laptop.desk.held())):
            if one.entry.id not in self.words and self.world.about.get(one.entry.id) not in erased:
                continue  # its words went with keys and laptops: what they replaced is the latest that anybody knows
            for name, ids in one.entry.seen.items():
                if name not in ("*", "tags", ERASED):
                    seen |= set(ids)
        for kind, eid in sorted(entities):
            folded = laptop.desk.fold(kind, eid)
            for name, siblings in folded.siblings.items():
                if siblings[0].entry in seen:
                    raise Broken(f"{name} of a {kind} shows what its last editor had replaced")


def run(seed: int, *, steps: int = STEPS, is_real: bool = False) -> list[str]:
    """Run a seed; the trace. Raises Broken."""
    with tempfile.TemporaryDirectory(prefix="simulator-", dir=quick_folder()) as folder:
        simulation = Simulation(World(seed, Path(folder)), is_real)
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
        except Exception as fault:
            where = "".join(traceback.format_exception(fault)[-4:])
            raise Broken(f"seed {seed}: {where}\n" + "\n".join(world.trace[-60:])) from fault
        finally:
            for laptop in simulation.laptops:
                laptop.desk.close()
            world.stop()
        return world.trace
