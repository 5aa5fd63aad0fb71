"""Who has a passphrase to a vault, told by name from within, and what taking one away does."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.passphrases import PassphraseRefused
from desktop.operations import vault_people, vaults
from desktop.operations.contacts import add_person, count_people
from desktop.operations.members import name_me
from desktop.store.errors import NotOneself, PersonUnknown, TooManySlots, WrongPassphrase
from desktop.store.store import Store
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
MINE = "correct horse battery staple"
THEIRS = "violet otter harbour nine"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = vaults.create_vault(tmp_path / "vault", MINE, stretch=FAST, floor=FAST).store
    name_me(made, "Ann", "Kitchen")
    add_person(made, {"given_name": "Zoë"})
    return made


def add(store: Store, name: str = "Ben", passphrase: str = THEIRS) -> vault_people.KeyHolder:
    until = store.today() + timedelta(days=6)
    return vault_people.add_holder(store, MINE, name, passphrase, until, stretch=FAST, floor=FAST)


def test_people_are_listed_by_name_whoever_of_them_opened_it(store: Store) -> None:
    assert [(each.name, each.is_me) for each in vault_people.list_holders(store)] == [("Ann", True)]
    add(store)
    folder = store.folder
    store.close()
    theirs = vaults.unlock_vault(folder, THEIRS, floor=FAST)
    held = vault_people.list_holders(theirs)
    assert [(each.name, each.is_me) for each in held] == [("Ann", False), ("Ben", True)]
    assert vault_people.find_holder(theirs, " ben ") == held[1]
    assert vault_people.find_holder(theirs, held[0].member) == held[0]
    with pytest.raises(PersonUnknown):
        vault_people.find_holder(theirs, "Zoë")
    assert count_people(theirs) == 1
    theirs.close()
    assert b"Ben" not in (folder / "store.key").read_bytes()


def test_a_weak_passphrase_a_wrong_one_and_one_too_many_add_nobody(store: Store) -> None:
    for passphrase, refused in (("short", PassphraseRefused), (THEIRS, WrongPassphrase)):
        with pytest.raises(refused):
            vault_people.add_holder(store, THEIRS, "Ben", passphrase, store.today(), stretch=FAST, floor=FAST)
    for number in range(30):
        add(store, f"Ben {number}", f"{THEIRS} {number}")
    with pytest.raises(TooManySlots):
        add(store)
    assert len(vault_people.list_holders(store)) == 31
    store.close()


def test_whoever_is_removed_opens_nothing_any_more_and_is_forgotten(store: Store) -> None:
    ben = add(store)
    me = vault_people.list_holders(store)[0]
    with pytest.raises(NotOneself):
        vault_people.remove_holder(store, MINE, me.member, floor=FAST)
    with pytest.raises(PersonUnknown):
        vault_people.remove_holder(store, MINE, "ab" * 16, floor=FAST)
    with pytest.raises(WrongPassphrase):
        vault_people.remove_holder(store, "not it at all", ben.member, floor=FAST)
    assert count_people(store) == 1  # still open
    after = vault_people.remove_holder(store, MINE, ben.member, floor=FAST)
    assert after.recovery_code == ""
    assert [each.name for each in vault_people.list_holders(after.store)] == ["Ann"]
    assert after.store.settings.find(f"passphrase_of:{ben.member}") is None
    assert count_people(after.store) == 1
    folder = after.store.folder
    after.store.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock_vault(folder, THEIRS, floor=FAST)


def test_a_renewed_key_leaves_the_store_open_and_whole(store: Store) -> None:
    with pytest.raises(WrongPassphrase):
        vault_people.renew_key(store, THEIRS, floor=FAST)
    after = vault_people.renew_key(store, MINE, floor=FAST)
    assert count_people(after.store) == 1
    after.store.close()
