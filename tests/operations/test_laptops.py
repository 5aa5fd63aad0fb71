"""The page of laptops says the truth, and only to an organiser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.laptops import ask_laptops, read_laptops
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from sync.client.errors import ServerRefused
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def test_an_organiser_sees_every_laptop_and_a_canvasser_none(central: Central, tmp_path: Path) -> None:
    ann, ben = made_store(tmp_path / "ann"), made_store(tmp_path / "ben")
    name_me(ann, "Ann", "Kitchen", None)
    name_me(ben, "Ben", "Blue", None)
    enrol(ann, central.address, first_code(central))
    enrol(ben, central.address, invite(ann, Role.CANVASSER).code)
    for number in range(3):
        add_person(ann, {"given_name": f"Person {number}"})
    sync_now(ann)
    sync_now(ann)
    page = ask_laptops(ann).value
    assert {one.name: one.behind > 0 for one in page.laptops} == {"Kitchen": False, "Blue": True}
    assert read_laptops(ann) == page
    assert {one.member_name for one in page.laptops if one.is_this_one} == {"Ann"}
    with pytest.raises(ServerRefused, match="role"):
        ask_laptops(ben)
    ann.close()
    ben.close()
