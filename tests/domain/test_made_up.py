"""Made-up people and streets: the same for a seed, and fit to practise on."""

from itertools import islice

from desktop.domain import made_up
from desktop.domain.places import tidy_postcode


def test_a_seed_gives_the_same_street_people_and_electors_for_ever() -> None:
    assert made_up.street(4) == made_up.street(4)
    assert made_up.street(4) != made_up.street(5)
    assert list(islice(made_up.people(1), 50)) == list(islice(made_up.people(1), 50))
    assert list(made_up.electors(100, 1)) == list(made_up.electors(200, 1))[:100]


def test_a_street_has_as_many_doors_as_asked_both_sides_a_block_and_nobody_homeless() -> None:
    doors = made_up.street(11)
    assert len(doors) == len({door.address.key for door in doors}) == 40
    assert {door.address.side for door in doors} == {"odd", "even"}
    assert len({door.address.street for door in doors}) == 1
    assert sum(door.address.block != "" for door in doors) == 6
    assert all(door.residents for door in doors)
    assert len(made_up.street(11, doors=3)) == 3


def test_names_are_of_many_tongues() -> None:
    names = " ".join(f"{p.given_name} {p.family_name}" for p in islice(made_up.people(2), 3_000))
    for name in ("Siân", "Łukasz", "Siobhán", "Cabdullahi", "Nasrīn", "O'Brien", "McKenzie", "ap Rhys"):
        assert name in names


def test_made_up_electors_have_distinct_numbers_and_postcodes_of_nowhere() -> None:
    electors = list(made_up.electors(5_000, 9))
    assert len({elector.elector_number for elector in electors}) == 5_000
    codes = {elector.address.postcode for elector in electors if elector.address}
    assert all(code.startswith(("QV", "ZV")) and tidy_postcode(code) == code for code in codes)
