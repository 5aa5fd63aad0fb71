"""What the doors screen reads at once: the walk and the survey in use."""

from dataclasses import dataclass

from desktop.domain.ids import SurveyId, TurfId
from desktop.domain.surveys.interview import SurveyInterview, interview_of
from desktop.domain.turfs import TurfRow, WalkList
from desktop.operations.branch_surveys import current_survey, read_survey
from desktop.operations.members import who_am_i
from desktop.operations.turfs import list_turfs, walk_list
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class Evening:
    """A walk, if there is one, and the survey that is asked on it."""

    walk: WalkList | None
    survey: SurveyId | None
    interview: SurveyInterview | None


def read_evening(store: Store, turf: TurfId | None) -> Evening:
    """Read a turf's walk, or tonight's if none is named: the one given to me, else the latest."""
    chosen = turf or _tonights(list_turfs(store), store)
    walk = walk_list(store, chosen) if chosen is not None else None
    asked = walk.turf.survey if walk is not None else None
    row = (read_survey(store, asked) if asked else None) or current_survey(store)
    return Evening(walk, row.id if row else None, interview_of(row.definition) if row else None)


def _tonights(turfs: list[TurfRow], store: Store) -> TurfId | None:
    me = who_am_i(store).member
    mine = [turf for turf in turfs if turf.canvasser == me]
    free = [turf for turf in turfs if turf.canvasser is None]
    for turf in [*mine, *free, *turfs]:
        return turf.id
    return None
