"""The page of what was done: the story at once from what was kept, a part of it by one key, plain words for what is amiss."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QApplication

from desktop.operations.contacts import add_person
from desktop.ui.branch.audit import AuditPage
from desktop.ui.desk import Place
from sync.client.audit import Finding, Look
from sync.protocol.audit import AuditRow, What, chained, sign_checkpoint
from tests.ui.keys import press
from tests.ui.office import Office

KEY = Ed25519PrivateKey.generate()


@pytest.fixture
def office(app: QApplication, tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    add_person(made.store, {"given_name": "Osei"})
    yield made
    made.close()
    app.processEvents()


def rows(office: Office, *done: tuple[What, str, int]) -> list[AuditRow]:
    """A log that says this, written by this laptop."""
    scope, writer = office.store.branch.scope, office.store.exchange.writers()[-1].writer
    made: list[AuditRow] = []
    for n, (what, about, count) in enumerate(done, 1):
        prev = made[-1].hash if made else ""
        at = office.store.now_ms() - 1000 * (len(done) - n)
        bare = AuditRow(n=n, at=at, what=what, hash="", prev=prev, who=writer, about=about, count=count)
        made.append(chained(scope, bare))
    return made


def keep(office: Office, finding: Finding, common: int, told: list[AuditRow]) -> None:
    last = told[-1]
    checkpoint = sign_checkpoint(KEY, office.store.branch.scope, last.n, last.hash, last.at, "e")
    office.store.audit.keep(Look(finding, checkpoint, common, told))


STORY = (
    (What.ENROLLED, "", 0),
    (What.INVITED, "canvasser", 0),
    (What.SNAPSHOT_GIVEN, "", 1200),
    (What.EXPORTED, "e" * 32, 40),
)


def page(office: Office) -> AuditPage:
    assert office.window.workplace is not None
    office.window.workplace.go(Place("branch", "audit"))
    shown = office.branch.current
    assert isinstance(shown, AuditPage)
    office.until(lambda: shown.held is not None and not shown.is_asking)
    office.settle()
    return shown


def told(shown: AuditPage) -> list[str]:
    return [row.spoken for row in shown._fetch(range(len(shown._events))) if row is not None]


def test_the_story_is_told_newest_first_and_f_shows_parts_of_it(office: Office) -> None:
    keep(office, Finding.HOLDS, 0, rows(office, *STORY))
    shown = page(office)
    assert [line.split(",")[0] for line in told(shown)] == [
        "Eluned Probert took 40 people out into a file",
        "Eluned Probert fetched a walk list that is not known here as a whole: 1",
        "Eluned Probert invited a canvasser",
        "Eluned Probert joined",
    ]
    assert shown.trust.text() == "The server’s notes lead on from those that this laptop kept."
    press(office.window, "F")
    office.settle()
    assert shown.head.findChildren(type(shown.trust))[0].text() == "Who joined and was shut out"
    assert len(told(shown)) == 2
    press(office.window, "F")
    office.settle()
    assert told(shown) == []
    press(office.window, "F")
    office.settle()
    assert len(told(shown)) == 2


def test_what_was_cut_is_said_in_plain_words_and_stands_marked(office: Office) -> None:
    story = rows(office, *STORY)
    keep(office, Finding.HOLDS, 0, story)
    keep(office, Finding.CUT, 2, story[1:2])
    shown = page(office)
    assert shown.trust.text().startswith("! The end of the server’s notes was taken away")
    assert "the server has lost this" in told(shown)[0]


def test_without_a_server_the_page_says_so_and_keeps_what_it_has(office: Office) -> None:
    shown = page(office)
    assert shown.trust.text() == "This laptop has not asked yet what the server noted."
    assert shown.fault.text().startswith("! This laptop has not joined")
    press(office.window, "Escape")
    assert office.branch.current is not shown
