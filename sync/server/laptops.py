"""What the server knows of a branch's laptops, for whoever looks after them."""

from collections import Counter

from sqlalchemy import Connection, bindparam, func, select, update

from sync.protocol.entries import EntryId, Scope, WriterId, is_id
from sync.protocol.hello import MOST_EARLIER, MOST_ERASED, MOST_OF_APP, HelloRequest
from sync.protocol.messages import ErasureState, LaptopState, Placed
from sync.protocol.standing import short_of
from sync.server.database import insert_absent
from sync.server.devices import Device, is_seen_stale, split_name
from sync.server.statements import Prepared
from sync.server.tables import CURSOR, DEVICE, ERASURE, ERASURE_DONE, FORK, GRANT, HEAD, QUARANTINE, WRITER
from sync.server.walls import NOTHING, looking

_CURSORS = Prepared(
    select(CURSOR.c.granted, CURSOR.c.cursor).where(
        CURSOR.c.scope == bindparam("of"), CURSOR.c.device == bindparam("who")
    )
)
_MOVED = Prepared(
    update(CURSOR)
    .where(
        CURSOR.c.scope == bindparam("of"),
        CURSOR.c.device == bindparam("who"),
        CURSOR.c.granted == bindparam("in"),
    )
    .values(cursor=bindparam("at"))
)
_PLACED = Prepared(
    update(CURSOR)
    .where(
        CURSOR.c.scope == bindparam("of"),
        CURSOR.c.device == bindparam("who"),
        CURSOR.c.granted == bindparam("in"),
        CURSOR.c.cursor == bindparam("before"),
    )
    .values(cursor=bindparam("at"))
)
_TOLD = Prepared(
    update(DEVICE)
    .where(DEVICE.c.scope == bindparam("of"), DEVICE.c.id == bindparam("who"))
    .values(
        seen_at=bindparam("at"),
        pending=bindparam("waiting"),
        questions=bindparam("open"),
        app=bindparam("by"),
    )
)

_MOST_TOLD = 1 << 53


def can_be_kept(asked: HelloRequest) -> bool:
    """Whether what a hello tells is such that any database keeps it, and finds it."""
    cursors = (*(state.cursor for state in asked.scopes), *asked.at.values())
    numbers = (asked.pending, asked.questions, *cursors)
    return (
        all(0 <= number < _MOST_TOLD for number in numbers)
        and len(asked.app) <= MOST_OF_APP
        and "\0" not in asked.app
        and len(asked.erased) <= MOST_ERASED
        and all(is_id(erasure) for erasure in asked.erased)
        and len(asked.earlier) <= MOST_EARLIER
        and all(is_id(writer) for writer in asked.earlier)
    )


def cursors_told(device: Device, asked: HelloRequest) -> dict[Scope, int]:
    """How far a device says that it has received each of its scopes."""
    told = {state.scope: state.cursor for state in asked.scopes if state.scope in device.scopes}
    if asked.at:
        shorts = {short_of(scope): scope for scope in device.scopes}
        told |= {shorts[short]: cursor for short, cursor in asked.at.items() if short in shorts}
    return told


def tells_news(connection: Connection, device: Device, asked: HelloRequest, now: int) -> bool:
    """Whether a hello says something that is worth a write."""
    told = (asked.pending, asked.questions, asked.app)
    if asked.erased or told != device.told or is_seen_stale(device, now):
        return True
    noted = {scope: at for scope, at in _cursors(connection, device).items() if scope in device.scopes}
    return noted != cursors_told(device, asked)


def note_told(connection: Connection, device: Device, asked: HelloRequest, now: int) -> None:
    """Keep what a device told of itself, inside a writing transaction."""
    told = {"waiting": asked.pending, "open": asked.questions, "by": asked.app}
    _TOLD.run(connection, {"of": device.scope, "who": device.id, "at": now, **told})
    for scope, cursor in cursors_told(device, asked).items():
        _note_cursor(connection, device, scope, cursor)
    for erasure in asked.erased:
        known = connection.execute(
            select(ERASURE.c.id).where(ERASURE.c.scope == device.scope, ERASURE.c.id == erasure)
        ).first()
        if known is not None:
            row = {"scope": device.scope, "erasure": erasure, "device": device.id, "done_at": now}
            insert_absent(connection, ERASURE_DONE, row)


def note_placed(connection: Connection, device: Device, placed: Placed, count: int) -> None:
    """A device that had all before what it pushed has that too: its lid may close before it says so itself."""
    before = placed.first - 1
    where = {"of": device.scope, "who": device.id, "in": placed.scope}
    _PLACED.run(connection, {**where, "before": before, "at": before + count})


def list_laptops(connection: Connection, branch: Scope, now: int) -> list[LaptopState]:
    """The laptops of a branch, in the order in which they enrolled."""
    cursors = {
        (row.device, row.granted): row.cursor
        for row in connection.execute(select(CURSOR).where(CURSOR.c.scope == branch))
    }
    heads: dict[str, int] = {}
    behind: Counter[str] = Counter()
    grants = connection.execute(
        select(GRANT.c.device, GRANT.c.granted, GRANT.c.until_at).where(
            GRANT.c.scope == branch,
            GRANT.c.from_at <= now,
            (GRANT.c.until_at.is_(None)) | (GRANT.c.until_at > now),
        )
    )
    scopes: dict[str, list[Scope]] = {}
    held = [(row.device, row.granted, row.until_at or 0) for row in grants]
    ends = {device: max(at for one, _, at in held if one == device) for device, _, _ in held}
    for device, granted in sorted({(device, granted) for device, granted, _ in held}):
        scopes.setdefault(device, []).append(Scope(granted))
        if granted not in heads:
            heads[granted] = connection.scalar(select(HEAD.c.head).where(HEAD.c.scope == granted)) or 0
        behind[device] += max(0, heads[granted] - cursors.get((device, granted), 0))
    forks = {
        row.device: (row.times, row.at)
        for row in connection.execute(
            select(FORK.c.device, func.count().label("times"), func.max(FORK.c.at).label("at"))
            .where(FORK.c.scope == branch)
            .group_by(FORK.c.device)
        )
    }
    apart = count_apart(connection, branch)
    writers = _writers(connection, branch)
    rows = connection.execute(
        select(DEVICE).where(DEVICE.c.scope == branch).order_by(DEVICE.c.enrolled_at, DEVICE.c.id)
    )
    name = branch.removeprefix("branch:")
    return [
        LaptopState(
            device=f"{name}.{row.id}",
            laptop=row.laptop,
            role=row.role,
            enrolled_at=row.enrolled_at,
            seen_at=row.seen_at,
            revoked_at=row.revoked_at or 0,
            behind=behind[row.id],
            pending=row.pending,
            questions=row.questions,
            quarantined=apart[row.id],
            forks=forks.get(row.id, (0, 0))[0],
            forked_at=forks.get(row.id, (0, 0))[1],
            app=row.app,
            writers=writers.get(row.id, []),
            scopes=scopes.get(row.id, []),
            guest=_laptop_of(connection, row.guest),
            until_at=ends.get(row.id, 0) if row.guest else 0,
        )
        for row in rows.all()
    ]


def _laptop_of(connection: Connection, name: str) -> str:
    """What the laptop of a device is called."""
    scope, device = split_name(name) or (NOTHING, "")
    found = select(DEVICE.c.laptop).where(DEVICE.c.scope == scope, DEVICE.c.id == device)
    with looking(connection, scope):
        return (connection.scalar(found) or "") if name else ""


def list_erasures(connection: Connection, branch: Scope) -> list[ErasureState]:
    """How far each erasure of a branch is."""
    name = branch.removeprefix("branch:")
    devices = connection.scalars(
        select(DEVICE.c.id)
        .where(DEVICE.c.scope == branch, DEVICE.c.revoked_at.is_(None))
        .order_by(DEVICE.c.id)
    ).all()
    done: dict[str, list[str]] = {}
    for row in connection.execute(
        select(ERASURE_DONE.c.erasure, ERASURE_DONE.c.device)
        .where(ERASURE_DONE.c.scope == branch)
        .order_by(ERASURE_DONE.c.done_at, ERASURE_DONE.c.device)
    ):
        done.setdefault(row.erasure, []).append(row.device)
    found = []
    rows = connection.execute(
        select(ERASURE).where(ERASURE.c.scope == branch).order_by(ERASURE.c.erased_at, ERASURE.c.id)
    )
    for row in rows.all():
        finished = done.get(row.id, [])
        found.append(
            ErasureState(
                id=EntryId(row.id),
                erased_at=row.erased_at,
                done=[f"{name}.{one}" for one in finished],
                waiting=[f"{name}.{one}" for one in devices if one not in finished],
                discarded=_discarded(connection, branch, row.id),
            )
        )
    return found


def _writers(connection: Connection, branch: Scope) -> dict[str, list[WriterId]]:
    """The writers of each device; their ids begin with the time."""
    found: dict[str, list[WriterId]] = {}
    rows = connection.execute(
        select(WRITER.c.device, WRITER.c.writer).where(WRITER.c.scope == branch).order_by(WRITER.c.writer)
    )
    for row in rows:
        found.setdefault(row.device, []).append(WriterId(row.writer))
    return found


def _discarded(connection: Connection, branch: Scope, erasure: str) -> int:
    found = select(func.count()).where(
        QUARANTINE.c.scope == branch, QUARANTINE.c.reason == f"erased:{erasure}"
    )
    return int(connection.scalar(found) or 0)


def count_apart(connection: Connection, branch: Scope) -> Counter[str]:
    """Entries that lie apart, by the device in whose chain they are."""
    rows = connection.execute(
        select(WRITER.c.device, func.count().label("times"))
        .select_from(
            QUARANTINE.join(
                WRITER, (QUARANTINE.c.scope == WRITER.c.scope) & (QUARANTINE.c.writer == WRITER.c.writer)
            )
        )
        .where(QUARANTINE.c.scope == branch, QUARANTINE.c.reason.not_like("erased%"))
        .group_by(WRITER.c.device)
    )
    return Counter({row.device: row.times for row in rows})


def _cursors(connection: Connection, device: Device) -> dict[str, int]:
    rows = _CURSORS.rows(connection, {"of": device.scope, "who": device.id})
    return {row.granted: row.cursor for row in rows}


def _note_cursor(connection: Connection, device: Device, granted: Scope, cursor: int) -> None:
    moved = {"of": device.scope, "who": device.id, "in": granted, "at": cursor}
    row = {"scope": device.scope, "device": device.id, "granted": granted, "cursor": cursor}
    if not _MOVED.run(connection, moved) and not insert_absent(connection, CURSOR, row):
        _MOVED.run(connection, moved)
