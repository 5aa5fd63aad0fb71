"""The choices sheet: lists of options, each with its words and the cells that a choice filter may look at."""

from collections.abc import Iterable

from desktop.domain.surveys.headers import FormRow
from desktop.domain.surveys.limits import MOST_NAME, MOST_WORDS
from desktop.domain.surveys.problems import Problems, Reason
from desktop.domain.surveys.survey import Option, Words

_KNOWN = frozenset(["list_name", "name", "label"])


def read_choices(rows: Iterable[FormRow], problems: Problems) -> dict[str, tuple[Option, ...]]:
    """The lists by name. A row that cannot be an option is a problem."""
    del problems  # rows know where to note theirs
    lists: dict[str, dict[str, Option]] = {}
    for row in rows:
        listed, name = row.text("list_name"), row.text("name")
        if not row:
            continue
        if not listed:
            row.place.refuse(Reason.MISSING_LIST_NAME, "list_name", name)
            continue
        options = lists.setdefault(listed, {})
        if not name:
            row.place.refuse(Reason.MISSING_CHOICE_NAME, row.written.get("name", "name"), listed)
        elif len(name) > MOST_NAME or "\n" in name:
            row.place.refuse(Reason.BAD_CHOICE_NAME, row.written["name"], name)
        elif name in options:
            row.place.refuse(Reason.DUPLICATE_CHOICE, row.written["name"], name)
        else:
            options[name] = Option(name, read_words(row, "label"), row.others(_KNOWN))
            if not options[name].label:
                row.place.warn(Reason.MISSING_LABEL, "label", name)
    return {listed: tuple(options.values()) for listed, options in lists.items()}


def read_words(row: FormRow, key: str) -> Words:
    """The words of a column by language; one that no one could read aloud is a problem."""
    spoken = row.spoken(key)
    for text in spoken.values():
        if len(text) > MOST_WORDS:
            row.place.refuse(Reason.TOO_LONG, row.written[key], text[:40], MOST_WORDS)
    return Words(spoken)
