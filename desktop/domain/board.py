"""The board: what one person keys at one door, as a value, and what each key makes of it.

Digits choose the resident, letters the outcome; once somebody talked, digits answer the survey. Enter goes
on, Backspace goes back a step. A board is never half changed, and all of it fits into a draft, so a laptop
that dies between two keys has lost nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol

from desktop.domain.attempts import Outcome

END = "\n"  # no question can be called this
"""The position past the last question."""
NOTE = "\t"
"""Stands among ``read_aloud`` for the note."""
REQUIRED = "required"
"""Why Enter does not go on: the question needs an answer."""


class AskKind(Enum):
    """How a question is answered at the door."""

    ONE = "one"
    SEVERAL = "several"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a question, with the key that chooses it."""

    key: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it stands now: worded in the chosen language, its choices filtered.

    ``default`` is what counts as its answer until somebody says another.
    """

    name: str
    kind: AskKind
    words: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    default: Any = None

    def answered(self, answers: Mapping[str, Any]) -> Any:
        """What counts as its answer: what was said, else the default, else None."""
        return answers.get(self.name, self.default)


class Interview(Protocol):
    """A survey as the board needs it."""

    def asks(self, answers: Mapping[str, Any]) -> Sequence[Ask]:
        """The questions to ask in order, given the answers so far."""

    def fault(self, name: str, value: Any, answers: Mapping[str, Any]) -> str:
        """Why an answer cannot be taken: a reason's code or the form's own sentence; empty if it can."""

    def counted(self, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        """What is kept in the end, each value of its own type: what was asked for, and what was calculated."""


class Stage(Enum):
    """Which keys answer now."""

    DOOR = "who answered, and what happened"
    QUESTION = "the survey"
    WHEN = "when to come back"
    READY = "all is said; Enter saves"


@dataclass(frozen=True, slots=True)
class Board:
    """What has been keyed at this door so far."""

    resident: str = ""  # contact id
    outcome: Outcome | None = None
    come_back: str = ""  # as typed
    answers: Mapping[str, Any] = field(default_factory=dict)
    position: str = ""  # name of the question asked now; END past the last
    note: str = ""
    read_aloud: tuple[str, ...] = ()  # names of questions, or NOTE

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been keyed."""
        return self == Board()

    def stage(self, interview: Interview | None) -> Stage:
        """Which keys answer now."""
        if self.outcome is None:
            return Stage.DOOR
        if self.outcome is Outcome.COME_BACK and self.position != END:
            return Stage.WHEN
        if self.outcome is Outcome.TALKED and self.ask(interview) is not None:
            return Stage.QUESTION
        return Stage.READY

    def asks(self, interview: Interview | None) -> Sequence[Ask]:
        """The questions in order, given what was answered."""
        return interview.asks(self.answers) if interview is not None else ()

    def steps(self, interview: Interview | None) -> list[Ask]:
        """The questions that are a step of their own; free text that hangs under another is not."""
        return _steps(self.asks(interview))

    def ask(self, interview: Interview | None) -> Ask | None:
        """The question that is asked now, if one is."""
        if self.outcome is not Outcome.TALKED or self.position == END:
            return None
        asks = self.asks(interview)
        return next((ask for ask in asks if ask.name == self.position), asks[0] if asks else None)

    def follow_up(self, interview: Interview | None) -> Ask | None:
        """A free-text question that hangs under the one asked now: *In their words*."""
        now = self.ask(interview)
        return _attached(self.asks(interview), now) if now is not None else None


def choose_resident(board: Board, contact: str) -> Board:
    """A digit at the door: who answered. The same digit again takes it back."""
    return replace(board, resident="" if board.resident == contact else contact)


def choose_outcome(board: Board, outcome: Outcome) -> Board:
    """A letter: what happened. Answers given so far are kept aside, not lost; where nobody was in, nobody answered."""
    resident = "" if outcome is Outcome.NOT_HOME else board.resident
    return replace(board, outcome=outcome, position="", resident=resident)


def answer(board: Board, interview: Interview, value: Any, name: str = "") -> tuple[Board, str]:
    """Write an answer to the question asked now, or to the one named; the board, and why not if it cannot be.

    An answer that is not understood is kept as typed, and going on waits until it is mended.
    """
    now = board.ask(interview)
    about = name or (now.name if now else "")
    answers = {**board.answers, about: value}
    is_nothing = value in ("", None, [])
    if is_nothing:
        # What was cleared stays so only where a default would come back.
        without = {held: said for held, said in answers.items() if held != about}
        has_default = any(ask.default is not None for ask in interview.asks(without) if ask.name == about)
        answers = answers if has_default else without
    changed = replace(board, answers=answers, position=now.name if now else board.position)
    return changed, "" if is_nothing else interview.fault(about, value, answers)


def answer_by_key(board: Board, interview: Interview, key: str) -> tuple[Board, bool]:
    """A digit at a question: choose, and go on at once unless more can be said here.

    Gives the board and whether any choice has that key.
    """
    now = board.ask(interview)
    found = next((choice for choice in now.choices if choice.key == key), None) if now else None
    if now is None or found is None:
        return board, False
    if now.kind is AskKind.SEVERAL:
        held = list(now.answered(board.answers) or [])
        chosen = [name for name in held if name != found.name] if found.name in held else [*held, found.name]
        return answer(board, interview, chosen)[0], True
    changed, fault = answer(board, interview, found.name)
    if fault or changed.follow_up(interview) is not None:
        return changed, True
    return go_on(changed, interview)[0], True


def go_on(board: Board, interview: Interview | None) -> tuple[Board, str]:
    """Enter at a question or a time: the next step, or why not yet."""
    if board.stage(interview) is Stage.WHEN:
        return replace(board, position=END), ""
    now = board.ask(interview)
    if now is None or interview is None:
        return board, ""
    if now.is_required and now.answered(board.answers) in ("", None, []):
        return board, REQUIRED
    for ask in (now, board.follow_up(interview)):
        given = ask.answered(board.answers) if ask is not None else None
        if ask is not None and given not in ("", None, []):
            fault = interview.fault(ask.name, given, board.answers)
            if fault:
                return board, fault
    return replace(board, position=_after(board.asks(interview), now)), ""


def go_back(board: Board, interview: Interview | None) -> Board:
    """Backspace: one step back; nothing that was answered is forgotten."""
    if board.outcome is None:
        return replace(board, resident="")
    if board.outcome is Outcome.TALKED:
        steps = _steps(board.asks(interview))
        at = len(steps) if board.position == END else _index(steps, board.ask(interview))
        if at > 0:
            return replace(board, position=steps[at - 1].name)
    if board.outcome is Outcome.COME_BACK and board.position == END:
        return replace(board, position="")
    return replace(board, outcome=None, position="")


def result(board: Board, interview: Interview | None) -> tuple[dict[str, Any], dict[str, str]]:
    """What is saved of the survey: closed answers, and free texts. What is asked no longer is left out."""
    closed: dict[str, Any] = {}
    texts: dict[str, str] = {}
    if board.outcome is Outcome.TALKED and interview is not None:
        kinds = {ask.name: ask.kind for ask in board.asks(interview)}
        for name, value in interview.counted(board.answers).items():
            if kinds.get(name) is AskKind.TEXT:
                texts[name] = str(value)
            else:
                closed[name] = value
    return closed, texts


def read_time(text: str, now: datetime) -> datetime | None:
    """When to come back, as somebody types it: ``1930``, ``19:30``, ``7.30pm``, ``tomorrow 18:00``, ``+30``.

    Gives the street's own time, today unless that hour has passed, or None if it is no time.
    """
    typed = text.strip().lower().replace(".", ":").replace(" ", "")
    day = now
    if typed.startswith("tomorrow"):
        typed, day = typed.removeprefix("tomorrow"), now + timedelta(days=1)
    if typed.startswith("+") and typed[1:].isdecimal() and len(typed) <= 4:
        return (now + timedelta(minutes=int(typed[1:]))).replace(second=0, microsecond=0)
    evening = typed.endswith("pm")
    typed = typed.removesuffix("pm").removesuffix("am")
    hours, _, minutes = typed.partition(":")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if not (hours.isdecimal() and (minutes or "0").isdecimal() and len(hours) <= 2):
        return None
    hour, minute = int(hours), int(minutes or "0")
    hour += 12 if evening and hour < 12 else 0
    if hour > 23 or minute > 59:
        return None
    at = day.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return at + timedelta(days=1) if at < now else at


def to_draft(board: Board) -> dict[str, Any]:
    """A board as JSON values, for the draft."""
    return {
        "resident": board.resident,
        "outcome": board.outcome.value if board.outcome else "",
        "come_back": board.come_back,
        "answers": dict(board.answers),
        "position": board.position,
        "note": board.note,
        "read_aloud": list(board.read_aloud),
    }


def from_draft(draft: Mapping[str, Any]) -> Board:
    """A board from its draft; what is not understood is left out."""
    known = {outcome.value: outcome for outcome in Outcome}
    answers = draft.get("answers")
    return Board(
        resident=str(draft.get("resident", "")),
        outcome=known.get(str(draft.get("outcome", ""))),
        come_back=str(draft.get("come_back", "")),
        answers=answers if isinstance(answers, dict) else {},
        position=str(draft.get("position", "")),
        note=str(draft.get("note", "")),
        read_aloud=tuple(str(name) for name in draft.get("read_aloud", ())),
    )


def _attached(asks: Sequence[Ask], ask: Ask) -> Ask | None:
    if ask.kind not in (AskKind.ONE, AskKind.SEVERAL):
        return None
    at = _index(asks, ask)
    after = asks[at + 1] if at + 1 < len(asks) else None
    return after if after is not None and after.kind is AskKind.TEXT and not after.is_required else None


def _steps(asks: Sequence[Ask]) -> list[Ask]:
    """Questions that are a step of their own: all but those that hang under another."""
    attached = {under.name for ask in asks if (under := _attached(asks, ask)) is not None}
    return [ask for ask in asks if ask.name not in attached]


def _after(asks: Sequence[Ask], ask: Ask) -> str:
    steps = _steps(asks)
    at = _index(steps, ask)
    return steps[at + 1].name if at + 1 < len(steps) else END


def _index(asks: Sequence[Ask], ask: Ask | None) -> int:
    return next((at for at, each in enumerate(asks) if ask is not None and each.name == ask.name), 0)
