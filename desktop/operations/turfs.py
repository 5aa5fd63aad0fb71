"""Turfs: cut one from streets, give it to somebody, and walk it in order."""

from collections.abc import Sequence
from datetime import datetime

from desktop.domain.households import Door
from desktop.domain.ids import MemberId, StreetKey, SurveyId, TurfId
from desktop.domain.turfs import NoStreets, NoSuchTurf, StreetRow, TurfRow, WalkList
from desktop.domain.typed import printable
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


def list_districts(store: Store) -> list[str]:
    """The polling districts that the register names."""
    return store.households.districts()


def list_streets(store: Store, district: str | None = None) -> list[StreetRow]:
    """Streets by name, all or those of one polling district."""
    return store.households.streets(district)


def cut_turf(
    store: Store,
    name: str,
    streets: Sequence[StreetKey],
    *,
    canvasser: MemberId | None = None,
    partner: MemberId | None = None,
    back_by: datetime | None = None,
    survey: SurveyId | None = None,
) -> Done[TurfId]:
    """Cut a turf from streets, walked in the order given. An empty name becomes that of its first street.

    ``back_by`` is the street's own time. Raises NoStreets if there is none, or one that is not known.
    """
    unknown = store.households.unknown_streets(streets)
    if unknown or not streets:
        raise NoStreets(unknown)
    with store.transaction():
        turf = store.turfs.add(
            name=printable(name) or store.households.street_name(streets[0]),
            streets=list(dict.fromkeys(streets)),
            canvasser=canvasser,
            partner=partner,
            back_by=back_by,
            survey=survey,
        )
    return Done(turf, Changed.TURFS | Changed.SYNC)


def give_turf(
    store: Store,
    turf: TurfId,
    canvasser: MemberId | None,
    *,
    partner: MemberId | None = None,
    back_by: datetime | None = None,
) -> Done[TurfId]:
    """Give a turf to a canvasser, with whom they go and when they are back. Raises NoSuchTurf."""
    with store.transaction():
        store.turfs.give(turf, canvasser, partner, back_by)
    return Done(turf, Changed.TURFS | Changed.SYNC)


def remove_turf(store: Store, turf: TurfId) -> Done[TurfId]:
    """Take a turf off the list; attempts made on it stay. Raises NoSuchTurf."""
    with store.transaction():
        store.turfs.set_removed(turf, removed=True)
    return Done(turf, Changed.TURFS | Changed.SYNC)


def restore_turf(store: Store, turf: TurfId) -> Done[TurfId]:
    """Bring a removed turf back. Raises NoSuchTurf."""
    with store.transaction():
        store.turfs.set_removed(turf, removed=False)
    return Done(turf, Changed.TURFS | Changed.SYNC)


def list_turfs(store: Store) -> list[TurfRow]:
    """Turfs, the latest first, with how far each walk has come."""
    return store.turfs.listed()


def find_turf(store: Store, turf: TurfId) -> TurfRow:
    """One turf. Raises NoSuchTurf."""
    found = store.turfs.find(turf)
    if found is None:
        raise NoSuchTurf()
    return found


def walk_list(store: Store, turf: TurfId) -> WalkList:
    """A turf's doors in walking order. Raises NoSuchTurf."""
    found = find_turf(store, turf)
    return WalkList(found, store.turfs.doors(found))


def preview_walk(store: Store, streets: Sequence[StreetKey]) -> list[Door]:
    """The doors of streets as they would be walked, before a turf is cut from them."""
    thought_of = TurfRow(
        id=TurfId(""),
        name="",
        streets=list(streets),
        canvasser=None,
        canvasser_name="",
        partner=None,
        partner_name="",
        back_by=None,
        survey=None,
        given_at=store.now(),
        doors=0,
        doors_done=0,
    )
    return store.turfs.doors(thought_of)
