"""A vault that several people open until a day: whose writing is whose, when it ends, how it goes on, and who is out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attempts import Outcome
from desktop.domain.ids import ContactId
from desktop.domain.leases import LeaseState, TakesInOnly
from desktop.domain.members import Role
from desktop.domain.sharing import MOST_DAYS, NotTheOwner, SharingRefused
from desktop.operations import vault_people, vaults
from desktop.operations.attempts import door_of, record_attempt
from desktop.operations.contacts import add_note, add_person, edit_person, show_person
from desktop.operations.drafts import find_draft, keep_draft, list_drafts
from desktop.operations.home import canvasser_home
from desktop.operations.leases import read_lease, require_lease
from desktop.operations.members import list_laptops, list_members, name_me, who_am_i
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets
from desktop.store.errors import WrongPassphrase
from desktop.store.store import Store
from desktop.store.vault import open_vault
from tests.made_up_stores import (
    PASSPHRASE,
    QUICK,
    TurnedClock,
    colleague,
    deliver,
    entries_of,
    made_store,
    register_file,
)

DAY = timedelta(days=1)
THEIRS = {"Ben": "violet otter harbour nine", "Cai": "copper meadow trumpet ladder"}
DANS = "seldom amber ferry lantern"


def give(store: Store, name: str, until: date | None, passphrase: str = PASSPHRASE) -> vault_people.KeyHolder:
    """Give somebody a passphrase to the open vault."""
    return vault_people.add_holder(store, passphrase, name, THEIRS[name], until, stretch=QUICK, floor=QUICK)


def share(store: Store, until: date, passphrase: str = PASSPHRASE) -> None:
    """Say another last day."""
    vault_people.share_until(store, passphrase, until, floor=QUICK)


def opened(folder: Path, passphrase: str, clock: TurnedClock) -> Store:
    """The store of a vault, opened by a passphrase."""
    return Store(open_vault(folder, passphrase, floor=QUICK), clock.now_ms, clock.local_now)


@dataclass
class Shared:
    """Ann's vault on one laptop, which Ben and Cai open too; one of them has it open."""

    folder: Path
    clock: TurnedClock = field(default_factory=TurnedClock)

    def __post_init__(self) -> None:
        self.store = made_store(self.folder, self.clock)
        name_me(self.store, "Ann", "Kitchen", Role.CANVASSER)
        self.somebody = add_person(self.store, {"given_name": "Zoë", "phone": "01"}).value
        self.until = self.clock.at.date() + 6 * DAY
        self.slots = {name: give(self.store, name, self.until).member for name in THEIRS}

    def open_as(self, name: str) -> Store:
        """Lock, and let somebody else open it."""
        self.store.close()
        self.store = opened(self.folder, THEIRS.get(name, PASSPHRASE), self.clock)
        return self.store

    @property
    def today(self) -> date:
        return self.clock.at.date()


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Shared]:
    made = Shared(tmp_path / "records")
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One for many examples, each of which begins where the last one ended."""
    made = Shared(tmp_path_factory.mktemp("shared") / "records")
    yield made
    made.store.close()


# Whose writing is whose


def write(store: Store, what: str, contact: ContactId) -> None:
    """Write one thing of a kind."""
    if what == "person":
        add_person(store, {"given_name": "Ivo"})
    elif what == "phone":
        edit_person(store, contact, {"phone": str(store.session.last_n)})
    elif what == "note":
        add_note(store, contact, "The lift is broken", read_aloud=True)
    else:
        door = door_of(store, contact)
        record_attempt(store, door, Outcome.TALKED, contact=contact, note="Rents", note_read_aloud=True)


@given(
    evenings=st.lists(
        st.tuples(
            st.sampled_from(["Ann", *THEIRS]),
            st.lists(st.sampled_from(["person", "phone", "note", "door"]), min_size=1, max_size=3),
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=10)
def test_every_entry_says_whose_passphrase_opened_the_records(
    standing: Shared, evenings: list[tuple[str, list[str]]]
) -> None:
    wrote_as: dict[str, str] = {}
    for name, things in evenings:
        store = standing.open_as(name)
        before = len(entries_of(store))
        for what in things:
            write(store, what, standing.somebody)
        new = entries_of(store)[before:]
        assert len(new) >= len(things)
        assert {entry.actor for entry in new} == {who_am_i(store).member}
        assert wrote_as.setdefault(name, new[0].actor) == new[0].actor
        assert who_am_i(store).name == name
    assert len(set(wrote_as.values())) == len(wrote_as)
    assert {entry.writer for entry in entries_of(standing.store)} == {standing.store.session.writer}


def test_history_conversations_and_doors_name_them_here_and_on_every_other_laptop(
    shared: Shared, tmp_path: Path
) -> None:
    for name in ("Ben", "Cai"):
        store = shared.open_as(name)
        record_attempt(
            store, door_of(store, shared.somebody), Outcome.TALKED, contact=shared.somebody, note=name
        )
        edit_person(store, shared.somebody, {"phone": name})
    other = colleague(shared.open_as("Ann"), tmp_path / "other")
    deliver(other, entries_of(shared.store))
    for store in (shared.store, other):
        page = show_person(store, shared.somebody)
        assert sorted(one.by for one in page.attempts) == ["Ben", "Cai"]
        assert {one.text: one.by for one in page.words} == {"Ben": "Ben", "Cai": "Cai"}
        assert {(one.value, one.by) for one in page.history if one.field == "phone"} == {
            ("01", "Ann"),
            ("Ben", "Ben"),
            ("Cai", "Cai"),
        }
        laptops = list_laptops(store)
        assert ("Kitchen", "Ann") in [(one.name, one.member_name) for one in laptops]  # whose it is
        roles = {one.name: one.role for one in list_members(store)}
        assert roles["Ben"] is roles["Cai"] is Role.CANVASSER
    other.close()


def test_somebody_known_in_the_branch_writes_as_who_they_are(shared: Shared, tmp_path: Path) -> None:
    dan = colleague(shared.store, tmp_path / "dan")
    name_me(dan, "Dan", "Attic", Role.ORGANISER)
    add_person(dan, {"given_name": "Ivo"})
    deliver(shared.store, entries_of(dan))
    held = vault_people.add_holder(
        shared.store, PASSPHRASE, " dan", DANS, shared.until, stretch=QUICK, floor=QUICK
    )
    assert held.writes_as == who_am_i(dan).member
    assert vault_people.find_colleague(shared.store, "Dan") is None  # has one now
    shared.store.close()
    store = shared.store = opened(shared.folder, DANS, shared.clock)
    add_note(store, shared.somebody, "Rents", read_aloud=True)
    assert entries_of(store)[-1].actor == who_am_i(dan).member
    name_me(store, "Dan Probert")
    assert {one.name: one.role for one in list_members(store)}["Dan Probert"] is Role.ORGANISER
    assert who_am_i(store).role is Role.CANVASSER  # what one may do here goes with the laptop
    dan.close()


def test_what_is_being_typed_is_whoever_types_it(shared: Shared) -> None:
    keep_draft(shared.store, "person:new", "Ann was here")
    ben = shared.open_as("Ben")
    assert (find_draft(ben, "person:new"), list_drafts(ben)) == ("", [])
    keep_draft(ben, "person:new", "Ben was here")
    keep_draft(ben, "turf:new", "Quayside")
    assert sorted(list_drafts(ben)) == ["person:new", "turf:new"]
    ann = shared.open_as("Ann")
    assert list_drafts(ann) == ["person:new"]
    assert find_draft(ann, "person:new") == "Ann was here"
    after = vault_people.remove_holder(ann, PASSPHRASE, shared.slots["Ben"], floor=QUICK).store
    shared.store = after
    assert find_draft(after, "person:new") == "Ann was here"
    assert find_draft(after, "turf:new") == "Quayside"  # nothing is lost with whoever typed it
    assert len(list_drafts(after)) == 2


def test_each_has_the_walks_that_were_given_to_them(shared: Shared) -> None:
    import_register(shared.store, register_file(shared.folder.parent))
    street = list_streets(shared.store)[0]
    bens = next(one.writes_as for one in vault_people.list_holders(shared.store) if one.name == "Ben")
    turf = cut_turf(shared.store, "Quay", [street.key], canvasser=bens).value
    ben = shared.open_as("Ben")
    home = canvasser_home(ben)
    assert home.turf is not None
    assert (home.turf.id, home.me.name) == (turf, "Ben")


def test_a_name_that_somebody_gives_is_their_own_and_the_laptop_stays_the_owners(shared: Shared) -> None:
    ben = shared.open_as("Ben")
    name_me(ben, "Ben Kovacs", "Blue")
    add_person(ben, {"given_name": "Ivo"})
    assert (who_am_i(ben).name, who_am_i(ben).role) == ("Ben Kovacs", Role.CANVASSER)
    assert {one.name: one.role for one in list_members(ben)} == dict.fromkeys(
        ("Ann", "Ben Kovacs", "Cai"), Role.CANVASSER
    )
    ann = shared.open_as("Ann")
    assert (who_am_i(ann).name, who_am_i(ann).laptop) == ("Ann", "Blue")
    assert [each.name for each in vault_people.list_holders(ann)] == ["Ann", "Ben Kovacs", "Cai"]


def test_names_are_written_with_the_first_entry_if_there_was_none(tmp_path: Path) -> None:
    shared = TurnedClock()
    store = made_store(tmp_path / "records", shared)
    name_me(store, "Ann", "Kitchen")
    give(store, "Ben", shared.at.date())
    assert entries_of(store) == []  # a colleague's code is still accepted
    add_person(store, {"given_name": "Ivo"})
    assert {one.name for one in list_members(store)} == {"Ann", "Ben"}
    store.close()


# Until when


def test_it_is_over_after_its_last_day_and_goes_on_when_the_owner_says_another(shared: Shared) -> None:
    found = []
    for _ in range(8):
        standing = read_lease(shared.store)
        found.append((standing.state.value, standing.is_sharing, standing.takes_in_only))
        shared.clock.turn(days=1)
    assert found == [("good", True, False)] * 5 + [("warned", True, False)] * 2 + [("ended", True, True)]
    for name in ("Ann", "Ben"):  # whoever opens it
        store = shared.open_as(name)
        with pytest.raises(TakesInOnly) as refused:
            require_lease(store)
        assert refused.value.is_sharing
        record_attempt(store, door_of(store, shared.somebody), Outcome.NOT_HOME)  # what it is for goes on
    ann = shared.open_as("Ann")
    assert vault_people.read_sharing(ann).is_over
    share(ann, shared.today + 3 * DAY)
    require_lease(ann)
    assert not vault_people.read_sharing(shared.open_as("Ben")).is_over


def test_only_the_owner_lets_others_in_and_says_until_when(shared: Shared) -> None:
    ben = shared.open_as("Ben")
    mine = THEIRS["Ben"]
    with pytest.raises(NotTheOwner):
        share(ben, shared.today + 9 * DAY, mine)
    with pytest.raises(NotTheOwner):
        vault_people.add_holder(ben, mine, "Dan", DANS, shared.until, stretch=QUICK, floor=QUICK)
    for slot in (shared.slots["Cai"], vault_people.list_holders(ben)[0].member):
        with pytest.raises(NotTheOwner):
            vault_people.remove_holder(ben, mine, slot, floor=QUICK)
    with pytest.raises(NotTheOwner):
        vaults.renew_recovery_code(ben, mine, stretch=QUICK, floor=QUICK)
    with pytest.raises(NotTheOwner):
        vault_people.renew_key(ben, mine, floor=QUICK)
    with pytest.raises(WrongPassphrase):
        share(ben, shared.until, "not it at all")
    assert vault_people.read_sharing(ben).until_on == shared.until
    vaults.change_passphrase(ben, mine, DANS, stretch=QUICK, floor=QUICK)
    assert [each.name for each in vault_people.list_holders(ben)] == [
        "Ann",
        "Ben",
        "Cai",
    ]  # the owner is first still
    share(ben, shared.today + 9 * DAY)  # by the owner's passphrase, whoever opened it


def test_a_day_is_needed_and_is_near(shared: Shared, tmp_path: Path) -> None:
    for day, what in ((shared.today - DAY, "past"), (shared.today + MOST_DAYS * DAY, "too_far")):
        with pytest.raises(SharingRefused) as refused:
            share(shared.store, day)
        assert refused.value.what == what
    share(shared.store, shared.today + (MOST_DAYS - 1) * DAY)
    share(shared.store, shared.today)
    lone = made_store(tmp_path / "lone")
    with pytest.raises(SharingRefused) as refused:
        give(lone, "Ben", None)
    assert refused.value.what == "no_day"
    assert len(vault_people.list_holders(lone)) == 1
    share(lone, shared.today)
    assert read_lease(lone).state is LeaseState.NONE  # nobody else is there yet
    give(lone, "Ben", None)
    assert read_lease(lone).is_sharing
    lone.close()


@given(turns=st.lists(st.integers(-20, 8), max_size=8))
@settings(max_examples=10)
def test_no_clock_lengthens_it(standing: Shared, turns: list[int]) -> None:
    standing.open_as("Ann")
    share(standing.store, standing.today + 6 * DAY)
    forward = 0
    for turn in turns:
        standing.clock.turn(days=turn)
        standing.store.leases.count()
        forward += max(0, turn)
        if forward >= 7:
            assert read_lease(standing.store).takes_in_only


def test_a_slot_of_which_the_store_knows_nothing_is_never_the_owners(shared: Shared) -> None:
    """As after a backup from before it was brought back."""
    for name in ("writes_as:", "passphrase_of:"):
        shared.store.settings.drop(name + shared.slots["Ben"])
    shared.store.settings.drop("shared_until")
    ben = shared.open_as("Ben")
    add_note(ben, shared.somebody, "Rents", read_aloud=True)
    assert entries_of(ben)[-1].actor != ben.session.owner
    assert who_am_i(ben).name == ""
    assert read_lease(ben).takes_in_only  # nobody said until when


# Who is out


def test_who_is_taken_off_opens_nothing_and_what_they_wrote_stays_theirs(shared: Shared) -> None:
    ben = shared.open_as("Ben")
    add_note(ben, shared.somebody, "Rents", read_aloud=True)
    wrote_as = who_am_i(ben).member
    ann = shared.open_as("Ann")
    ann = vault_people.remove_holder(ann, PASSPHRASE, shared.slots["Ben"], floor=QUICK).store
    assert vault_people.read_sharing(ann).is_shared
    ann = vault_people.remove_holder(ann, PASSPHRASE, shared.slots["Cai"], floor=QUICK).store
    assert not vault_people.read_sharing(ann).is_shared
    ann.close()
    for passphrase in THEIRS.values():
        with pytest.raises(WrongPassphrase):
            open_vault(shared.folder, passphrase, floor=QUICK)
    shared.clock.turn(days=30)
    ann = shared.open_as("Ann")
    assert read_lease(ann).state is LeaseState.NONE  # alone again, without an end
    note = next(one for one in show_person(ann, shared.somebody).words)
    assert note.by == "Ben"
    assert [entry.actor for entry in entries_of(ann) if entry.kind == "note"] == [wrote_as]
    assert ann.sharing.others() == {}
