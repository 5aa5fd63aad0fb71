"""The surveys that the program brings along: stored and read back, and asked as they are meant."""

import json
from datetime import datetime

import pytest

from desktop.domain.made_up.surveys import heating_survey, listening_survey
from desktop.domain.surveys.documents import survey_from_json, survey_to_json
from desktop.domain.surveys.filling import Script
from desktop.domain.surveys.survey import Survey

NOW = datetime(2026, 11, 24, 19, 30)


@pytest.mark.parametrize("survey", [listening_survey(), heating_survey()], ids=["listening", "heating"])
def test_a_survey_survives_being_stored(survey: Survey) -> None:
    assert survey_from_json(json.loads(json.dumps(survey_to_json(survey)))) == survey


def test_words_are_asked_for_once_something_was_chosen() -> None:
    script = Script(listening_survey())
    assert script.fill({}, NOW).asked == ["how", "change", "back"]
    assert script.fill({"change": "rents"}, NOW).asked == ["how", "change", "words", "back"]


def test_who_was_told_is_asked_where_heating_is_out() -> None:
    script = Script(heating_survey())
    assert script.fill({"heating": "works"}, NOW).asked == ["heating", "warm_rooms", "first_help"]
    out = script.fill({"heating": "out", "out_since": "2026-11-25", "warm_rooms": 31}, NOW)
    assert out.asked == ["heating", "out_since", "told", "warm_rooms", "first_help"]
    assert [(fault.name, fault.message) for fault in out.faults] == [
        ("out_since", "That day is still to come."),
        ("warm_rooms", "Say a number from 0 to 30."),
    ]


def test_heating_must_be_answered() -> None:
    assert [fault.name for fault in Script(heating_survey()).fill({}, NOW).faults] == ["heating"]
