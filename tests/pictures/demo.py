"""A made-up branch on a Sunday evening: three laptops, an evening half walked, one question with two answers, and a stick."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.domain.attempts import Outcome
from desktop.domain.ids import TurfId
from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.members import Role
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.attempts import Filled, record_attempt
from desktop.operations.branch_surveys import adopt_survey, current_survey
from desktop.operations.bundles import write_to_stick
from desktop.operations.contacts import edit_person, order_people, read_people
from desktop.operations.doors import open_door
from desktop.operations.members import list_members, name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.store import Store
from tests.made_up_stores import TurnedClock, colleague, exchange, made_store, register_file

NOW = datetime(2026, 11, 22, 19, 18)
ELECTORS = 3_000
_OUTCOMES = (
    Outcome.TALKED,
    Outcome.NOT_HOME,
    Outcome.NOT_HOME,
    Outcome.TALKED,
    Outcome.NOT_HOME,
    Outcome.REFUSED,
    Outcome.NOT_HOME,
    Outcome.TALKED,
    Outcome.NOT_HOME,
    Outcome.NOT_HOME,
    Outcome.MOVED,
    Outcome.NOT_HOME,
    Outcome.NOT_HOME,
    Outcome.TALKED,
)
_WORDS = "Boiler out since October; landlord does not answer"


@dataclass(frozen=True)
class DemoBranch:
    """The stores of an organiser, a canvasser and a coordinator of one branch, the canvasser's walk, a colleague's stick, and
    the clock of all."""

    organiser: Store
    canvasser: Store
    coordinator: Store
    walk: TurfId
    stick: Path
    clock: TurnedClock

    def close(self) -> None:
        """Close them all."""
        for store in (self.organiser, self.canvasser, self.coordinator):
            store.close()


def make_branch(folder: Path) -> DemoBranch:
    """Build it, as its people would have."""
    clock = TurnedClock()
    clock.at = clock.at.replace(year=NOW.year, month=NOW.month, day=NOW.day - 9, hour=18, minute=4)
    organiser = made_store(folder / "organiser", clock)
    name_me(organiser, "Eluned Probert", "Eluned’s laptop", Role.ORGANISER)
    name_branch(organiser, "Dockside")
    import_register(organiser, register_file(folder, ELECTORS))
    asked = listening_survey()
    adopt_survey(
        organiser,
        form_id=asked.form_id,
        version=asked.version,
        title=asked.title,
        definition=survey_to_json(asked),
    )
    canvasser = colleague(organiser, folder / "canvasser", clock)
    name_me(canvasser, "Gwenllian Pritchard", "Ropewalk 2", Role.CANVASSER)
    coordinator = colleague(organiser, folder / "coordinator", clock)
    name_me(coordinator, "Maureen Applethwaite", "Tidewater", Role.COORDINATOR)
    streets = sorted(list_streets(organiser), key=lambda street: abs(street.doors - 40))
    earlier = cut_turf(organiser, "", [streets[1].key]).value
    exchange(organiser, canvasser)
    _walk_some(canvasser, earlier, clock, 26)
    exchange(canvasser, organiser)
    clock.at = clock.at.replace(day=NOW.day, hour=18, minute=5)
    me = next(member for member in list_members(canvasser) if member.is_me)
    walk = cut_turf(
        organiser, "", [streets[0].key], canvasser=me.id, back_by=NOW.replace(hour=20, minute=30)
    ).value
    clock.turn(minutes=1)  # lists are in the order of when walks were given
    own = next(member for member in list_members(organiser) if member.is_me)
    cut_turf(organiser, "", [streets[2].key], canvasser=own.id, back_by=NOW.replace(hour=19, minute=0))
    exchange(organiser, canvasser)
    _walk_some(canvasser, walk, clock, 17)
    _disagree(organiser, canvasser)
    exchange(organiser, canvasser, coordinator)
    stick = folder / "2026-11-22-1902.groundswell"
    visitor = colleague(organiser, folder / "visitor", clock)
    name_me(visitor, "Osian Bevan", "Ropewalk 5", Role.CANVASSER)
    exchange(organiser, visitor)
    _walk_some(visitor, earlier, clock, 12)
    write_to_stick(visitor, stick)
    visitor.close()
    clock.at = clock.at.replace(hour=NOW.hour, minute=NOW.minute)
    return DemoBranch(organiser, canvasser, coordinator, walk, stick, clock)


def _walk_some(store: Store, turf: TurfId, clock: TurnedClock, count: int) -> None:
    survey = current_survey(store)
    doors = walk_list(store, turf).doors
    for place, door in enumerate(doors[:count]):
        clock.turn(minutes=2)
        outcome = _OUTCOMES[place % len(_OUTCOMES)]
        residents = open_door(store, door.household).residents
        someone = residents[0].contact if residents and outcome is not Outcome.NOT_HOME else None
        filled = None
        if outcome is Outcome.TALKED and survey is not None:
            answers = {"how": "harder", "change": "rents", "back": "yes"}
            filled = Filled(
                survey.id, answers, {"words": _WORDS} if place == 0 else {}, ["words"] if place == 0 else []
            )
        record_attempt(store, door.household, outcome, contact=someone, filled=filled, turf=turf)
    ahead = doors[count : count + 3]
    if len(ahead) == 3:
        at = store.local_now().replace(hour=19, minute=30) + timedelta()
        name = open_door(store, ahead[0].household).residents
        who = name[0].contact if name else None
        record_attempt(store, ahead[0].household, Outcome.COME_BACK, contact=who, come_back_at=at)
        record_attempt(store, ahead[2].household, Outcome.DO_NOT_VISIT)


def _disagree(one: Store, other: Store) -> None:
    someone = read_people(one, order_people(one)[400:401])[0].id
    edit_person(one, someone, {"phone": "07700 900 216", "email": "somebody@example.org"})
    edit_person(other, someone, {"phone": "07700 900 261"})
