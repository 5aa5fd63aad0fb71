"""The ``type`` cell of a survey's row, by every name that pyxform knows for it."""

from dataclasses import dataclass
from functools import cache

from desktop.domain.surveys.problems import Reason
from desktop.domain.surveys.survey import Kind

_SIMPLE: dict[str, Kind] = {
    **dict.fromkeys(("text", "string", "q string", "add text prompt"), Kind.TEXT),
    **dict.fromkeys(("integer", "int", "q int", "add integer prompt"), Kind.INTEGER),
    **dict.fromkeys(("decimal", "q decimal", "add decimal prompt"), Kind.DECIMAL),
    **dict.fromkeys(("date", "q date", "add date prompt"), Kind.DATE),
    **dict.fromkeys(("note", "q note", "add note prompt"), Kind.NOTE),
    **dict.fromkeys(("calculate", "q calculate", "add calculate prompt"), Kind.CALCULATE),
}
_SELECTS: dict[str, Kind] = {
    **dict.fromkeys(
        ("select_one", "select one", "select one from", "select1", "add select one prompt using"),
        Kind.SELECT_ONE,
    ),
    **dict.fromkeys(
        (
            "select_multiple",
            "select all that apply from",
            "select all that apply",
            "add select multiple prompt using",
        ),
        Kind.SELECT_MULTIPLE,
    ),
}
_OTHER = ("or_other", "or specify other", "or other")
_REPEATS = ("repeat", "lgroup", "looped group", "loop")


@dataclass(frozen=True, slots=True)
class RowType:
    """What a row is: a question of a kind (with its list), or the begin or end of a group, or nothing we take."""

    kind: Kind | None = None
    options: str = ""
    begins: bool = False
    ends: bool = False
    wrong: Reason | None = None
    found: str = ""


def read_type(text: str) -> RowType:
    """What the ``type`` cell says."""
    written = " ".join(text.split())
    small = written.lower()
    if small in _SIMPLE:
        return RowType(_SIMPLE[small])
    words = small.replace("_", " ").split()
    if words[0] in ("begin", "end") and len(words) > 1:
        return _group(words, written)
    for name in sorted(_SELECTS, key=len, reverse=True):
        if small == name or small.startswith(f"{name} "):
            return _select(_SELECTS[name], written[len(name) :].strip(), written)
    if small in _known() or small.split()[0] in _known_selects():
        return RowType(wrong=Reason.UNSUPPORTED_TYPE, found=written)
    return RowType(wrong=Reason.UNKNOWN_TYPE, found=written)


def _group(words: list[str], written: str) -> RowType:
    what = " ".join(words[1:])
    if what == "group":
        return RowType(begins=words[0] == "begin", ends=words[0] == "end")
    is_known = what.startswith(_REPEATS)
    return RowType(wrong=Reason.UNSUPPORTED_TYPE if is_known else Reason.UNKNOWN_TYPE, found=written)


def _select(kind: Kind, rest: str, written: str) -> RowType:
    options, _, more = rest.partition(" ")
    if not options:
        return RowType(wrong=Reason.MISSING_LIST, found=written)
    if more.lower() in _OTHER:
        return RowType(wrong=Reason.OR_OTHER, found=written)
    if more:
        return RowType(wrong=Reason.UNKNOWN_TYPE, found=written)
    if "${" in options:
        return RowType(wrong=Reason.UNSUPPORTED_TYPE, found=written)
    return RowType(kind, options)


@cache
def _known() -> frozenset[str]:
    """Types of XLSForm, lower case."""
    from pyxform.question_type_dictionary import (  # type: ignore[import-untyped]  # it has no types
        QUESTION_TYPE_DICT,
    )

    return frozenset(str(name).lower() for name in QUESTION_TYPE_DICT)


@cache
def _known_selects() -> frozenset[str]:
    """First words of types that name a list, lower case."""
    from pyxform import aliases  # type: ignore[import-untyped]  # it has no types

    return frozenset(str(name).split()[0].lower() for name in (*aliases.select, *aliases.cascading, "osm"))
