"""Fault scenarios 31 to 34: a wrong clock decides between writes that did not know of each other, and nothing else."""

from datetime import timedelta

from desktop.operations.conflicts import list_conflicts, resolve_conflict
from desktop.operations.contacts import add_note, add_person, edit_person, show_person
from sync.client.transport import wall_clock
from tests.faults.branches import Branch, Colleague
from tests.faults.pass_rule import check_pass_rule

HOUR = int(timedelta(hours=1).total_seconds() * 1000)
YEARS = 5 * 365 * 24 * HOUR


def phones(branch: Branch, person: str) -> set[str]:
    """What the laptops show."""
    return {show_person(laptop.store, person).value("phone") for laptop in branch.laptops}  # type: ignore[arg-type]


def test_31_clock_five_years_ahead_for_a_day_and_then_set_right(branch: Branch) -> None:
    ann, ben = branch.laptops
    ann.clock.skew_ms = YEARS
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    ann.write(2)
    branch.settle()
    edit_person(ben.store, person, {"phone": "2"})  # Ben has seen hers, and is right
    branch.settle()
    assert phones(branch, person) == {"2"}
    for laptop in branch.laptops:
        shown = next(field for field in show_person(laptop.store, person).fields if field.name == "phone")
        assert shown.at is not None
        assert shown.at.timestamp() * 1000 < wall_clock() + HOUR
    ann.clock.skew_ms = 0
    ann.reopen()
    edit_person(ann.store, person, {"phone": "3"})
    branch.settle()
    edit_person(ben.store, person, {"phone": "4"})
    branch.settle()
    assert phones(branch, person) == {"4"}
    assert not list_conflicts(ann.store)
    check_pass_rule(branch)


def test_32_clock_at_1970(branch: Branch) -> None:
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    branch.settle()
    cat = branch.add(
        "cat", skew_ms=-wall_clock()
    )  # from her first day: nothing that she holds says another time
    cat.write(3)
    ben.clock.skew_ms = -wall_clock()
    ben.reopen()
    edit_person(ben.store, person, {"phone": "2"})
    add_note(ben.store, person, "Asks about the bus", read_aloud=False)
    branch.settle()
    assert phones(branch, person) == {"2"}
    edit_person(cat.store, person, {"phone": "3"})
    branch.settle()
    assert phones(branch, person) == {"3"}
    assert not list_conflicts(ann.store)
    check_pass_rule(branch)


def test_33_clock_set_back_between_two_edits_of_one_field_by_one_person(branch: Branch) -> None:
    ann, ben = branch.laptops
    person = add_person(ann.store, {"given_name": "Ada", "phone": "1"}).value
    for back, phone in ((3 * HOUR, "2"), (YEARS, "3")):
        ann.clock.skew_ms = -back
        edit_person(ann.store, person, {"phone": phone})
        ann.reopen()
        assert show_person(ann.store, person).value("phone") == phone
    branch.settle()
    assert phones(branch, person) == {"3"}
    page = show_person(ben.store, person)
    assert [one.value for one in page.history if one.field == "phone"] == ["3", "2", "1"]
    assert page.conflicts == []
    check_pass_rule(branch)


def test_34_two_laptops_write_one_field_in_the_same_millisecond(large_branch: Branch) -> None:
    branch = large_branch
    ann, ben, _ = branch.laptops
    people = [add_person(ann.store, {"given_name": f"Ada {n}", "phone": "0"}).value for n in range(4)]
    branch.settle()
    now = wall_clock() + HOUR // 60
    for laptop in (ann, ben):
        laptop.clock.stands_at = now
        for person in people:
            edit_person(laptop.store, person, {"phone": laptop.name})
        laptop.clock.stands_at = None
    stamps = [_stamps(laptop) for laptop in (ann, ben)]
    assert stamps[0] == stamps[1]
    branch.settle()
    for person in people:
        (winner,) = phones(branch, person)
        (loser,) = {"ann", "ben"} - {winner}
        for laptop in branch.laptops:
            page = show_person(laptop.store, person)
            assert page.conflicts == ["phone"]
            assert {one.value for one in page.history if one.field == "phone"} == {"0", winner, loser}
    resolve_conflict(ben.store, people[0], "phone", "ann")
    branch.settle()
    assert phones(branch, people[0]) == {"ann"}
    assert all(len(list_conflicts(laptop.store)) == 3 for laptop in branch.laptops)
    check_pass_rule(branch)


def _stamps(laptop: Colleague) -> list[int]:
    """The stamps of a laptop's latest own entries."""
    state = laptop.store.exchange.writers()[-1]
    return [entry.stamp for entry in laptop.store.exchange.entries(state.writer, state.last_n - 4, 4)]
