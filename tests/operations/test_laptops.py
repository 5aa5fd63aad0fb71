"""The page of laptops says what to do first, and says the truth."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.laptops import BranchLaptop, FirstThing, advise
from desktop.domain.members import Role
from desktop.operations.contacts import add_person
from desktop.operations.enrolment import enrol, invite
from desktop.operations.laptops import list_branch_laptops
from desktop.operations.members import name_me
from desktop.operations.sync import sync_now
from desktop.wording.laptops import advice_words, page_words
from sync.client.errors import ServerRefused
from sync.server.database import sqlite_address
from tests.made_up_stores import made_store
from tests.operations.test_enrolment import first_code
from tests.sync.central import Central, running

NOW = datetime(2026, 11, 24, 19, tzinfo=UTC)


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def laptop(
    name: str, days: int = 0, *, pending: int = 0, questions: int = 0, apart: int = 0, behind: int = 0
) -> BranchLaptop:
    return BranchLaptop(
        name, "canvasser", NOW - timedelta(days=days), behind, pending, questions, apart, 0, is_revoked=False
    )


@pytest.mark.parametrize(
    ("laptops", "what", "name"),
    [
        ([], FirstThing.NOTHING, None),
        ([laptop("a", 6, pending=9)], FirstThing.NOTHING, None),
        ([laptop("a", 30), laptop("b", 9, pending=14)], FirstThing.RING, "b"),
        ([laptop("a", 8), laptop("b", 30)], FirstThing.SILENT, "b"),
        ([laptop("a", apart=2, questions=9)], FirstThing.APART, "a"),
        ([laptop("a", questions=1), laptop("b", questions=3)], FirstThing.QUESTIONS, "b"),
        ([laptop("a", behind=499), laptop("b", behind=600)], FirstThing.BEHIND, "b"),
    ],
)
def test_work_that_may_be_lost_comes_before_silence_and_silence_before_the_rest(
    laptops: list[BranchLaptop], what: FirstThing, name: str | None
) -> None:
    advice = advise(laptops, NOW)
    assert advice.what is what
    assert (advice.laptop.name if advice.laptop else None) == name
    assert advice_words(advice).endswith(".")


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
    page = list_branch_laptops(ann)
    assert {one.name: one.behind > 0 for one in page.laptops} == {"Kitchen": False, "Blue": True}
    assert "Blue" in page_words(page)
    with pytest.raises(ServerRefused, match="role"):
        list_branch_laptops(ben)
    ann.close()
    ben.close()
