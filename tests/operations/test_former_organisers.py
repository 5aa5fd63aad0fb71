"""Who was an organiser: not believed again, and the keys that they made are read with and left."""

from desktop.domain.members import Role
from desktop.operations.accounts import change_role
from desktop.operations.enrolment import open_transport
from desktop.operations.laptops import ask_laptops
from desktop.operations.readers import make_key, read_readers, renew_key, tend
from tests.operations.halls import Hall, person, quotes, say


def test_who_is_an_organiser_no_more_is_not_believed_again_whatever_was_said_before(hall: Hall) -> None:
    ben, cem, dan = (hall.join(name, Role.ORGANISER) for name in ("Ben", "Cem", "Dan"))
    hall.sync(times=3)
    theirs = ben.vouching.me()
    assert theirs is not None
    renew_key(ben)
    hall.sync()
    laptop = next(one.id for one in ask_laptops(hall.ann).value.laptops if one.name == "Ben's laptop")
    change_role(hall.ann, laptop, Role.CANVASSER)

    def believed() -> set[str]:
        return {
            name
            for name, store in hall.stores.items()
            if store.vouching.known()[theirs.mark].keys.role == Role.ORGANISER
        }

    hall.sync(hall.ann)
    assert believed() == {"Ben", "Cem", "Dan"}, "Ann's laptop stays by it, and the others have not heard"
    hall.sync()
    assert believed() == set()
    hall.shut_out(hall.ann)  # who said so
    hall.ann.close()
    hall.sync(times=3)
    assert believed() == set()
    assert cem.notes_keys.current == dan.notes_keys.current == ben.notes_keys.current
    assert cem.notes_keys.current in cem.notes_keys.held
    change_role(cem, laptop, Role.ORGANISER)
    hall.sync(times=2)
    assert believed() == {"Ben", "Cem", "Dan"}
    eve = hall.join("Eve", by=dan)
    hall.sync(times=2)
    assert eve.vouching.known()[theirs.mark].keys.role == Role.ORGANISER


def test_the_key_that_an_organiser_of_before_made_is_read_with_and_renewed(hall: Hall) -> None:
    ben, cem = hall.join("Ben", Role.ORGANISER), hall.join("Cem")
    who = person(hall.ann)
    hall.sync(times=3)
    renew_key(ben)
    say(ben, who, "under Ben's key")
    hall.sync(ben, hall.ann)
    theirs = hall.ann.notes_keys.current
    laptop = next(one.id for one in ask_laptops(hall.ann).value.laptops if one.name == "Ben's laptop")
    change_role(hall.ann, laptop, Role.CANVASSER)
    hall.sync(hall.ann)
    hall.sync(times=2)
    assert theirs in cem.notes_keys.held
    assert quotes(cem, who) == quotes(hall.ann, who) == ["under Ben's key"]
    assert hall.ann.notes_keys.current == cem.notes_keys.current != theirs


def test_a_key_that_came_after_its_maker_was_shut_out_is_brought_along_by_another(hall: Hall) -> None:
    """Whoever never knew its maker has it from a key that brings it along, and from nothing else."""
    cem = hall.join("Cem", Role.ORGANISER)
    who = person(hall.ann)
    hall.sync(times=3)
    make_key(cem)
    say(cem, who, "under Cem's key")
    hall.sync(cem, times=1)
    theirs = cem.notes_keys.current
    hall.shut_out(cem)
    cem.close()
    line = open_transport(hall.ann)
    assert tend(hall.ann, line, asks=True), "Ann hears that Cem was shut out, and renews"
    line.close()
    assert theirs not in hall.ann.notes_keys.held
    hall.sync(times=3)
    assert quotes(hall.ann, who) == ["under Cem's key"]
    (head,) = hall.ann.notes_keys.heads()
    (made,) = hall.ann.notes_keys.said()[head.name].makings
    assert theirs in made.after
    assert not read_readers(hall.ann).is_due
