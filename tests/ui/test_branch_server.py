"""Connecting to a real server on loopback and inviting: words are compared before anything is sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.domain.members import Role
from desktop.operations.branch import server_address
from desktop.operations.enrolment import enrol
from desktop.operations.vaults import create_vault
from desktop.ui.branch.invite import InvitePage
from desktop.ui.branch.server import ServerPage
from desktop.ui.widgets.states import Face
from sync.protocol.enrolment import Stretch, fingerprint, hash_address, new_code, open_code
from sync.protocol.words import wordlist
from sync.server.database import sqlite_address
from sync.server.invitations import invite_first
from sync.server.walls import EVERY
from tests.sync.central import Central, running
from tests.ui.office import Office

_QUICK = Stretch(memory_kib=1024, passes=1, lanes=1)


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "laptop")
    yield made
    made.close()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as found:
        yield found


def first_code(central: Central) -> str:
    code = new_code()
    address = hash_address(open_code(code).address)
    central.database.write(EVERY, lambda writing: invite_first(writing, address, "Dockside", central.now()))
    return code


def words_of(central: Central) -> list[str]:
    return list(fingerprint(central.server.key, wordlist()))


def ask(office: Office, central: Central) -> ServerPage:
    page = office.go("server", ServerPage)
    office.type(central.address)
    office.press("Tab")
    office.type(first_code(central).lower())
    office.press("Return")
    return page


def test_the_words_that_are_shown_are_the_servers(office: Office, central: Central) -> None:
    page = ask(office, central)
    assert page.words.words.text().split() == words_of(central)
    assert page.page.masthead.title.text() == "Compare three words"


def test_the_same_words_connect_and_send(office: Office, central: Central) -> None:
    page = ask(office, central)
    office.press("Return")
    assert server_address(office.store) == central.address
    assert page.page.masthead.context.text() == "connected"
    assert office.window.workplace is not None
    office.until(lambda: "Everything is sent" in office.window.workplace.strip.sentence.text())  # type: ignore[union-attr]


def test_words_that_differ_let_go_of_the_server_and_send_nothing(office: Office, central: Central) -> None:
    page = ask(office, central)
    office.press("X")
    assert server_address(office.store) == ""
    assert page.form.isVisible()
    assert page.form.code.error.startswith("Stopped: nothing was sent.")
    assert page.form.address.text() == central.address


def test_what_cannot_be_a_code_or_an_address_is_said_before_anybody_is_asked(office: Office) -> None:
    page = office.go("server", ServerPage)
    office.type("http://branch.example.org")
    office.press("Tab")
    office.type("ABCD")
    office.press("Return")
    assert page.form.address.error == "An address begins with https:// and has no gaps."
    assert page.form.code.error.startswith("A code has twelve letters")
    assert page.form.code.text() == "ABCD"


def test_an_address_without_its_beginning_is_completed(office: Office) -> None:
    page = office.go("server", ServerPage)
    office.type("branch.example.org")
    office.press("Return")
    assert page.form.address.text() == "https://branch.example.org"
    assert page.form.address.error == ""


def test_a_code_that_the_server_does_not_know_says_so_and_keeps_what_was_typed(
    office: Office, central: Central
) -> None:
    page = office.go("server", ServerPage)
    office.type(central.address)
    office.press("Tab")
    code = new_code()
    office.type(code)
    office.press("Return")
    assert page.states.face is Face.FAILED
    assert page.states.failed_page.heading.text() == "The server does not know that code."
    office.press("R")
    assert page.form.isVisible()
    assert page.form.code.text() == code
    assert server_address(office.store) == ""


def test_inviting_without_a_server_leads_to_connecting_one(office: Office) -> None:
    page = office.go("invite", InvitePage)
    assert page.states.face is Face.EMPTY
    office.press("C")
    assert office.is_at(ServerPage)
    office.press("Escape")
    assert office.is_at(InvitePage)


def test_a_code_that_is_shown_lets_a_canvasser_join_the_branch(
    office: Office, central: Central, tmp_path: Path
) -> None:
    ask(office, central)
    office.press("Return", "Return")
    page = office.branch.current
    assert isinstance(page, InvitePage)
    office.press("C")
    shown = page.code
    assert shown.code_head.title.text() == "The code for one canvasser"
    assert shown.server.text() == central.address
    assert shown.words.text().split() == words_of(central)
    assert shown.until.text().startswith("Good once, until ")
    newcomer = create_vault(
        tmp_path / "newcomer", "violet otter harbour nine", stretch=_QUICK, floor=_QUICK
    ).store
    try:
        joined = enrol(newcomer, shown.server.text(), shown.code.text())
        assert joined.role is Role.CANVASSER
        assert list(joined.words) == shown.words.text().split()
        assert newcomer.branch.id == office.store.branch.id
    finally:
        newcomer.close()


def test_an_organisers_code_says_so_and_escape_leaves_nothing_of_it(office: Office, central: Central) -> None:
    ask(office, central)
    office.press("Return", "Return", "O")
    page = office.branch.current
    assert isinstance(page, InvitePage)
    assert page.code.code_head.title.text() == "The code for one organiser"
    office.press("Escape")
    assert page.code.code.text() == ""
    assert page.code.words.text() == ""


def test_the_message_to_copy_holds_code_and_server_but_not_the_words(
    office: Office, central: Central
) -> None:
    ask(office, central)
    office.press("Return", "Return", "C", "Return")
    page = office.branch.current
    assert isinstance(page, InvitePage)
    copied = QApplication.clipboard().text()
    assert page.code.code.text() in copied
    assert central.address in copied
    assert not any(word in copied.split() for word in words_of(central))
