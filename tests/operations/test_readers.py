"""Who can read the notes: a laptop that was shut out reads nothing that is written later, and nobody else loses a word."""

from pathlib import Path

import msgspec
import pytest

from desktop.domain.members import Role
from desktop.domain.readers import NoSuchWords, OnlyOrganisersRenew, Reading
from desktop.operations.accounts import change_role
from desktop.operations.bundles import read_from_stick, write_to_stick
from desktop.operations.enrolment import NotJoined
from desktop.operations.laptops import ask_laptops
from desktop.operations.readers import know_by_words, own_words, read_readers, renew_key
from desktop.store.journal import Draft
from desktop.store.store import Store
from sync.protocol.kinds.notes_key import NOTES_KEY
from sync.protocol.sealing import FIRST
from tests.made_up_stores import made_store, reopened_store
from tests.operations.halls import Hall, person, quotes, say


def standing_of(store: Store) -> dict[str, tuple[Reading, bool]]:
    return {one.name: (one.reading, one.is_known) for one in read_readers(store).readers}


def test_who_was_shut_out_cannot_read_what_is_written_later_and_everybody_else_reads_all(hall: Hall) -> None:
    ben, eve = hall.join("Ben"), hall.join("Eve")
    who = person(hall.ann)
    say(hall.ann, who, "before")
    hall.sync()
    assert quotes(eve, who) == ["before"]
    hall.shut_out(eve)
    hall.sync()
    assert hall.ann.notes_keys.current != FIRST
    say(ben, who, "after")
    hall.sync()
    assert quotes(hall.ann, who) == quotes(ben, who) == ["after", "before"]
    # Even with all that the server has, and with a colleague's stick, it stays shut.
    assert [kind for kind, _ in ben.journal.sealed_under(ben.notes_keys.current)] == ["note"]
    write_to_stick(ben, hall.folder / "stick")
    read_from_stick(eve, hall.folder / "stick")
    assert quotes(eve, who) == ["?", "before"]
    assert not eve.notes_keys.held
    eve.close()


def test_a_newcomer_reads_what_was_written_under_every_key_before(hall: Hall) -> None:
    who = person(hall.ann)
    hall.sync()
    for text in ("one", "two", "three"):
        say(hall.ann, who, text)
        renew_key(hall.ann)
    hall.sync()
    cem = hall.join("Cem")
    assert cem.notes_keys.current == hall.ann.notes_keys.current, "the code brings the key along"
    hall.sync()
    assert quotes(cem, who) == ["one", "three", "two"]


def test_a_laptop_that_was_away_writes_under_the_older_key_and_that_is_taken(hall: Hall) -> None:
    ben = hall.join("Ben")
    who = person(hall.ann)
    hall.sync()
    renew_key(hall.ann)
    hall.sync(hall.ann)
    say(ben, who, "from the old days")
    hall.sync()
    assert quotes(hall.ann, who) == quotes(ben, who) == ["from the old days"]
    assert ben.notes_keys.current == hall.ann.notes_keys.current != FIRST


def test_two_organisers_who_renew_at_once_end_with_the_same_key_and_read_each_other(hall: Hall) -> None:
    cem = hall.join("Cem", Role.ORGANISER)
    who = person(hall.ann)
    hall.sync()
    for store in (hall.ann, cem):
        renew_key(store)
    assert hall.ann.notes_keys.current != cem.notes_keys.current
    for store, text in ((hall.ann, "Ann's"), (cem, "Cem's")):
        say(store, who, text)
    hall.sync()
    assert hall.ann.notes_keys.current == cem.notes_keys.current
    assert hall.ann.notes_keys.held == cem.notes_keys.held
    assert quotes(hall.ann, who) == quotes(cem, who) == ["Ann's", "Cem's"]
    dan = hall.join("Dan", by=cem)
    hall.sync()
    assert quotes(dan, who) == ["Ann's", "Cem's"], "whoever comes later reads what was written under either"


def test_keys_travel_on_a_stick_alone(hall: Hall) -> None:
    ben = hall.join("Ben")
    who = person(hall.ann)
    hall.sync()
    renew_key(hall.ann)
    say(hall.ann, who, "after")
    write_to_stick(hall.ann, hall.folder / "stick")
    read_from_stick(ben, hall.folder / "stick")
    assert quotes(ben, who) == ["after"]


def test_what_came_before_its_key_is_shown_as_shut_and_opens_when_the_key_comes(hall: Hall) -> None:
    ben = hall.join("Ben")
    who = person(hall.ann)
    hall.sync()
    forget(ben, hall.ann)
    renew_key(hall.ann)
    say(hall.ann, who, "after")
    hall.sync()
    assert quotes(ben, who) == ["?"]
    assert read_readers(ben).shut == 1
    ben = hall.stores["Ben"] = reopened_store(ben)
    assert quotes(ben, who) == ["?"]
    know_by_words(ben, own_words(hall.ann))
    assert quotes(ben, who) == ["after"]
    assert read_readers(ben).shut == 0
    assert quotes(hall.ann, who) == ["after"]


def forget(store: Store, whom: Store) -> None:
    """As after joining with an older program: whose keys are whose is not known."""
    me = whom.vouching.me()
    assert me is not None
    with store.transaction() as connection:
        connection.execute("DELETE FROM vouched WHERE mark = ?", (me.mark,))


def test_a_laptop_that_joined_before_is_taken_in_by_comparing_words_on_both_sides(hall: Hall) -> None:
    ben = hall.join("Ben")
    who = person(hall.ann)
    with hall.ann.transaction() as connection:
        connection.execute("DELETE FROM inviting")  # the code was made by an older program
    forget(ben, hall.ann)
    hall.sync()
    assert standing_of(hall.ann)["Ben's laptop"] == (Reading.READS, False)
    renew_key(hall.ann)
    say(hall.ann, who, "after")
    hall.sync()
    assert standing_of(hall.ann)["Ben's laptop"] == (Reading.NOT_YET, False)
    assert quotes(ben, who) == ["?"]
    with pytest.raises(NoSuchWords):
        know_by_words(hall.ann, ["these", "are", "wrong"])
    know_by_words(hall.ann, [" ".join(own_words(ben)).upper()])
    hall.sync()
    assert quotes(ben, who) == ["?"], "it does not know who gave the key"
    know_by_words(ben, own_words(hall.ann))
    assert quotes(ben, who) == ["after"]
    assert standing_of(hall.ann)["Ben's laptop"] == (Reading.READS, True)


def test_whoever_knows_one_organiser_comes_to_know_all_that_any_of_them_knows(hall: Hall) -> None:
    ben, cem, dan = (hall.join(name, Role.ORGANISER) for name in ("Ben", "Cem", "Dan"))
    for store in hall.stores.values():
        with store.transaction() as connection:  # they joined before there were vouchers
            connection.execute("DELETE FROM inviting")
            connection.execute("DELETE FROM vouched")
    hall.sync()

    def meet(one: Store, other: Store) -> None:
        know_by_words(one, own_words(other))
        know_by_words(other, own_words(one))

    meet(hall.ann, ben)
    meet(cem, dan)
    hall.sync()
    meet(hall.ann, cem)  # each of them has somebody's word already, of whom the other's friend knows nothing
    hall.sync(times=3)
    everybody = {me.device for store in hall.stores.values() if (me := store.vouching.me())}
    for store in hall.stores.values():
        assert {one.device for one in store.vouching.standing()} == everybody


def test_the_key_is_not_renewed_by_itself_while_that_would_shut_out_a_laptop_nobody_knows(hall: Hall) -> None:
    hall.join("Ben")
    eve = hall.join("Eve")
    with hall.ann.transaction() as connection:
        connection.execute("DELETE FROM inviting")
    hall.sync()
    hall.shut_out(eve)
    eve.close()
    hall.sync()
    assert hall.ann.notes_keys.current == FIRST
    assert read_readers(hall.ann).is_due
    renew_key(hall.ann)
    assert not read_readers(hall.ann).is_due


def test_whom_an_organiser_vouched_for_who_was_shut_out_since_stays_known(hall: Hall) -> None:
    cem = hall.join("Cem", Role.ORGANISER)
    ben = hall.join("Ben", by=cem)
    who = person(hall.ann)
    hall.sync(times=3)
    hall.shut_out(cem)
    cem.close()
    hall.sync(times=3)
    say(hall.ann, who, "after")
    hall.sync()
    assert quotes(ben, who) == ["after"]
    dan = hall.join("Dan")
    hall.sync()
    assert {one.device for one in dan.vouching.standing()} == {
        me.device for store in hall.stores.values() if (me := store.vouching.me())
    }


def test_only_an_organisers_laptop_renews_and_none_that_has_not_joined(hall: Hall, tmp_path: Path) -> None:
    ben = hall.join("Ben")
    with pytest.raises(OnlyOrganisersRenew):
        renew_key(ben)
    alone = made_store(tmp_path / "alone")
    for work in (lambda: renew_key(alone), lambda: own_words(alone), lambda: know_by_words(alone, ["a"])):
        with pytest.raises(NotJoined):
            work()
    alone.close()


def test_identities_and_attachments_stay_what_they_are_when_the_key_is_renewed(hall: Hall) -> None:
    keys = hall.ann.session.keys
    before = keys.identities, keys.bundles, keys.seal_attachment(b"edition")
    renew_key(hall.ann)
    keys = hall.ann.session.keys
    assert (keys.identities, keys.bundles, keys.seal_attachment(b"edition")) == before


def test_who_was_shut_out_before_anybody_here_knew_them_is_given_nothing_by_a_voucher_that_comes_late(
    hall: Hall,
) -> None:
    cem = hall.join("Cem", Role.ORGANISER)
    hall.sync()
    ben = hall.join("Ben", by=cem)
    hall.sync(ben)
    theirs = ben.vouching.me()
    assert theirs is not None
    hall.shut_out(ben)
    ben.close()
    hall.sync(hall.ann, times=1)  # Ann hears that it was shut out, and does not know it
    assert theirs.mark not in hall.ann.vouching.known()
    hall.sync(cem)
    hall.sync()
    renew_key(hall.ann)
    assert theirs.mark not in {keys.mark for keys in hall.ann.vouching.standing()}
    assert theirs.box.hex() not in hall.ann.notes_keys.said()[hall.ann.notes_keys.current].boxes


def test_nobody_who_signed_nothing_says_which_keys_need_not_be_given(hall: Hall) -> None:
    keys = hall.ann.notes_keys
    for _ in range(2):
        renew_key(hall.ann)
    heads = keys.heads()
    assert [key.name for key in heads] == [keys.current]
    assert len(keys.held) == 2
    (older,) = set(keys.held) - {keys.current}
    said = keys.said()[older].makings[0]
    forged = msgspec.to_builtins(said) | {"after": [keys.current]}
    with hall.ann.transaction():
        hall.ann.projection.append(Draft(NOTES_KEY.name, older, forged))
    assert keys.current in [name for made in keys.said()[older].makings for name in made.after]
    assert keys.heads() == heads


def test_a_key_is_taken_from_a_colleague_who_became_an_organiser(hall: Hall) -> None:
    ben, dan = hall.join("Ben"), hall.join("Dan")
    who = person(hall.ann)
    hall.sync()
    laptop = next(one.id for one in ask_laptops(hall.ann).value.laptops if one.name == "Ben's laptop")
    change_role(hall.ann, laptop, Role.ORGANISER)
    hall.sync()
    renew_key(ben)
    say(ben, who, "after")
    hall.sync()
    assert quotes(dan, who) == quotes(hall.ann, who) == ["after"]
