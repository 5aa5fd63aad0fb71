"""Turfs: streets given to canvassers, and their doors in walking order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from desktop.domain.attempts import Outcome, mark_of
from desktop.domain.households import Door, Side
from desktop.domain.ids import HouseholdId, MemberId, StreetKey, SurveyId, TurfId
from desktop.domain.register.names import display_name
from desktop.domain.turfs import NoSuchTurf, TurfRow
from desktop.store.journal import Draft, Journal
from desktop.store.members import Members
from desktop.store.projection import Projection, changes, seen_heads
from desktop.store.rows import Rows, instant, local_time, packed, text_of, unpacked
from desktop.store.transactions import Transactions
from sync.protocol.clock import milliseconds_of
from sync.protocol.merge import Folded, Write

# A door is done if it was tried on this turf, or by anybody since the turf was given.
_DONE = (
    "EXISTS (SELECT 1 FROM attempt WHERE attempt.household = household.rowid AND NOT attempt.is_voided"
    " AND (attempt.turf = turf.id OR attempt.at >= turf.given_at))"
)
_COLUMNS = "turf.id, name, streets, canvasser, partner, back_by, survey, given_at"


class Turfs(Rows):
    """Who walks where."""

    def __init__(
        self, base: Transactions, projection: Projection, journal: Journal, members: Members
    ) -> None:
        super().__init__(base)
        self._projection = projection
        self._journal = journal
        self._members = members
        projection.register("turf", self.project)
        projection.when_nothing_is_left("turf", self.forget)

    # What is written

    def add(
        self,
        *,
        name: str,
        streets: Sequence[StreetKey],
        canvasser: MemberId | None,
        partner: MemberId | None,
        back_by: datetime | None,
        survey: SurveyId | None,
    ) -> TurfId:
        """Write a new turf."""
        turf = TurfId(self.base.session.new_id())
        values: dict[str, Any] = {
            "name": name,
            "streets": list(streets),
            "canvasser": canvasser,
            "partner": partner,
            "back_by": back_by.isoformat(timespec="minutes") if back_by else None,
            "survey": survey,
        }
        given = {key: value for key, value in values.items() if value is not None}
        self._projection.append(Draft("turf", turf, given, is_new=True))
        return turf

    def give(
        self, turf: TurfId, canvasser: MemberId | None, partner: MemberId | None, back_by: datetime | None
    ) -> None:
        """Write who walks a turf."""
        wanted = {
            "canvasser": canvasser or "",
            "partner": partner or "",
            "back_by": back_by.isoformat(timespec="minutes") if back_by else "",
        }
        folded = self._require(turf)
        if new := changes(folded, wanted, {}):
            self._projection.append(Draft("turf", turf, new, seen_heads(folded, new)))

    def set_removed(self, turf: TurfId, *, removed: bool) -> None:
        """Write that a turf is off the list, or on it again."""
        values = {"deleted": removed}
        self._projection.append(Draft("turf", turf, values, seen_heads(self._require(turf), values)))

    def _require(self, turf: TurfId) -> Folded:
        folded = self._projection.folded("turf", turf)
        if not folded.siblings:
            raise NoSuchTurf()
        return folded

    # What is folded

    def project(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of a turf."""
        streets = folded.value("streets")
        keys = [key for key in streets if isinstance(key, str)] if isinstance(streets, list) else []
        values = (
            text_of(folded.value("name")),
            msgspec.json.encode(keys).decode(),
            *(text_of(folded.value(name)) or None for name in ("canvasser", "partner", "back_by", "survey")),
            milliseconds_of(min(write.eff for write in writes)),
            folded.is_deleted,
        )
        self.writing.execute(
            "INSERT INTO turf (id, name, streets, canvasser, partner, back_by, survey, given_at, is_deleted)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " streets = excluded.streets, canvasser = excluded.canvasser, partner = excluded.partner,"
            " back_by = excluded.back_by, survey = excluded.survey, given_at = excluded.given_at,"
            " is_deleted = excluded.is_deleted",
            (packed(eid), *values),
        )

    def forget(self, turf: str) -> None:
        """Drop the row of a turf that left this laptop."""
        self.writing.execute("DELETE FROM turf WHERE id = ?", (packed(turf),))

    # What is read

    def listed(self) -> list[TurfRow]:
        """Turfs, the latest first."""
        rows = self.reading.execute(
            f"SELECT {_COLUMNS} FROM turf WHERE NOT is_deleted ORDER BY given_at DESC, id DESC"  # noqa: S608 - our own constants
        )
        return [self._turf(row) for row in rows.fetchall()]

    def find(self, turf: TurfId) -> TurfRow | None:
        """One turf."""
        row = self.reading.execute(f"SELECT {_COLUMNS} FROM turf WHERE id = ?", (packed(turf),)).fetchone()  # noqa: S608 - our own constants
        return self._turf(row) if row else None

    def _turf(self, row: Sequence[Any]) -> TurfRow:
        names = self._members.names()
        doors, done = self.reading.execute(
            f"SELECT count(*), coalesce(sum({_DONE}), 0) FROM turf, json_each(turf.streets) AS wanted"  # noqa: S608 - our own constants
            " JOIN street ON street.key = unhex(wanted.value)"
            " JOIN household ON household.street = street.rowid WHERE turf.id = ?",
            (row[0],),
        ).fetchone()
        return TurfRow(
            id=TurfId(unpacked(row[0])),
            name=row[1],
            streets=[StreetKey(key) for key in msgspec.json.decode(row[2])],
            canvasser=MemberId(row[3]) if row[3] else None,
            canvasser_name=names.get(row[3], ""),
            partner=MemberId(row[4]) if row[4] else None,
            partner_name=names.get(row[4], ""),
            back_by=local_time(row[5]),
            survey=SurveyId(row[6]) if row[6] else None,
            given_at=instant(row[7]),
            doors=doors,
            doors_done=done,
        )

    def doors(self, turf: TurfRow) -> list[Door]:
        """A turf's doors in walking order: its streets as they were given, each odds up and evens down.

        The turf need not be written yet.
        """
        rows = self.reading.execute(
            f"SELECT household.rowid, household.id, number, household.name, street.name, street.key, side,"  # noqa: S608 - our own constants
            f" outcome, come_back_at, do_not_visit, {_DONE},"
            " (SELECT group_concat(family_name, ', ') FROM (SELECT DISTINCT elector.family_name AS family_name"
            " FROM contact JOIN elector ON elector.rowid = contact.rowid"
            " WHERE contact.household = household.rowid AND contact.is_deleted = 0"
            " AND elector.family_name <> '' ORDER BY contact.rowid))"
            " FROM (SELECT ? AS id, ? AS streets, ? AS given_at) AS turf, json_each(turf.streets) AS wanted"
            " JOIN street ON street.key = unhex(wanted.value)"
            " JOIN household ON household.street = street.rowid"
            " ORDER BY wanted.key, household.walk, household.id",
            (packed(turf.id), msgspec.json.encode(turf.streets).decode(), _milliseconds(turf.given_at)),
        ).fetchall()
        unsent = self._unsent()
        today = self.base.today()
        doors = []
        for row in rows:
            outcome = Outcome(row[7]) if row[7] else None
            come_back_at = local_time(row[8])
            doors.append(
                Door(
                    rowid=row[0],
                    household=HouseholdId(unpacked(row[1])),
                    number=row[2] or row[3],
                    street=row[4],
                    street_key=StreetKey(unpacked(row[5])),
                    block=row[3] if row[2] else "",
                    label=_label(row[11] or ""),
                    side=Side(row[6]),
                    mark=mark_of(outcome, come_back_at, do_not_visit=bool(row[9]), today=today),
                    outcome=outcome,
                    come_back_at=come_back_at,
                    is_do_not_visit=bool(row[9]),
                    is_unsent=unpacked(row[1]) in unsent,
                    is_done=bool(row[10]),
                )
            )
        return doors

    def _unsent(self) -> set[str]:
        """Households that something not yet sent is about."""
        attempts = msgspec.json.encode(sorted(self._journal.pending_entities("attempt"))).decode()
        rows = self.reading.execute(
            "SELECT DISTINCT household.id FROM json_each(?) AS wanted"
            " JOIN attempt ON attempt.id = unhex(wanted.value)"
            " JOIN household ON household.rowid = attempt.household",
            (attempts,),
        )
        return {unpacked(row[0]) for row in rows.fetchall()} | self._journal.pending_entities("household")


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _label(families: str) -> str:
    return ", ".join(dict.fromkeys(display_name(name) for name in families.split(", ") if name))
