"""Readers: the laptops that can read the branch's notes, and those that cannot yet."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reading(StrEnum):
    """Whether a laptop can read what is written now."""

    READS = "reads"
    NOT_YET = "not_yet"
    """It was not given the key that notes are written under."""
    SHUT_OUT = "shut_out"


@dataclass(frozen=True, slots=True)
class Reader:
    """A laptop and what it can read. ``id`` is what the server calls it.

    ``is_known``: its keys are its own for certain; else somebody has to compare words before it can be given a key.
    """

    id: str
    name: str
    member_name: str
    role: str
    reading: Reading
    is_known: bool
    is_this_one: bool


@dataclass(frozen=True, slots=True)
class ReadersHeld:
    """Who can read the branch's notes, as far as this laptop knows.

    ``renewals`` counts how often the key was renewed; ``renewed_at`` (UTC) when last, ``shut`` the notes and answers that this
    laptop cannot read yet; ``is_due``: somebody who was shut out could read what is written now.
    """

    readers: list[Reader]
    renewals: int
    renewed_at: datetime | None
    shut: int
    is_due: bool


class NoSuchWords(Exception):
    """No laptop that is waiting to be known has these words."""


class OnlyOrganisersRenew(Exception):
    """Only an organiser's laptop makes keys and vouches for others."""
