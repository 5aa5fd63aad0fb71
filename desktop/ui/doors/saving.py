"""Saving a door and taking it back, as operations that a worker can run."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.attempts import Outcome
from desktop.domain.board import NOTE, Board, Interview, read_time, result
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, SurveyId, TurfId
from desktop.operations.attempts import Filled, record_door, void_attempts
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class SaveDoor:
    """A door as it is to be saved. ``others`` are residents who were out while somebody else answered."""

    household: HouseholdId
    board: Board
    turf: TurfId | None
    survey: SurveyId | None
    interview: Interview | None
    now: datetime
    others: tuple[ContactId, ...] = ()

    def run(self, store: Store) -> Done[tuple[AttemptId, ...]]:
        """Save it; the attempts made, the door's own last."""
        board = self.board
        if board.outcome is None:
            return Done((), Changed.NOTHING)
        return record_door(
            store,
            self.household,
            board.outcome,
            contact=ContactId(board.resident) if board.resident else None,
            others_out=self.others,
            filled=self._filled(),
            note=board.note,
            note_read_aloud=NOTE in board.read_aloud,
            come_back_at=read_time(board.come_back, self.now) if board.outcome is Outcome.COME_BACK else None,
            turf=self.turf,
        )

    def _filled(self) -> Filled | None:
        if self.survey is None or self.board.outcome is not Outcome.TALKED:
            return None
        closed, texts = result(self.board, self.interview)
        read = [name for name in self.board.read_aloud if name in texts]
        return Filled(self.survey, closed, texts, read) if closed or texts else None


@dataclass(frozen=True, slots=True)
class Saved:
    """What Ctrl+Z takes back: the attempts, where they were made, and the board as it was keyed."""

    attempts: tuple[AttemptId, ...]
    household: HouseholdId
    board: Board


def void_door(store: Store, attempts: tuple[AttemptId, ...]) -> Done[None]:
    """Take a saved door back: every attempt that was made for it."""
    return void_attempts(store, attempts)
