"""What the desk of two answers reads: what there is to settle, and one question with the names it needs."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from desktop.domain.conflicts import Answer, Conflict, ConflictPage, NoSuchConflict
from desktop.domain.households import NoSuchHousehold
from desktop.domain.ids import HouseholdId
from desktop.operations.branch_surveys import list_surveys
from desktop.operations.conflicts import list_conflicts, show_conflict
from desktop.operations.doors import open_door
from desktop.operations.drafts import find_draft
from desktop.operations.members import list_members
from desktop.operations.turfs import list_streets
from desktop.store.store import Store

_IDS = {"household", "canvasser", "partner", "member", "survey", "streets"}
_WRITTEN_FREELY = {
    "household": {"address", "postal_code"},
    "turf": {"name"},
    "member": {"name"},
    "laptop": {"name"},
    "branch": {"name", "authority", "register"},
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question that holds several answers. ``names`` says what ids in its values stand for."""

    page: ConflictPage
    names: dict[str, str] = field(default_factory=dict)
    begun: str = ""

    @property
    def conflict(self) -> Conflict:
        """Whose question, and its answers."""
        return self.page.conflict

    def named(self, value: str) -> str:
        """A value with names for ids."""
        if self.conflict.field not in _IDS:
            return value
        return ", ".join(self.names.get(part, part) for part in value.split(", ") if part)


@dataclass(frozen=True, slots=True)
class ToSettle:
    """Everything that is in conflict, and the question one is at, if there is any."""

    conflicts: Sequence[Conflict]
    place: int
    question: Question | None


def read_to_settle(store: Store, wanted: tuple[str, str] | None, place: int) -> ToSettle:
    """Read what there is to settle, and the question that is wanted, else the one at a place in the list."""
    conflicts = list_conflicts(store)
    keys = [(conflict.id, conflict.field) for conflict in conflicts]
    at = keys.index(wanted) if wanted in keys else max(0, min(place, len(keys) - 1))
    return ToSettle(conflicts, at, read_question(store, *keys[at]) if keys else None)


def read_question(store: Store, entity: str, name: str) -> Question | None:
    """One question, or None if it was settled a moment ago."""
    try:
        page = show_conflict(store, entity, name)
    except NoSuchConflict:
        return None
    page = replace(page, conflict=replace(page.conflict, answers=first_given(page)))
    return Question(page, _names(store, page), find_draft(store, begun_at(page.conflict)))


def begun_at(conflict: Conflict) -> str:
    """The place at which another answer is kept while it is typed."""
    return f"conflict:{conflict.id}:{conflict.field}"


def can_be_written(conflict: Conflict) -> bool:
    """Whether another answer can be typed: not where one chooses among people, doors, or yes and no."""
    if conflict.kind == "contact":
        return conflict.field not in ("household", "tags", "deleted")
    return conflict.field in _WRITTEN_FREELY.get(conflict.kind, set())


def can_be_reopened(conflict: Conflict) -> bool:
    """Whether settling can be taken back: not where one side was a removal."""
    return conflict.field != "deleted"


def choice_of(conflict: Conflict, answer: Answer) -> str:
    """The value that choosing an answer writes: of a removal and an edit, one or the other."""
    if conflict.field == "deleted":
        return "true" if answer.value == "true" else "false"
    return answer.value


def first_given(page: ConflictPage) -> list[Answer]:
    """The answers, each from whoever gave it first.

    After a settling was undone all of them stand as written by the one who undid it, which is of no use to
    whoever must choose: then the history says from whom they were at first.
    """
    answers = page.conflict.answers
    if len({(answer.by, answer.laptop) for answer in answers}) > 1:
        return answers
    found = []
    for answer in answers:
        same = [one for one in page.history if one.value == answer.value and one.at is not None]
        first = same[-1] if same else None
        if first is None or first.at is None:
            found.append(answer)
            continue
        at, here = first.at, first.is_this_laptop
        found.append(replace(answer, at=at, by=first.by, laptop=first.laptop, is_this_laptop=here))
    return found


def _names(store: Store, page: ConflictPage) -> dict[str, str]:
    name = page.conflict.field
    values = {answer.value for answer in page.conflict.answers} | {one.value for one in page.history}
    if name in ("canvasser", "partner", "member"):
        return {str(member.id): member.name for member in list_members(store)}
    if name == "survey":
        return {str(survey.id): survey.title for survey in list_surveys(store)}
    if name == "streets":
        return {str(street.key): street.name for street in list_streets(store)}
    if name == "household":
        return {value: address for value in values if (address := _address(store, value))}
    return {}


def _address(store: Store, household: str) -> str:
    try:
        return open_door(store, HouseholdId(household)).address
    except NoSuchHousehold:
        return ""
