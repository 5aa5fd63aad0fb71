"""Words to compare: this laptop's own are shown, those of another make it known, and what is wrong is said below the line."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.operations.readers import own_words, read_readers
from desktop.ui.branch.comparing import ComparingPage
from desktop.ui.branch.laptops import LaptopsPage
from desktop.ui.desk import Place
from tests.attacks.custody_branch import Custodians, custodians
from tests.made_up_stores import made_store
from tests.ui.opened_room import OpenedRoom


@pytest.fixture
def branch(app: QApplication, tmp_path: Path) -> Iterator[Custodians]:
    (tmp_path / "branch").mkdir()
    with custodians(tmp_path / "branch") as made:
        yield made
    app.processEvents()


def forget_known(branch: Custodians) -> None:
    """Let Ann's laptop know of Ben's only what the server tells, as after an older program."""
    ann = branch.ann
    kept = ann.vouching.known()
    me = ann.vouching.me()
    assert me is not None
    with ann.transaction():
        for mark in kept:
            if mark != me.mark:
                ann.vouching.writing.execute("DELETE FROM vouched WHERE mark = ?", (mark,))


def test_a_key_on_the_page_of_laptops_leads_there(branch: Custodians) -> None:
    room = OpenedRoom(LaptopsPage, branch.ann)
    room.press("M", "W")
    assert room.went == [Place("comparing", Place("branch", "laptops"))]
    room.close()


def test_the_words_of_another_laptop_make_it_known(branch: Custodians) -> None:
    forget_known(branch)
    assert [one.is_known for one in read_readers(branch.ann).readers if one.name == "Blue"] == [False]
    room = OpenedRoom(ComparingPage, branch.ann)
    room.screen.open(Place("laptops"))
    assert room.screen.own.text().split() == list(own_words(branch.ann))
    assert "Blue: reads the notes, until the key is renewed" in " ".join(
        label.text() for label in room.screen.findChildren(QLabel)
    )
    room.write(" ".join(own_words(branch.ben)).upper())
    room.press("Return")
    assert room.screen.told.text().startswith("These are the words of a laptop of your branch.")
    assert room.screen.field.text() == ""
    assert [one.is_known for one in read_readers(branch.ann).readers if one.name == "Blue"] == [True]
    room.press("Escape")
    assert room.went == [Place("laptops")]
    room.close()


def test_words_that_are_nobodys_or_too_few_are_refused_and_stay_as_typed(branch: Custodians) -> None:
    room = OpenedRoom(ComparingPage, branch.ann)
    room.write("abandon zebra")
    room.press("Return")
    assert room.screen.field.error == "Type all three words, parted by gaps."
    room.write(" velvet")
    room.press("Return")
    assert room.screen.field.error.startswith("No laptop that waits to be known has these words.")
    assert room.screen.field.text() == "abandon zebra velvet"
    room.close()


def test_a_laptop_that_has_joined_nothing_says_so(app: QApplication, tmp_path: Path) -> None:
    store = made_store(tmp_path / "alone")
    room = OpenedRoom(ComparingPage, store)
    assert room.screen.states.failed_page.isVisible()
    room.close()
    store.close()
