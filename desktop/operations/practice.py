"""A made-up street to practise on: an encrypted store of its own, thrown away when it is closed.

Nothing is kept and nothing is sent: the vault lies in a temporary folder, its passphrase is random and forgotten,
and it is enrolled nowhere.
"""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path

from desktop.domain.attempts import Outcome
from desktop.domain.ids import TurfId
from desktop.domain.made_up.streets import street
from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.register.edition import write_edition
from desktop.domain.register.elector import Elector
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.attempts import record_attempt
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.editions import NewEdition
from desktop.store.opened import Opened
from desktop.store.store import Store
from desktop.store.vault import create_vault
from sync.protocol.enrolment import Stretch

DOORS = 40
_SEED = 19
_DISTRICT = "PR"
_QUICK = Stretch(memory_kib=1024, passes=1, lanes=1)
"""The passphrase is 256 random bits, so stretching it adds nothing but a wait."""


@dataclass(frozen=True, slots=True)
class Practice:
    """A store with made-up people in it, and the turf to walk. Close the store and it is gone."""

    store: Store
    turf: TurfId


def open_practice(doors: int = DOORS, seed: int = _SEED) -> Practice:
    """Build a made-up street, on which some things have happened already."""
    folder = Path(tempfile.mkdtemp(prefix="groundswell-"))
    try:
        opened = create_vault(folder / "practice", secrets.token_hex(32), stretch=_QUICK, floor=_QUICK).opened
        store = Store(_thrown_away(opened, folder))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    try:
        _fill(store, doors, seed)
        streets = list_streets(store)
        largest = max(streets, key=lambda one: one.doors)
        asked = listening_survey()
        definition = survey_to_json(asked)
        adopt_survey(
            store,
            form_id=asked.form_id,
            version=asked.version,
            title=str(definition.get("title", "")),
            definition=definition,
        )
        turf = cut_turf(store, largest.name, [largest.key], canvasser=store.session.member).value
        _happened_before(store, turf)
    except BaseException:
        store.close()
        raise
    return Practice(store, turf)


def _thrown_away(opened: Opened, folder: Path) -> Opened:
    def release() -> None:
        opened.release()
        shutil.rmtree(folder, ignore_errors=True)

    return replace(opened, release=release)


def _fill(store: Store, doors: int, seed: int) -> None:
    with store.transaction():
        fold = store.editions.begin("practice", "practice")
        sealed = store.editions.seal(write_edition(fold.passing(_electors(doors, seed))))
        electors = fold.added
        store.editions.announce(
            sealed, NewEdition("practice", "practice", "practice", electors, electors, doors), fold
        )


def _electors(doors: int, seed: int) -> Iterator[Elector]:
    numbers = count(1)
    for door in street(seed, doors):
        for title, given, additional, family in door.residents:
            yield Elector(
                _DISTRICT,
                next(numbers),
                title=title,
                given_name=given,
                additional_name=additional,
                family_name=family,
                address=door.address,
            )


def _happened_before(store: Store, turf: TurfId) -> None:
    """A wish not to be visited, a promise for this evening, and a language: what is seen before a bell is rung."""
    doors = walk_list(store, turf).doors
    today = store.local_now()
    earlier = store.now() - timedelta(days=9)
    asked = datetime.combine(today.date(), time(19, 30))
    visits: tuple[tuple[Outcome, datetime | None], ...] = (
        (Outcome.COME_BACK, asked),
        (Outcome.NOT_HOME, None),
        (Outcome.LANGUAGE, None),
        (Outcome.DO_NOT_VISIT, None),
    )
    step = max(1, len(doors) // len(visits))
    for (outcome, come_back_at), door in zip(visits, doors[2::step], strict=False):
        record_attempt(store, door.household, outcome, come_back_at=come_back_at, at=earlier)
