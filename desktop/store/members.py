"""Members and laptops: who wrote what, and where. What this laptop's member is called is kept here first.

A vault writes its names down with its first entry and not before, so that a vault without entries can still
take a colleague's branch.
"""

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.ids import LaptopId, MemberId
from desktop.domain.members import LaptopRow, MemberRow, Role, WhoAmI
from desktop.store.holders import NAME_OF
from desktop.store.journal import Draft, Journal
from desktop.store.projection import Projection, changes, seen_heads
from desktop.store.rows import Rows, instant, text_of
from desktop.store.settings import Settings
from desktop.store.sharing import Sharing
from desktop.store.transactions import Transactions
from sync.protocol.merge import Folded, Write

_NAME, _LAPTOP, _ROLE, _BRANCH = "my_name", "my_laptop", "my_role", "my_branch"
_MILLISECONDS = "(coalesce(entry.eff, entry.stamp) >> 16)"


def introductions(base: Transactions, settings: Settings, sharing: Sharing) -> list[Draft]:
    """What a writer says first: who writes, on which laptop, for which branch; what the journal knows is left out."""
    name, laptop, branch = (settings.find(key) or "" for key in (_NAME, _LAPTOP, _BRANCH))
    session = base.session
    drafts = []
    if name:
        role = settings.find(_ROLE) or Role.ORGANISER.value
        drafts.append(Draft("member", session.owner, {"name": name, "role": role}))
    drafts += [_as_canvasser(member, called) for member, called in sharing.names().items() if called]
    if laptop:
        drafts.append(Draft("laptop", session.writer, {"name": laptop, "member": session.owner}))
    if branch:
        drafts.append(Draft("branch", session.branch, {"name": branch}))
    return [draft for draft in drafts if not _is_known(base, draft)]


def _as_canvasser(member: MemberId, name: str) -> Draft:
    return Draft("member", member, {"name": name, "role": Role.CANVASSER.value})


def _is_known(base: Transactions, draft: Draft) -> bool:
    found = base.writing.execute(
        "SELECT 1 FROM entry WHERE eid = ? AND kind = ? LIMIT 1", (draft.eid, draft.kind)
    ).fetchone()
    return found is not None


class Members(Rows):
    """The people of the branch that work with the program, and their laptops."""

    def __init__(
        self,
        base: Transactions,
        journal: Journal,
        projection: Projection,
        settings: Settings,
        sharing: Sharing,
    ) -> None:
        super().__init__(base)
        self._sharing = sharing
        self._journal = journal
        self._projection = projection
        self._settings = settings
        projection.register("member", self.project_member)
        projection.register("laptop", self.project_laptop)
        projection.register("branch", self.project_branch)

    # What is written

    def name_me(self, name: str, laptop: str, role: Role | None) -> None:
        """Keep who works here; written down too if the journal has entries. What is empty is left as it was.

        The name is of whoever opened these records; the laptop and what it is for are the owner's.
        """
        mine = _NAME if self._sharing.is_mine else NAME_OF + self.base.opened_by
        given = {mine: name, _LAPTOP: laptop, _ROLE: role.value if role else ""}
        for key, value in given.items():
            if value:
                self._settings.write(key, value)
        self.introduce()
        if name and not self._sharing.is_mine and not self._journal.is_empty():
            self._write_news(Draft("member", self.base.session.member, {"name": name}))

    def welcome(self, slot: str, member: MemberId, name: str) -> None:
        """Know somebody who opens these records beside their owner; inside a transaction."""
        self._sharing.add(slot, member, name)
        if self.base.session.last_n:  # else they are named with the first entry
            self._introduce_others()

    def introduce(self) -> None:
        """Write down the names kept here, as far as the journal does not say so already; nothing in an empty one."""
        if self._journal.is_empty():
            return
        owner, session = self.owner(), self.base.session
        for draft in (
            Draft("member", session.owner, {"name": owner.name, "role": owner.role.value}),
            Draft("laptop", session.writer, {"name": owner.laptop, "member": session.owner}),
        ):
            if draft.values["name"]:
                self._write_news(draft)
        self._introduce_others()
        if branch := self._settings.find(_BRANCH):
            draft = Draft("branch", session.branch, {"name": branch})
            if not _is_known(self.base, draft):
                self._projection.append(draft)

    def _introduce_others(self) -> None:
        for member, name in self._sharing.names().items():
            draft = _as_canvasser(member, name)
            if name and not _is_known(self.base, draft):
                self._projection.append(draft)

    def _write_news(self, draft: Draft) -> None:
        folded = self._projection.folded(draft.kind, draft.eid)
        if new := changes(folded, draft.values, {}):
            self._projection.append(Draft(draft.kind, draft.eid, new, seen_heads(folded, new)))

    def rename_branch(self, name: str) -> None:
        """Write what the branch is called, whoever named it before."""
        self._settings.write(_BRANCH, name)
        if self._journal.is_empty():
            return
        self._write_news(Draft("branch", self.base.session.branch, {"name": name}))

    # What is folded

    def project_member(self, eid: str, folded: Folded, _writes: Sequence[Write]) -> None:
        """Write a member's row."""
        self.writing.execute(
            "INSERT OR REPLACE INTO member (id, name, role) VALUES (?, ?, ?)",
            (eid, text_of(folded.value("name")), text_of(folded.value("role"))),
        )

    def project_laptop(self, eid: str, folded: Folded, _writes: Sequence[Write]) -> None:
        """Write a laptop's row."""
        self.writing.execute(
            "INSERT OR REPLACE INTO laptop (id, name, member) VALUES (?, ?, ?)",
            (eid, text_of(folded.value("name")), text_of(folded.value("member"))),
        )

    def project_branch(self, eid: str, folded: Folded, _writes: Sequence[Write]) -> None:
        """Write the branch's row."""
        values = (text_of(folded.value(name)) for name in ("name", "authority", "register", "survey"))
        self.writing.execute(
            "INSERT OR REPLACE INTO branch (id, name, authority, register, survey) VALUES (?, ?, ?, ?, ?)",
            (eid, *values),
        )

    # What is read

    def me(self) -> WhoAmI:
        """Who works on this laptop now."""
        owner = self.owner()
        if self._sharing.is_mine:
            return owner
        name = self._sharing.name_of(self.base.opened_by)
        return replace(owner, member=self.base.session.member, name=name, role=Role.CANVASSER)

    def owner(self) -> WhoAmI:
        """Whose laptop this is, whoever is at it."""
        session = self.base.session
        return WhoAmI(
            member=session.owner,
            name=self._settings.find(_NAME) or "",
            role=_role(self._settings.find(_ROLE)),
            laptop=self._settings.find(_LAPTOP) or "",
            laptop_id=LaptopId(session.writer),
            branch=self.branch_name(),
        )

    def branch_name(self) -> str:
        """What the branch is called, by its entries or else by what was kept here."""
        row = self.reading.execute(
            "SELECT name FROM branch WHERE id = ?", (self.base.session.branch,)
        ).fetchone()
        return (row[0] if row else "") or self._settings.find(_BRANCH) or ""

    def register_names(self) -> tuple[str, str]:
        """What the branch calls its authority and its register, as far as it says."""
        row = self.reading.execute(
            "SELECT authority, register FROM branch WHERE id = ?", (self.base.session.branch,)
        ).fetchone()
        return (row[0], row[1]) if row else ("", "")

    def names(self) -> dict[str, str]:
        """Members' names by id, those of this laptop's own among them."""
        named = {self.base.session.owner: self._settings.find(_NAME) or ""}
        return {
            **named,
            **self._sharing.names(),
            **dict(self.reading.execute("SELECT id, name FROM member").fetchall()),
        }

    def laptop_names(self) -> dict[str, str]:
        """Laptops' names by writer, this one among them."""
        named = {self.base.session.writer: self._settings.find(_LAPTOP) or ""}
        return {**named, **dict(self.reading.execute("SELECT id, name FROM laptop").fetchall())}

    def own_writers(self) -> frozenset[str]:
        """Every writer that this laptop has been."""
        return frozenset(row[0] for row in self.reading.execute("SELECT id FROM writer").fetchall())

    def listed(self) -> list[MemberRow]:
        """Members by name."""
        me = self.base.session.member
        rows = self.reading.execute("SELECT id, name, role FROM member ORDER BY name, id").fetchall()
        if me not in {row[0] for row in rows} and (own := self.me()).name:
            rows.append((me, own.name, own.role.value))
        return [MemberRow(MemberId(row[0]), row[1], _role(row[2]), is_me=row[0] == me) for row in rows]

    def laptops(self) -> list[LaptopRow]:
        """Laptops by when they were last heard from, the longest-silent first; writers of one laptop are one row.

        Heard from means: the server received an entry, or, on this laptop, an entry was written.
        """
        own, names = self.own_writers(), self.names()
        rows = self.reading.execute(
            f"SELECT writer, max(coalesce(received_at, {_MILLISECONDS})), count(*), max(actor) FROM entry"  # noqa: S608 - our own constants
            " GROUP BY writer"
        ).fetchall()
        laptops = {
            row[0]: (row[1], row[2]) for row in self.reading.execute("SELECT * FROM laptop").fetchall()
        }
        merged: dict[tuple[str, str], LaptopRow] = {}
        for writer, heard, count, actor in rows:
            name, member = laptops.get(writer, ("", actor))
            is_this_one = writer in own
            key = ("", "") if is_this_one else (member, name or writer)
            before = merged.get(key)
            at = instant(heard)
            merged[key] = LaptopRow(
                id=LaptopId(writer),
                name=name or (before.name if before else ""),
                member_name=names.get(member, ""),
                last_heard_at=max(at, before.last_heard_at) if before and before.last_heard_at else at,
                entries=count + (before.entries if before else 0),
                is_this_one=is_this_one,
            )
        return sorted(merged.values(), key=lambda row: (row.last_heard_at or self.base.now(), row.id))


def _role(text: str | None) -> Role:
    try:
        return Role(text or Role.ORGANISER.value)
    except ValueError:
        return Role.CANVASSER
