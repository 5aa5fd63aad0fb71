"""At the door: saved in one step, undone in one step, nothing typed is lost, nobody rings where it was not wished."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.attempts import Mark, NoSuchAttempt, Outcome
from desktop.domain.contacts import NoSuchContact
from desktop.domain.households import Door, NoSuchHousehold, Side
from desktop.domain.ids import AttemptId, ContactId, HouseholdId, StreetKey, TurfId
from desktop.domain.turfs import NoStreets, NoSuchTurf, TurfRow
from desktop.operations.attempts import (
    Filled,
    list_attempts,
    record_attempt,
    record_door,
    restore_attempt,
    void_attempt,
    void_attempts,
)
from desktop.operations.branch_surveys import adopt_survey, current_survey, list_surveys
from desktop.operations.contacts import show_person
from desktop.operations.doors import drop_draft, find_households, keep_draft, open_door, set_do_not_visit
from desktop.operations.drafts import find_draft, list_drafts
from desktop.operations.drafts import keep_draft as keep_text
from desktop.operations.home import canvasser_home, coordinator_home, note_look, organiser_home
from desktop.operations.register_import import import_register
from desktop.operations.status import read_status
from desktop.operations.turfs import (
    cut_turf,
    give_turf,
    list_districts,
    list_streets,
    list_turfs,
    remove_turf,
    restore_turf,
    walk_list,
)
from tests.made_up_stores import TurnedClock, entries_of, made_store, register_file, reopened_store


class Evening:
    """A store with a register and a turf, and a clock to turn."""

    def __init__(self, folder: Path) -> None:
        self.clock = TurnedClock()
        self.store = made_store(folder / "vault", self.clock)
        import_register(self.store, register_file(folder))
        largest = max(list_streets(self.store), key=lambda street: street.doors)
        self.turf = cut_turf(self.store, "", [largest.key], canvasser=self.store.session.member).value

    @property
    def doors(self) -> list[Door]:
        return walk_list(self.store, self.turf).doors

    @property
    def turf_row(self) -> TurfRow:
        return next(turf for turf in list_turfs(self.store) if turf.id == self.turf)


@pytest.fixture
def evening(tmp_path: Path) -> Iterator[Evening]:
    evening = Evening(tmp_path)
    yield evening
    evening.store.close()


def test_doors_go_up_the_odd_side_and_come_down_the_even_one(evening: Evening) -> None:
    doors = [door for door in evening.doors if door.number.isdecimal() and not door.block]
    odds = [int(door.number) for door in doors if door.side is Side.ODD]
    evens = [int(door.number) for door in doors if door.side is Side.EVEN]
    assert odds == sorted(odds)
    assert evens == sorted(evens, reverse=True)
    assert [door.side for door in doors] == [Side.ODD] * len(odds) + [Side.EVEN] * len(evens)
    assert all(door.label for door in doors)
    assert evening.turf_row.doors == len(evening.doors)


def test_a_door_and_those_who_were_out_are_saved_together_or_not_at_all(evening: Evening) -> None:
    household = evening.doors[0].household
    residents = [one.contact for one in open_door(evening.store, household).residents]
    keep_draft(evening.store, household, '{"outcome": "talked"}')
    with pytest.raises(NoSuchContact):
        record_door(
            evening.store, household, Outcome.TALKED, contact=ContactId("0" * 32), others_out=residents
        )
    assert list_attempts(evening.store) == []
    assert open_door(evening.store, household).draft
    saved = record_door(evening.store, household, Outcome.TALKED, others_out=residents).value
    assert len(saved) == len(residents) + 1
    assert {one.id for one in list_attempts(evening.store)} == set(saved)
    void_attempts(evening.store, saved)
    assert all(one.is_voided for one in list_attempts(evening.store))
    assert evening.doors[0].mark is Mark.NOT_YET


def test_a_turf_needs_streets_that_are_known(evening: Evening) -> None:
    with pytest.raises(NoStreets):
        cut_turf(evening.store, "Nowhere", [])
    with pytest.raises(NoStreets):
        cut_turf(evening.store, "Nowhere", [StreetKey("0" * 32)])
    with pytest.raises(NoSuchTurf):
        give_turf(evening.store, TurfId("0" * 32), None)


def test_a_removed_turf_comes_back(evening: Evening) -> None:
    remove_turf(evening.store, evening.turf)
    assert list_turfs(evening.store) == []
    restore_turf(evening.store, evening.turf)
    assert [turf.id for turf in list_turfs(evening.store)] == [evening.turf]


def test_streets_of_a_district_are_those_with_a_door_in_it(evening: Evening) -> None:
    everywhere = {street.key for street in list_streets(evening.store)}
    by_district = [
        {street.key for street in list_streets(evening.store, district)}
        for district in list_districts(evening.store)
    ]
    assert set.union(*by_district) == everywhere


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.DO_NOT_VISIT])
def test_a_saved_door_shows_its_outcome_and_an_undo_takes_it_back(evening: Evening, outcome: Outcome) -> None:
    door = evening.doors[0]
    attempt = record_attempt(evening.store, door.household, outcome, turf=evening.turf).value
    saved = evening.doors[0]
    assert (saved.outcome, saved.is_done, saved.is_unsent) == (outcome, True, True)
    void_attempt(evening.store, attempt)
    undone = evening.doors[0]
    assert (undone.outcome, undone.is_done, undone.mark) == (None, False, Mark.NOT_YET)
    restore_attempt(evening.store, attempt)
    assert evening.doors[0].outcome is outcome
    assert len(list_attempts(evening.store, household=door.household)) == 1


def test_an_undo_leaves_what_the_door_was_before(evening: Evening) -> None:
    household = evening.doors[0].household
    record_attempt(evening.store, household, Outcome.NOT_HOME)
    evening.clock.turn(minutes=20)
    second = record_attempt(evening.store, household, Outcome.TALKED).value
    void_attempt(evening.store, second)
    assert evening.doors[0].outcome is Outcome.NOT_HOME


def test_an_earlier_try_that_is_typed_later_does_not_decide(evening: Evening) -> None:
    household = evening.doors[0].household
    record_attempt(evening.store, household, Outcome.TALKED)
    earlier = evening.store.now() - timedelta(days=3)
    record_attempt(evening.store, household, Outcome.NOT_HOME, at=earlier)
    assert evening.doors[0].outcome is Outcome.TALKED


def test_do_not_visit_is_seen_before_the_bell_and_an_undo_writes_it_back(evening: Evening) -> None:
    household = evening.doors[2].household
    attempt = record_attempt(evening.store, household, Outcome.DO_NOT_VISIT).value
    page = open_door(evening.store, household)
    assert (page.is_do_not_visit, page.mark, page.do_not_visit_since) == (
        True,
        Mark.NEVER,
        evening.store.today(),
    )
    assert page.before_the_bell[0].outcome is Outcome.DO_NOT_VISIT
    void_attempt(evening.store, attempt)
    assert not open_door(evening.store, household).is_do_not_visit
    wishes = [entry for entry in entries_of(evening.store) if entry.kind == "household"]
    assert len(wishes) == 2  # the wish and its taking back: nothing is rewritten


def test_a_wish_written_before_outlives_the_undo_of_a_later_one(evening: Evening) -> None:
    household = evening.doors[2].household
    first = record_attempt(evening.store, household, Outcome.DO_NOT_VISIT).value
    second = record_attempt(evening.store, household, Outcome.DO_NOT_VISIT).value
    void_attempt(evening.store, second)
    assert open_door(evening.store, household).is_do_not_visit
    void_attempt(evening.store, first)
    assert not open_door(evening.store, household).is_do_not_visit
    set_do_not_visit(evening.store, household, True)
    assert open_door(evening.store, household).mark is Mark.NEVER


def test_moved_away_is_written_of_the_person_and_taken_back(evening: Evening) -> None:
    page = open_door(evening.store, evening.doors[0].household)
    person = page.residents[0].contact
    attempt = record_attempt(evening.store, page.household, Outcome.MOVED, contact=person).value
    assert open_door(evening.store, page.household).residents[0].is_moved_away
    void_attempt(evening.store, attempt)
    assert not open_door(evening.store, page.household).residents[0].is_moved_away


def test_a_filled_survey_is_kept_its_free_text_sealed(evening: Evening) -> None:
    survey = adopt_survey(
        evening.store, form_id="doorstep", version="1", title="Doorstep", definition={"questions": []}
    ).value
    page = open_door(evening.store, evening.doors[0].household)
    person = page.residents[0].contact
    filled = Filled(
        survey, {"change": "rents", "when": "always"}, {"words": "Boiler out since October"}, {"words"}
    )
    record_attempt(evening.store, page.household, Outcome.TALKED, contact=person, filled=filled)
    (attempt,) = list_attempts(evening.store, contact=person)
    assert attempt.answers == 2
    (words,) = show_person(evening.store, person).words
    assert (words.text, words.question, words.read_aloud) == ("Boiler out since October", "words", True)
    assert all("Boiler" not in entry.body for entry in entries_of(evening.store))
    assert [survey.responses for survey in list_surveys(evening.store)] == [1]
    void_attempt(evening.store, attempt.id)
    assert show_person(evening.store, person).words == []


def test_the_survey_taken_into_use_last_is_the_one_in_use(evening: Evening) -> None:
    first = adopt_survey(evening.store, form_id="a", version="1", title="A", definition={"q": 1}).value
    adopt_survey(evening.store, form_id="b", version="1", title="B", definition={"q": 2})
    again = adopt_survey(evening.store, form_id="a", version="1", title="A", definition={"q": 1}).value
    assert first == again
    found = current_survey(evening.store)
    assert found is not None
    assert (found.id, len(list_surveys(evening.store))) == (first, 2)


def test_what_is_typed_is_kept_at_every_key_and_gone_when_the_door_is_saved(evening: Evening) -> None:
    household = evening.doors[0].household
    for length in range(1, 6):
        keep_draft(evening.store, household, '{"note": "' + "x" * length + '"}')
    evening.store = reopened_store(evening.store, evening.clock)
    assert open_door(evening.store, household).draft == '{"note": "xxxxx"}'
    record_attempt(evening.store, household, Outcome.NOT_HOME)
    assert open_door(evening.store, household).draft == ""


def test_a_draft_is_never_an_entry(evening: Evening) -> None:
    before = len(entries_of(evening.store))
    keep_text(evening.store, "person:new", "Ada")
    keep_draft(evening.store, evening.doors[0].household, "{}")
    assert sorted(list_drafts(evening.store))[1] == "person:new"
    assert find_draft(evening.store, "person:new") == "Ada"
    keep_text(evening.store, "person:new", "")
    drop_draft(evening.store, evening.doors[0].household)
    assert list_drafts(evening.store) == []
    assert len(entries_of(evening.store)) == before


def test_a_door_or_an_attempt_that_is_not_there_says_so_and_writes_nothing(evening: Evening) -> None:
    before = len(entries_of(evening.store))
    with pytest.raises(NoSuchHousehold):
        open_door(evening.store, HouseholdId("0" * 32))
    with pytest.raises(NoSuchHousehold):
        record_attempt(evening.store, HouseholdId("0" * 32), Outcome.TALKED)
    with pytest.raises(NoSuchAttempt):
        void_attempt(evening.store, AttemptId("0" * 32))
    assert len(entries_of(evening.store)) == before


def test_the_canvassers_home_counts_the_walk(evening: Evening) -> None:
    doors = evening.doors
    asked = datetime.combine(evening.store.today(), datetime.min.time().replace(hour=19, minute=30))
    record_attempt(evening.store, doors[0].household, Outcome.TALKED, turf=evening.turf)
    record_attempt(
        evening.store, doors[1].household, Outcome.COME_BACK, come_back_at=asked, turf=evening.turf
    )
    set_do_not_visit(evening.store, doors[2].household, True)
    home = canvasser_home(evening.store)
    assert (home.doors_done, home.people_spoken_to, home.visits_not_sent) == (2, 1, 2)
    assert home.doors_to_go == len(doors) - 3
    assert home.next_door is not None
    assert home.next_door.household == doors[3].household
    assert [line.outcome for line in home.before_you_ring] == [Outcome.COME_BACK, Outcome.DO_NOT_VISIT]
    assert [door.mark for door in home.doors[:3]] == [Mark.FINISHED, Mark.DUE, Mark.NEVER]
    (one,) = home.evenings
    assert (one.on, one.doors) == (evening.store.today(), 2)
    assert read_status(evening.store).pending_visits == 2


def test_the_organisers_home_shows_what_is_out_owed_and_late(evening: Evening) -> None:
    asked = evening.store.local_now() + timedelta(minutes=30)
    record_attempt(evening.store, evening.doors[0].household, Outcome.COME_BACK, come_back_at=asked)
    back_by = evening.store.local_now() + timedelta(minutes=10)
    give_turf(evening.store, evening.turf, evening.store.session.member, back_by=back_by)
    home = organiser_home(evening.store)
    assert [one.minutes_late for one in home.turfs_out] == [0]
    assert [(one.turf, one.household) for one in home.due] == [
        (evening.turf, None),
        (None, evening.doors[0].household),
    ]
    assert [(one.days, one.is_due) for one in home.owed] == [(0, False)]
    evening.clock.turn(days=2)
    home = organiser_home(evening.store)
    assert [one.minutes_late for one in home.turfs_out] == [2 * 24 * 60 - 10]
    assert [(one.days, one.is_due) for one in home.owed] == [(2, True)]
    assert (home.this_week.doors, home.last_week.doors, home.due) == (1, 0, [])


def test_the_coordinators_home_counts_from_the_last_look(evening: Evening) -> None:
    record_attempt(evening.store, evening.doors[0].household, Outcome.COME_BACK)
    first = coordinator_home(evening.store)
    assert (first.since_last_look.since, first.since_last_look.doors) == (None, 1)
    note_look(evening.store)
    evening.clock.turn(days=8)
    home = coordinator_home(evening.store)
    assert (home.since_last_look.doors, home.since_last_look.since is not None) == (0, True)
    assert [(laptop.days, laptop.is_silent) for laptop in home.laptops] == [(8, True)]
    assert [(branch.owed, branch.days) for branch in home.branches] == [(1, 8)]


def test_a_household_is_found_by_its_address(evening: Evening) -> None:
    page = open_door(evening.store, evening.doors[0].household)
    found = find_households(evening.store, f"{page.number} {page.street}")
    assert (page.household, page.address) in found
    assert find_households(evening.store, '"*') == []
