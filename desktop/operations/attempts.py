"""Saving what happened at a door, and taking it back. One door saved is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop.domain.attempts import Attempt, Outcome
from desktop.domain.contacts import NoSuchContact
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, SurveyId, TurfId
from desktop.domain.typed import printable
from desktop.operations.changed import Changed, Done
from desktop.store.attempts import Visit
from desktop.store.store import Store

_CHANGED = Changed.ATTEMPTS | Changed.HOUSEHOLDS | Changed.DRAFTS | Changed.SYNC


@dataclass(frozen=True, slots=True)
class Filled:
    """A survey filled at the door. ``answers`` holds closed answers and ``texts`` free text, both by question name;

    ``read_aloud`` names the texts that were read aloud to the person who said them.
    """

    survey: SurveyId
    answers: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    read_aloud: Collection[str] = ()


def record_attempt(
    store: Store,
    household: HouseholdId,
    outcome: Outcome,
    *,
    contact: ContactId | None = None,
    filled: Filled | None = None,
    note: str = "",
    note_read_aloud: bool = False,
    come_back_at: datetime | None = None,
    turf: TurfId | None = None,
    at: datetime | None = None,
    mode: str = "door",
) -> Done[AttemptId]:
    """Save one try at a door, with what was said there, and clear the door's draft: see ``record_door``."""
    done = record_door(
        store,
        household,
        outcome,
        contact=contact,
        filled=filled,
        note=note,
        note_read_aloud=note_read_aloud,
        come_back_at=come_back_at,
        turf=turf,
        at=at,
        mode=mode,
    )
    return Done(done.value[-1], done.changed)


def record_door(
    store: Store,
    household: HouseholdId,
    outcome: Outcome,
    *,
    contact: ContactId | None = None,
    others_out: Collection[ContactId] = (),
    filled: Filled | None = None,
    note: str = "",
    note_read_aloud: bool = False,
    come_back_at: datetime | None = None,
    turf: TurfId | None = None,
    at: datetime | None = None,
    mode: str = "door",
) -> Done[tuple[AttemptId, ...]]:
    """Save what happened at a door in one transaction, and clear its draft; the attempts made, the door's own last.

    ``others_out`` are residents who were out while somebody else answered: an attempt each. "Do not visit" also
    writes the household's wish, "moved" that the contact lives here no more. ``come_back_at`` is the street's own
    time, without a zone; ``at`` is in UTC and is now unless given. Raises NoSuchHousehold, or NoSuchContact.
    """
    visit = Visit(
        household=household,
        outcome=outcome,
        contact=contact,
        survey=filled.survey if filled else None,
        answers=dict(filled.answers) if filled else {},
        texts={name: words for name, text in filled.texts.items() if (words := printable(text))}
        if filled
        else {},
        read_aloud=sorted(filled.read_aloud) if filled else [],
        note=printable(note),
        note_read_aloud=note_read_aloud,
        come_back_at=come_back_at,
        turf=turf,
        at=at,
        mode=mode,
    )
    out = [
        Visit(household, Outcome.NOT_HOME, contact=other, turf=turf, at=at, mode=mode) for other in others_out
    ]
    with store.transaction(), store.batch():
        attempts = tuple(store.attempts.record(one) for one in (*out, visit))
    touched = _CHANGED
    if outcome is Outcome.MOVED and contact:
        touched |= Changed.CONTACTS
    if filled:
        touched |= Changed.SURVEYS
    return Done(attempts, touched)


def door_of(store: Store, contact: ContactId) -> HouseholdId:
    """The door at which to find a contact: their household; for one without an address, a door of the same id.

    Raises NoSuchContact.
    """
    page = store.pages.person(contact)
    if page is None:
        raise NoSuchContact()
    if page.household is not None:
        return page.door
    with store.transaction():
        store.households.rowid_of(contact)
    return page.door


def void_attempt(store: Store, attempt: AttemptId) -> Done[AttemptId]:
    """Undo: the attempt stands no more, nor what it wrote beside itself; both stay in the history.

    Raises NoSuchAttempt.
    """
    return Done(attempt, void_attempts(store, [attempt]).changed)


def void_attempts(store: Store, attempts: Sequence[AttemptId]) -> Done[None]:
    """Undo attempts that were saved together, the latest first, in one transaction. Raises NoSuchAttempt."""
    with store.transaction():
        for attempt in reversed(attempts):
            store.attempts.void(attempt)
    return Done(None, _CHANGED | Changed.CONTACTS | Changed.SURVEYS)


def restore_attempt(store: Store, attempt: AttemptId) -> Done[AttemptId]:
    """Redo: the attempt stands again, with what it wrote beside itself. Raises NoSuchAttempt."""
    with store.transaction():
        store.attempts.restore(attempt)
    return Done(attempt, _CHANGED | Changed.CONTACTS | Changed.SURVEYS)


def list_attempts(
    store: Store,
    *,
    household: HouseholdId | None = None,
    contact: ContactId | None = None,
    limit: int = 100_000,
) -> list[Attempt]:
    """Attempts, the latest first, those that were undone among them; of one door or one contact if asked.

    Raises NoSuchHousehold, NoSuchContact.
    """
    return store.attempts.listed(household=household, contact=contact, limit=limit)
