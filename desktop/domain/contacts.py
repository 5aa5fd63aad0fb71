"""A contact: a person in the store. Its fields by OSDI's names, and what a page about one shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from desktop.domain.attempts import Outcome
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, NoteId
from desktop.domain.typed import printable

CONTACT_FIELDS = (
    "honorific_prefix",
    "given_name",
    "additional_name",
    "family_name",
    "honorific_suffix",
    "preferred_name",
    "email",
    "phone",
    "address",
    "locality",
    "postal_code",
    "birthdate",
    "language",
    "employer",
    "occupation",
    "moved_away",
    "source",
)
"""What a person may write about a contact."""

MOST_LETTERS = 10_000
"""A field holds no more: a page of text belongs in a note."""


class ContactProblem(Exception):
    """What is asked of a contact cannot be."""


class UnknownField(ContactProblem):
    """There is no such field; ``name`` is what was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NothingGiven(ContactProblem):
    """Not one field was given a value."""


class FieldTooLong(ContactProblem):
    """A value is longer than MOST_LETTERS."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotABirthdate(ContactProblem):
    """A date of birth is a day that has been, as 1984-05-31."""


class NoSuchContact(ContactProblem):
    """No contact has this id."""


class NotTwoPeople(ContactProblem):
    """Somebody was to be the same as they are."""


class NotTheSame(ContactProblem):
    """Two contacts were to be parted, and nobody said that they are one person."""


class PeopleOrder(Enum):
    """The orders in which people are listed, each with an index of its own."""

    NAME = "name"
    ADDRESS = "address"
    ELECTOR_NUMBER = "elector_number"


class Standing(Enum):
    """What became of a value that was once written."""

    SHOWN = "shown"
    KEPT = "kept"  # written at the same time as the one that is shown, without knowing of it
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A line of the people list."""

    rowid: int
    id: ContactId
    name: str
    address: str
    elector_number: str


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field that is set: its value, and from whom and when. ``at`` is in UTC."""

    name: str
    value: str
    at: datetime | None
    by: str
    laptop: str
    is_from_register: bool


@dataclass(frozen=True, slots=True)
class Written:
    """One value that was ever written of a field; nothing here is ever removed by choosing."""

    field: str
    value: str
    at: datetime | None
    by: str
    laptop: str
    standing: Standing
    is_this_laptop: bool = False
    is_from_register: bool = False


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A line of "So far": when, what happened, and who was there."""

    id: AttemptId
    at: datetime
    outcome: Outcome
    by: str
    answers: int
    come_back_at: datetime | None = None
    is_voided: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What a person said, in their words: a note, or free text from a survey (``question`` then is its name).

    ``is_shut``: this laptop cannot read them yet, for want of the key; the text is empty then.
    """

    text: str
    at: datetime
    by: str
    read_aloud: bool
    question: str = ""
    note: NoteId | None = None
    is_shut: bool = False


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that is known of one person."""

    rowid: int
    id: ContactId
    name: str
    address: str
    elector_number: str
    household: HouseholdId | None
    lives_with: list[str]
    fields: list[FieldValue]
    tags: list[str]
    history: list[Written]
    attempts: list[PastAttempt]
    words: list[Words]
    conflicts: list[str] = field(default_factory=list)
    is_do_not_visit: bool = False
    same: list[PersonRow] = field(default_factory=list)  # the contacts that are this person too

    @property
    def door(self) -> HouseholdId:
        """Where their wishes are kept: their household, or for one without an address a door of the same id."""
        return self.household or HouseholdId(self.id)

    def value(self, name: str) -> str:
        """The value of a field, or nothing."""
        return next((found.value for found in self.fields if found.name == name), "")


def check_fields(fields: Mapping[str, str], today: date) -> dict[str, str]:
    """The fields to write, trimmed. ``today`` is the street's own day.

    Raises UnknownField, FieldTooLong, NotABirthdate, or NothingGiven if none is there.
    """
    checked: dict[str, str] = {}
    for name, value in fields.items():
        if name not in CONTACT_FIELDS:
            raise UnknownField(name)
        if len(value) > MOST_LETTERS:
            raise FieldTooLong(name)
        checked[name] = printable(value)
        if name == "birthdate" and checked[name] and not _is_past_day(checked[name], today):
            raise NotABirthdate()
    if not checked:
        raise NothingGiven()
    return checked


def _is_past_day(text: str, today: date) -> bool:
    try:
        return len(text) == len("1984-05-31") and date.fromisoformat(text) <= today
    except ValueError:
        return False


def display_name(fields: Mapping[str, object]) -> str:
    """The name that a list shows: what they like to be called, then the family's name."""
    first = fields.get("preferred_name") or fields.get("given_name") or ""
    parts = (first, fields.get("family_name") or "", fields.get("honorific_suffix") or "")
    return " ".join(str(part) for part in parts if part)
