"""The branch's surveys: take one into use, and find the one that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.ids import SurveyId
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """A survey of the branch in one version. ``definition`` is its JSON form, see ``desktop.domain.surveys``."""

    id: SurveyId
    form_id: str
    version: str
    title: str
    definition: Mapping[str, Any]
    is_in_use: bool
    responses: int
    added_at: datetime


def adopt_survey(
    store: Store, *, form_id: str, version: str, title: str, definition: Mapping[str, Any]
) -> Done[SurveyId]:
    """Take a survey into use, in the place of the one before. The same definition twice is one survey."""
    with store.transaction():
        survey = store.surveys.adopt(form_id, version, title, definition)
    return Done(survey, Changed.SURVEYS | Changed.SYNC)


def current_survey(store: Store) -> SurveyRow | None:
    """The survey in use, if there is one."""
    return next((survey for survey in list_surveys(store) if survey.is_in_use), None)


def read_survey(store: Store, survey: SurveyId) -> SurveyRow | None:
    """One survey, also one that is no longer in use."""
    return next((found for found in list_surveys(store) if found.id == survey), None)


def list_surveys(store: Store) -> list[SurveyRow]:
    """Surveys of the branch, the latest first."""
    return [SurveyRow(**row) for row in store.surveys.listed()]
