"""What an organiser's laptop says that a turf holds: by the register, and by whose word somebody lives elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.ids import TurfId
from desktop.operations.contacts import add_person, order_people, read_people
from desktop.operations.register_import import import_register
from desktop.operations.sameness import say_same
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.journal import Draft
from sync.protocol.messages import LaptopsAnswer, LaptopState
from tests.made_up_stores import colleague, deliver, entries_of, made_store, pass_attachments, register_file


class Town:
    """Ann, who organises and has a turf cut, and Ben, whose entries come to her as the server admitted them."""

    def __init__(self, folder: Path) -> None:
        self.ann = made_store(folder / "ann")
        self.ben = colleague(self.ann, folder / "ben")
        import_register(self.ann, register_file(folder))
        streets = sorted(list_streets(self.ann), key=lambda street: street.doors)
        self.turf = cut_turf(self.ann, "", [streets[0].key]).value
        deliver(self.ben, entries_of(self.ann))
        pass_attachments(self.ann, self.ben)
        self.doors = [door.household for door in walk_list(self.ann, self.turf).doors]
        self._delivered = 0
        self.told(has_branch=False)
        self.at_first = self.holds()
        everybody = [row.id for row in read_people(self.ann, order_people(self.ann))]
        self.near = [who for who in everybody if who in self.at_first]
        self.strangers = [who for who in everybody if who not in self.at_first]

    def told(self, *, has_branch: bool | None) -> None:
        """What the server says of Ben's laptop; None if it says of none what they have."""
        state = LaptopState(
            device="ben",
            laptop="Blue",
            role="canvasser",
            enrolled_at=1,
            seen_at=1,
            writers=[self.ben.session.writer],
            scopes=[self.ben.session.scope] if has_branch else [],
        )
        anns = LaptopState(
            device="ann",
            laptop="Kitchen",
            role="organiser",
            enrolled_at=1,
            seen_at=1,
            scopes=[] if has_branch is None else [self.ann.session.scope],
        )
        self.ann.laptops.keep(LaptopsAnswer(laptops=[anns, state], erasures=[], now=1))

    def ben_writes(self, *drafts: Draft) -> None:
        with self.ben.transaction():
            for draft in drafts:
                self.ben.projection.append(draft)
        self.deliver_bens()

    def deliver_bens(self) -> None:
        written = entries_of(self.ben)
        deliver(self.ann, written[self._delivered :])
        self._delivered = len(written)

    def holds(self) -> set[str]:
        with self.ann.transaction():
            self.ann.turf_scopes.renew(TurfId(self.turf))
        return set(self.ann.projection.folded("turf", self.turf).value("holds"))

    def same(self, contact: str, other: str) -> Draft:
        return Draft("same_as", self.ben.session.new_id(), {"contact": contact, "other": other}, is_new=True)

    def close(self) -> None:
        self.ann.close()
        self.ben.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    found = Town(tmp_path)
    yield found
    found.close()


def test_whom_the_register_has_elsewhere_no_laptop_without_the_branch_brings_in(town: Town) -> None:
    moved, joined, *_ = town.strangers
    town.ben_writes(Draft("contact", moved, {"household": town.doors[0]}), town.same(town.near[0], joined))
    assert town.holds() == town.at_first
    town.told(has_branch=True)
    assert moved in town.holds()


def test_somebody_typed_at_a_door_is_no_bridge_to_whom_the_register_has_elsewhere(town: Town) -> None:
    typed = add_person(town.ben, {"given_name": "Jo"}).value
    town.deliver_bens()
    town.ben_writes(Draft("contact", typed, {"household": town.doors[0]}))
    assert town.holds() == town.at_first | {typed}
    town.ben_writes(town.same(typed, town.strangers[0]))
    assert town.holds() == town.at_first


def test_who_bears_the_id_of_a_door_is_nobody_and_opens_no_register(town: Town) -> None:
    rows = town.ann.reading.execute("SELECT lower(hex(id)) FROM household WHERE edition > 0").fetchall()
    foreign = [row[0] for row in rows if row[0] not in town.at_first]
    extract = town.ann.projection.folded("turf", town.turf).value("extract")
    town.ben_writes(*(Draft("contact", door, {"household": town.doors[0]}) for door in foreign))
    assert town.holds() == town.at_first
    assert town.ann.projection.folded("turf", town.turf).value("extract") == extract


def test_what_somebody_else_said_that_a_turf_holds_is_no_reason_to_hold_it(town: Town) -> None:
    stranger = town.strangers[0]
    town.ben_writes(
        Draft("turf", town.turf, {"holds": [*sorted(town.at_first), stranger]}),
        Draft("contact", stranger, {"household": town.doors[0]}),
    )
    assert town.holds() == town.at_first


def test_the_word_of_whoever_sits_here_brings_in_whom_they_mean(town: Town) -> None:
    stranger = town.strangers[0]
    with town.ann.transaction():
        town.ann.projection.append(Draft("contact", stranger, {"household": town.doors[0]}))
    assert town.holds() == town.at_first | {stranger}


def test_somebody_typed_is_shown_to_be_so_where_they_are_joined_and_nobody_of_the_register_is(
    town: Town,
) -> None:
    typed = add_person(town.ben, {"given_name": "Jo"}).value
    assert town.ben.journal.typed_proof(typed)
    assert town.ben.journal.typed_proof(town.near[0]) == ""
    say_same(town.ben, typed, town.near[0])
    said = [entry for entry in entries_of(town.ben) if entry.kind == "same_as"]
    assert f'"typed":{{"{typed}":"{town.ben.journal.typed_proof(typed)}"}}' in said[0].body


def test_where_a_server_of_before_tells_nobodys_scopes_whoever_is_held_stays(town: Town) -> None:
    stranger = town.strangers[0]
    town.told(has_branch=True)
    town.ben_writes(Draft("contact", stranger, {"household": town.doors[0]}))
    assert stranger in town.holds()
    town.told(has_branch=None)
    assert stranger in town.holds()
    town.told(has_branch=False)
    assert stranger not in town.holds()
