"""Counts in plain words: "1 visit", "14 visits", "1,204 people", "nobody"."""

from desktop.wording.translation import Translate, english


def number(count: int) -> str:
    """A number with commas at the thousands."""
    return f"{count:,}"


def visits(count: int, translate: Translate = english) -> str:
    """Attempts, as a person says it."""
    return _one_or_many(count, translate("Counts", "{n} visit"), translate("Counts", "{n} visits"))


def changes(count: int, translate: Translate = english) -> str:
    """Anything else that was written."""
    return _one_or_many(count, translate("Counts", "{n} change"), translate("Counts", "{n} changes"))


def records(count: int, translate: Translate = english) -> str:
    """Whatever is written about: people, doors, visits, notes."""
    return _one_or_many(count, translate("Counts", "{n} record"), translate("Counts", "{n} records"))


def people(count: int, translate: Translate = english) -> str:
    """Contacts, as a person says it."""
    if count == 0:
        return translate("Counts", "nobody")
    return _one_or_many(count, translate("Counts", "{n} person"), translate("Counts", "{n} people"))


def electors(count: int, translate: Translate = english) -> str:
    """Rows of a register."""
    return _one_or_many(count, translate("Counts", "{n} elector"), translate("Counts", "{n} electors"))


def households(count: int, translate: Translate = english) -> str:
    """Addresses."""
    return _one_or_many(count, translate("Counts", "{n} household"), translate("Counts", "{n} households"))


def doors(count: int, translate: Translate = english) -> str:
    """Households in a walk."""
    return _one_or_many(count, translate("Counts", "{n} door"), translate("Counts", "{n} doors"))


def rows(count: int, translate: Translate = english) -> str:
    """Rows of a file."""
    return _one_or_many(count, translate("Counts", "{n} row"), translate("Counts", "{n} rows"))


def districts(count: int, translate: Translate = english) -> str:
    """Polling districts."""
    return _one_or_many(
        count, translate("Counts", "{n} polling district"), translate("Counts", "{n} polling districts")
    )


def questions(count: int, translate: Translate = english) -> str:
    """Questions of a survey, or questions that hold two answers."""
    return _one_or_many(count, translate("Counts", "{n} question"), translate("Counts", "{n} questions"))


def answers(count: int, translate: Translate = english) -> str:
    """Answers given."""
    return _one_or_many(count, translate("Counts", "{n} answer"), translate("Counts", "{n} answers"))


def minutes(count: int, translate: Translate = english) -> str:
    """A while."""
    return _one_or_many(count, translate("Counts", "{n} minute"), translate("Counts", "{n} minutes"))


def hours(count: int, translate: Translate = english) -> str:
    """A longer while."""
    return _one_or_many(count, translate("Counts", "{n} hour"), translate("Counts", "{n} hours"))


def days(count: int, translate: Translate = english) -> str:
    """A while that somebody waited."""
    return _one_or_many(count, translate("Counts", "{n} day"), translate("Counts", "{n} days"))


def laptops(count: int, translate: Translate = english) -> str:
    """How many laptops."""
    return _one_or_many(count, translate("Counts", "{n} laptop"), translate("Counts", "{n} laptops"))


def problems(count: int, translate: Translate = english) -> str:
    """What was found wrong in a file."""
    if count == 0:
        return translate("Counts", "no problems")
    return _one_or_many(count, translate("Counts", "{n} problem"), translate("Counts", "{n} problems"))


def _one_or_many(count: int, one: str, many: str) -> str:
    return (one if count == 1 else many).format(n=number(count))
