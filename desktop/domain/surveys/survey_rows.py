"""The survey sheet: its rows as groups and questions, each judged by itself, all problems noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from desktop.domain.surveys.answers import AnswerWrong, read_answer
from desktop.domain.surveys.choices import read_words
from desktop.domain.surveys.expressions import Constant, Expression
from desktop.domain.surveys.headers import FormRow
from desktop.domain.surveys.kinds import RowType, read_type
from desktop.domain.surveys.limits import MOST_GROUP_DEPTH, MOST_NAME, MOST_RULES
from desktop.domain.surveys.problems import Problems, Reason
from desktop.domain.surveys.rules import Names, is_yes, read_expression, read_rule, read_yes_no
from desktop.domain.surveys.survey import Group, Kind, Option, Question, Words

_HARMLESS = frozenset(
    [
        "minimal",
        "likert",
        "quick",
        "quickcompact",
        "compact",
        "horizontal",
        "horizontal-compact",
        "columns",
        "columns-pack",
        "no-buttons",
        "field-list",
        "multiline",
        "numbers",
        "thousands-sep",
        "autocomplete",
        "picker",
        "no-calendar",
        "label",
        "list-nolabel",
        "list",
        "table-list",
        "full",
        "map-compact",
    ]
)
_REFUSED = (
    "search(",
    "ex:",
    "map",
    "image-map",
    "month-year",
    "year",
    "ethiopian",
    "coptic",
    "islamic",
    "masked",
)
_RULES = ("relevant", "required", "constraint", "calculation", "choice_filter", "default")
_RESERVED = frozenset(["meta", "instanceID", "instanceName"])


@dataclass(slots=True)
class _Reading:
    """What was read so far, and the groups that are open, innermost last."""

    lists: Mapping[str, Sequence[Option]]
    problems: Problems
    rows: dict[str, tuple[FormRow, RowType, str]] = field(default_factory=dict)  # by name: row, type, group
    small_names: dict[str, str] = field(default_factory=dict)
    open: list[tuple[str, FormRow]] = field(default_factory=list)
    names: Names = field(default_factory=lambda: Names(frozenset(), frozenset()))

    @property
    def group(self) -> str:
        """The innermost open group."""
        return self.open[-1][0] if self.open else ""


def read_survey_rows(
    rows: Sequence[FormRow], lists: Mapping[str, Sequence[Option]], problems: Problems
) -> tuple[tuple[Group, ...], tuple[Question, ...]]:
    """The groups and questions of a survey sheet in order."""
    reading = _Reading(lists, problems)
    for row in _with_bounded_rules(rows):
        _place(row, reading)
    for _, row in reading.open:
        row.place.refuse(Reason.GROUP_NOT_CLOSED, "type", row.text("name"))
    groups = {name for name, (_, what, _) in reading.rows.items() if what.begins}
    reading.names = Names(frozenset(reading.rows) - groups, groups)
    made = [_made(name, *found, reading) for name, found in reading.rows.items()]
    return (
        tuple(part for part in made if isinstance(part, Group)),
        tuple(part for part in made if isinstance(part, Question)),
    )


def _with_bounded_rules(rows: Sequence[FormRow]) -> Sequence[FormRow]:
    """The rows up to the one whose rules are more than can be read in time, which is a problem."""
    left = MOST_RULES
    for place, row in enumerate(rows):
        left -= sum(len(row.text(key)) for key in _RULES)
        if left < 0:
            row.place.refuse(Reason.TOO_MANY_RULES, limit=MOST_RULES)
            return rows[:place]
    return rows


def _place(row: FormRow, reading: _Reading) -> None:
    """Find what a row is and where it belongs."""
    if not row.text("type"):
        if row:
            row.place.refuse(Reason.MISSING_TYPE, "type", row.text("name"))
        return
    what = read_type(row.text("type"))
    if what.wrong:
        row.place.refuse(what.wrong, row.written["type"], what.found)
        return
    if what.ends:
        if not reading.open:
            row.place.refuse(Reason.GROUP_NOT_OPEN, row.written["type"])
        else:
            reading.open.pop()
        return
    name = _name(row, what, reading)
    if name:
        reading.rows[name] = (row, what, reading.group)
    if what.begins:
        reading.open.append((name, row))
        if len(reading.open) == MOST_GROUP_DEPTH + 1:
            row.place.refuse(Reason.TOO_MANY_GROUPS, row.written["type"], name, MOST_GROUP_DEPTH)


def _name(row: FormRow, what: RowType, reading: _Reading) -> str:
    """The name of a row, or empty if it cannot have the one it has."""
    name = row.text("name")
    column = row.written.get("name", "name")
    if not name and what.kind is Kind.NOTE:
        name = f"note_{row.number}"
    if not name:
        row.place.refuse(Reason.MISSING_NAME, column, row.text("type"))
    elif len(name) > MOST_NAME or not _is_name(name) or name in _RESERVED:
        row.place.refuse(Reason.BAD_NAME, column, name)
    elif name in reading.rows or name.lower() in reading.small_names:
        row.place.refuse(Reason.DUPLICATE_NAME, column, name)
    else:
        reading.small_names[name.lower()] = name
        return name
    return ""


def _is_name(name: str) -> bool:
    return (name[0].isalpha() or name[0] == "_") and all(
        letter.isalnum() or letter in "_-." for letter in name
    )


def _made(name: str, row: FormRow, what: RowType, group: str, reading: _Reading) -> Group | Question:
    _judge_appearance(row)
    if what.begins:
        for key in ("required", "constraint", "calculation", "choice_filter", "default"):
            if row.text(key):
                row.place.refuse(Reason.UNSUPPORTED_CELL, row.written[key], "begin_group")
        return Group(name, _words(row, "label", reading), group, read_rule(row, "relevant", reading.names))
    return _question(name, row, what, group, reading)


def _question(name: str, row: FormRow, what: RowType, group: str, reading: _Reading) -> Question:
    kind = what.kind or Kind.TEXT
    names = reading.names
    _judge_cells(row, kind)
    label = _words(row, "label", reading)
    hint = _words(row, "hint", reading)
    if not label and not hint and kind is not Kind.CALCULATE:
        row.place.warn(Reason.MISSING_LABEL, "label", name)
    is_asked = kind.is_asked
    return Question(
        name=name,
        kind=kind,
        label=label,
        hint=hint,
        group=group,
        options=_options(row, what, reading),
        relevant=read_rule(row, "relevant", names),
        required=read_yes_no(row, "required", names) if is_asked else None,
        required_message=_words(row, "required_message", reading),
        constraint=read_rule(row, "constraint", names, may_be_itself=True) if is_asked else None,
        constraint_message=_words(row, "constraint_message", reading),
        calculation=_calculation(row, kind, names),
        choice_filter=_choice_filter(row, what, reading),
        default=_default(row, what, reading),
        appearance=row.text("appearance"),
    )


def _judge_cells(row: FormRow, kind: Kind) -> None:
    """Refuse cells that mean something else here, or mean nothing."""
    if row.text("parameters") and not (kind is Kind.TEXT and row.text("parameters").startswith("rows=")):
        row.place.refuse(Reason.UNSUPPORTED_CELL, row.written["parameters"], row.text("parameters"))
    if kind.is_asked and is_yes(row.text("read_only")):
        row.place.refuse(Reason.BAD_READ_ONLY, row.written["read_only"], kind.value)
    if kind is not Kind.CALCULATE and row.text("calculation"):
        row.place.refuse(Reason.UNSUPPORTED_CELL, row.written["calculation"], kind.value)
    if not kind.has_options and row.text("choice_filter"):
        row.place.refuse(Reason.UNSUPPORTED_CELL, row.written["choice_filter"], kind.value)
    if not kind.is_asked:
        if row.text("default"):
            row.place.refuse(Reason.UNSUPPORTED_CELL, row.written["default"], kind.value)
        if kind is Kind.NOTE and is_yes(row.text("required")):
            row.place.refuse(Reason.UNSUPPORTED_CELL, row.written["required"], kind.value)
        for key in ("constraint", "required"):
            if kind is Kind.CALCULATE and is_yes(row.text(key)):
                row.place.warn(Reason.NO_EFFECT, row.written[key], kind.value)
        if kind is Kind.NOTE and row.text("constraint"):
            row.place.warn(Reason.NO_EFFECT, row.written["constraint"], kind.value)


def _judge_appearance(row: FormRow) -> None:
    for word in row.text("appearance").lower().split():
        is_wide = word[:1] == "w" and word[1:].isdecimal()
        if word in _HARMLESS or is_wide or word.startswith(("columns-", "compact-")):
            continue
        if word.startswith(("search(", "ex:")) or word in _REFUSED:
            row.place.refuse(Reason.UNSUPPORTED_APPEARANCE, row.written["appearance"], word)
        else:
            row.place.warn(Reason.UNUSED_APPEARANCE, row.written["appearance"], word)


def _words(row: FormRow, key: str, reading: _Reading) -> Words:
    words = read_words(row, key)
    for text in words.by_language.values():
        for name in references_in(text):
            if reason := reading.names.judge(name):
                row.place.refuse(reason, row.written[key], name)
    return words


def references_in(text: str) -> list[str]:
    """Names of the questions whose answers a sentence repeats: ``Hello ${name}``."""
    pieces = text.split("${")[1:]
    return [piece.partition("}")[0].strip() for piece in pieces if "}" in piece]


def _options(row: FormRow, what: RowType, reading: _Reading) -> str:
    if what.kind is None or not what.kind.has_options:
        return ""
    if not reading.lists.get(what.options):
        row.place.refuse(Reason.MISSING_LIST, row.written["type"], what.options)
    elif what.kind is Kind.SELECT_MULTIPLE:
        for option in reading.lists[what.options]:
            if len(option.name.split()) > 1:
                row.place.refuse(Reason.BAD_CHOICE_NAME, row.written["type"], option.name)
                break
    return what.options


def _calculation(row: FormRow, kind: Kind, names: Names) -> Expression | None:
    if kind is not Kind.CALCULATE:
        return None
    if not row.text("calculation"):
        row.place.refuse(Reason.MISSING_CALCULATION, "calculation", row.text("name"))
        return None
    return read_rule(row, "calculation", names)


def _choice_filter(row: FormRow, what: RowType, reading: _Reading) -> Expression | None:
    if what.kind is None or not what.kind.has_options:
        return None
    options = reading.lists.get(what.options, ())
    columns = {"name", "label"}.union(*(option.columns for option in options)) if options else None
    return read_rule(row, "choice_filter", reading.names, columns=columns)


def _default(row: FormRow, what: RowType, reading: _Reading) -> Expression | None:
    """What stands in the answer from the start: as it is written, or an expression if it is one."""
    from pyxform.utils import default_is_dynamic  # type: ignore[import-untyped]  # it has no types

    text = row.text("default")
    if not text or what.kind is None or not what.kind.is_asked:
        return None
    if default_is_dynamic(text, what.kind.value):
        return read_expression(row, "default", text, reading.names)
    given = text.split() if what.kind is Kind.SELECT_MULTIPLE else text
    names = [option.name for option in reading.lists.get(what.options, ())]
    try:
        read_answer(Question("", what.kind), given, names)
    except AnswerWrong:
        row.place.refuse(Reason.BAD_DEFAULT, row.written["default"], text)
        return None
    return Constant(text)
