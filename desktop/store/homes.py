"""What each role's first screen is made of: only rows that are here."""

from datetime import datetime, timedelta

from desktop.domain.attempts import Outcome
from desktop.domain.home import (
    BeforeYouRing,
    BranchWaiting,
    CanvasserHome,
    CoordinatorHome,
    DueSoon,
    Evening,
    OrganiserHome,
    Owed,
    SilentLaptop,
    SinceLastLook,
    TurfOut,
    WeekFigures,
)
from desktop.domain.households import Door
from desktop.domain.ids import ContactId, HouseholdId
from desktop.domain.lost import ordered_wipes
from desktop.domain.turfs import TurfRow, WalkList
from desktop.store.conflicts import Conflicts
from desktop.store.journal import Journal
from desktop.store.laptops import Laptops
from desktop.store.members import Members
from desktop.store.rows import Rows, instant, local_time, packed, unpacked
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from desktop.store.turfs import Turfs

_LOOKED = "coordinator_looked_at"
_SILENT_DAYS = 7
_EVENINGS = 5
_MOST_OWED = 100
_WORTH_KNOWING = (Outcome.COME_BACK, Outcome.LANGUAGE)


class Homes(Rows):
    """First screens."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        members: Members,
        turfs: Turfs,
        conflicts: Conflicts,
        settings: Settings,
        laptops: Laptops,
    ) -> None:
        super().__init__(base)
        self._laptops = laptops
        self._journal = journal
        self._members = members
        self._turfs = turfs
        self._conflicts = conflicts
        self._settings = settings

    # Canvasser

    def canvasser(self) -> CanvasserHome:
        """Tonight's walk: a turf given to this member, else the latest one."""
        me = self._members.me()
        turfs = self._turfs.listed()
        mine = [turf for turf in turfs if me.member in (turf.canvasser, turf.partner)]
        turf = next((turf for turf in mine if turf.doors_done < turf.doors), None)
        turf = turf or next(iter(mine or turfs), None)
        walk = WalkList(turf, self._turfs.doors(turf)) if turf else None
        return CanvasserHome(
            me=me,
            turf=turf,
            doors=walk.doors if walk else [],
            next_door=walk.next_door if walk else None,
            doors_to_go=walk.doors_to_go if walk else 0,
            doors_done=walk.doors_done if walk else 0,
            people_spoken_to=self._spoken_to(turf) if turf else 0,
            before_you_ring=[self._before(door) for door in walk.doors if _worth_knowing(door)]
            if walk
            else [],
            evenings=self._evenings(me.member),
            visits_not_sent=self._journal.pending_counts()[0],
        )

    def _spoken_to(self, turf: TurfRow) -> int:
        row = self.reading.execute(
            "SELECT count(*) FROM attempt JOIN turf ON turf.id = ? WHERE NOT attempt.is_voided"
            " AND attempt.outcome = 'talked' AND attempt.turf = turf.id",
            (packed(turf.id),),
        ).fetchone()
        return int(row[0])

    def _before(self, door: Door) -> BeforeYouRing:
        row = self.reading.execute(
            "SELECT coalesce(contact.name, ''), household.do_not_visit_since FROM household"
            " LEFT JOIN attempt ON attempt.rowid = household.attempt"
            " LEFT JOIN contact ON contact.id = attempt.contact WHERE household.rowid = ?",
            (door.rowid,),
        ).fetchone()
        since = local_time(row[1])
        wish = door.is_do_not_visit
        return BeforeYouRing(
            household=door.household,
            number=door.number,
            street=door.street,
            outcome=Outcome.DO_NOT_VISIT if wish else door.outcome or Outcome.COME_BACK,
            name=row[0],
            come_back_at=None if wish else door.come_back_at,
            since=since.date() if since and wish else None,
        )

    def _evenings(self, member: str) -> list[Evening]:
        rows = self.reading.execute(
            "SELECT date(at / 1000, 'unixepoch', 'localtime') AS day, count(DISTINCT attempt.household),"
            " coalesce(max(turf.name), min(street.name), '')"
            " FROM attempt JOIN household ON household.rowid = attempt.household"
            " LEFT JOIN turf ON turf.id = attempt.turf LEFT JOIN street ON street.rowid = household.street"
            " WHERE actor = ? AND NOT is_voided GROUP BY day ORDER BY day DESC LIMIT ?",
            (member, _EVENINGS),
        )
        return [
            Evening(datetime.fromisoformat(day).date(), name, doors) for day, doors, name in rows.fetchall()
        ]

    # Organiser

    def organiser(self) -> OrganiserHome:
        """What is out, who waits, what is due."""
        now = self.base.local_now()
        turfs = self._turfs.listed()
        out = [turf for turf in turfs if turf.canvasser and turf.doors_done < turf.doors]
        owed = self._owed()
        due = [
            DueSoon(turf.back_by, turf.name, turf=turf.id)
            for turf in out
            if turf.back_by and turf.back_by >= now
        ]
        due += [
            DueSoon(one.come_back_at, one.name or one.address, household=one.household)
            for one in owed
            if one.come_back_at and one.come_back_at >= now
        ]
        return OrganiserHome(
            me=self._members.me(),
            turfs_out=sorted(
                (TurfOut(turf, _minutes_late(turf, now)) for turf in out), key=lambda one: -one.minutes_late
            ),
            owed=owed,
            due=sorted(due, key=lambda one: one.at),
            this_week=self._week(0),
            last_week=self._week(1),
            conflicts=self._conflicts.count(),
            wipes=ordered_wipes(self._laptops.held(), self.base.now()),
            has_doors=bool(self.reading.execute("SELECT EXISTS (SELECT 1 FROM household)").fetchone()[0]),
        )

    def _owed(self) -> list[Owed]:
        """Doors where the last thing that happened is that somebody asked us to come back."""
        rows = self.reading.execute(
            "SELECT household.id, attempt.contact, coalesce(contact.name, ''), household.place, tried_at,"
            " household.come_back_at FROM household JOIN attempt ON attempt.rowid = household.attempt"
            " LEFT JOIN contact ON contact.id = attempt.contact"
            " WHERE household.outcome = 'come_back' AND NOT do_not_visit ORDER BY tried_at, household.id LIMIT ?",
            (_MOST_OWED,),
        )
        now, local = self.base.now(), self.base.local_now()
        owed = []
        for household, contact, name, address, at, come_back_at in rows.fetchall():
            wanted = local_time(come_back_at)
            owed.append(
                Owed(
                    household=HouseholdId(unpacked(household)),
                    contact=ContactId(unpacked(contact)) if contact else None,
                    name=name,
                    address=address,
                    asked_at=instant(at),
                    come_back_at=wanted,
                    days=max(0, (now - instant(at)).days),
                    is_due=wanted is None or wanted <= local,
                )
            )
        return owed

    def _week(self, ago: int) -> WeekFigures:
        end = self.base.now() - timedelta(days=7 * ago)
        start_ms, end_ms = (int(at.timestamp() * 1000) for at in (end - timedelta(days=7), end))
        doors, talked, nobody = self.reading.execute(
            "SELECT count(DISTINCT household), coalesce(sum(outcome = 'talked'), 0),"
            " coalesce(sum(outcome = 'not_home'), 0) FROM attempt"
            " WHERE at > ? AND at <= ? AND NOT is_voided",
            (start_ms, end_ms),
        ).fetchone()
        return WeekFigures(doors, talked, nobody, self._people_added(start_ms, end_ms))

    def _people_added(self, start_ms: int, end_ms: int) -> int:
        """Contacts first written by hand in a span of time; ids of those made by hand begin with their time."""
        low, high = (max(0, at).to_bytes(6, "big") for at in (start_ms, end_ms))
        row = self.reading.execute(
            "SELECT count(*) FROM contact WHERE id > ? AND id <= ? AND is_deleted = 0"
            " AND NOT EXISTS (SELECT 1 FROM elector WHERE elector.rowid = contact.rowid)",
            (low, high),
        ).fetchone()
        return int(row[0])

    # Coordinator

    def coordinator(self) -> CoordinatorHome:
        """Who waits, which laptops are silent, and what came since the last look."""
        now = self.base.now()
        owed = self._owed()
        branch = BranchWaiting(
            self._members.branch_name(), max((one.days for one in owed), default=0), len(owed)
        )
        laptops = []
        for laptop in self._members.laptops():
            days = (now - laptop.last_heard_at).days if laptop.last_heard_at else 0
            laptops.append(SilentLaptop(laptop, max(0, days), is_silent=days >= _SILENT_DAYS))
        return CoordinatorHome(
            me=self._members.me(),
            branches=[branch] if owed else [],
            laptops=laptops,
            since_last_look=self._since_last_look(),
            standing=self._laptops.held(),
        )

    def _since_last_look(self) -> SinceLastLook:
        text = self._settings.find(_LOOKED)
        since = int(text) if text else 0
        doors, talked = self.reading.execute(
            "SELECT count(DISTINCT household), coalesce(sum(outcome = 'talked'), 0) FROM attempt"
            " WHERE at > ? AND NOT is_voided",
            (since,),
        ).fetchone()
        turfs = self.reading.execute(
            "SELECT count(*) FROM turf WHERE given_at > ? AND NOT is_deleted", (since,)
        ).fetchone()[0]
        return SinceLastLook(
            since=instant(since) if text else None,
            doors=doors,
            conversations=talked,
            people_added=self._people_added(since, self.base.now_ms()),
            turfs=turfs,
        )

    def note_look(self) -> None:
        """Count from now on."""
        self._settings.write(_LOOKED, str(self.base.now_ms()))


def _worth_knowing(door: Door) -> bool:
    return door.is_do_not_visit or door.outcome in _WORTH_KNOWING


def _minutes_late(turf: TurfRow, now: datetime) -> int:
    return max(0, int((now - turf.back_by).total_seconds() // 60)) if turf.back_by else 0
