"""Answers to the branch's survey that come as a whole, as from a terminal or a sheet of paper."""

from collections.abc import Collection, Mapping
from typing import Any

from desktop.domain.ids import SurveyId
from desktop.domain.surveys.answers import Fault
from desktop.domain.surveys.documents import survey_from_json
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.survey import Kind
from desktop.operations.attempts import Filled
from desktop.operations.branch_surveys import current_survey, read_survey
from desktop.store.store import Store


class NoSurvey(Exception):
    """No survey is in use, or there is none with that id."""


class AnswersRefused(Exception):
    """Answers that the survey does not take; ``faults`` say which, never what was answered."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def fill_answers(
    store: Store,
    given: Mapping[str, Any],
    *,
    survey: SurveyId | None = None,
    read_aloud: Collection[str] = (),
) -> Filled:
    """Answers by name as the survey takes them; of the one in use unless another is named.

    Defaults and calculations are filled in, and what is not asked is left out. Raises NoSurvey, AnswersRefused or
    SurveyBroken.
    """
    found = read_survey(store, survey) if survey else current_survey(store)
    if found is None:
        raise NoSurvey
    form = survey_from_json(found.definition)
    filling = Script(form).fill(given, store.local_now())
    if filling.faults:
        raise AnswersRefused(tuple(filling.faults))
    texts = {question.name for question in form.questions if question.kind is Kind.TEXT}
    return Filled(
        survey=found.id,
        answers={name: answer for name, answer in filling.answers.items() if name not in texts},
        texts={name: str(answer) for name, answer in filling.answers.items() if name in texts},
        read_aloud=[name for name in read_aloud if name in texts],
    )
