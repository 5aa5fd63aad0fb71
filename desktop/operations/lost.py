"""Reporting on a laptop that was lost or stolen."""

from pathlib import Path

from desktop.domain.grants import GrantRow, NoSuchLaptop, Part
from desktop.domain.lost import Held, LostReport, ReportNotWritten, ordered_by
from desktop.operations.grants import list_grants
from desktop.store.disk import write_whole
from desktop.store.store import Store


def report_lost(store: Store, laptop: str, *, authorities: str | None = None) -> LostReport:
    """What a laptop had of the branch and since when, and what was done about it, as the server tells it now.

    Raises NoSuchLaptop, NotJoined, or ExchangeError (``role`` for canvassers).
    """
    grants = list_grants(store, authorities=authorities)
    held = store.laptops.held()
    found = next((one for one in held.laptops if one.id == laptop), None)
    if found is None:
        raise NoSuchLaptop
    return LostReport(
        made_at=store.now(),
        told_at=held.told_at,
        made_by=store.members.me().name,
        branch=store.members.branch_name(),
        laptop=found,
        ordered_by=ordered_by(held.laptops, found),
        held=tuple(_held(store, one) for one in grants if one.laptop == laptop),
    )


def save_report(file: Path, content: bytes) -> None:
    """Write a painted report into a file, as a whole or not at all. Raises ReportNotWritten."""
    try:
        write_whole(file, content)
    except (OSError, ValueError):  # a path may hold a NUL
        raise ReportNotWritten from None


def _held(store: Store, grant: GrantRow) -> Held:
    people = households = turfs = surveys = attachments = 0
    if grant.part is Part.BRANCH:
        people, households, turfs, surveys, attachments = store.exposures.of_branch()
    elif grant.turf is not None and (turf := store.turfs.find(grant.turf)) is not None:
        doors = store.turfs.doors(turf)
        people = store.exposures.people_behind([door.rowid for door in doors])
        households, turfs, surveys, attachments = len(doors), 1, store.exposures.surveys(), 1
    return Held(
        part=grant.part,
        turf_name=grant.turf_name,
        from_at=grant.from_at,
        until_at=grant.until_at,
        people=people,
        households=households,
        turfs=turfs,
        surveys=surveys,
        attachments=attachments,
    )
