"""The server's last answer about a branch's laptops, kept, and joined with what the journal knows of them."""

from dataclasses import replace
from datetime import datetime

import msgspec

from desktop.domain.custody import NO_CUSTODY, Disk, LaptopCustody
from desktop.domain.grants import GrantRow, Part
from desktop.domain.ids import MemberId, TurfId
from desktop.domain.laptops import ErasureStanding, LaptopsHeld, LaptopStanding, longest_silent_first
from desktop.store.enrolment import Enrolments
from desktop.store.members import Members
from desktop.store.rows import Rows, instant, unpacked
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.custody import Custody
from sync.protocol.entries import Scope, WriterId
from sync.protocol.messages import ErasureState, GrantsAnswer, GrantState, LaptopsAnswer, LaptopState
from sync.protocol.scopes import ScopeKind, read_scope

_ANSWER = "laptops_answer"
_ASKED = "laptops_asked_at"
_ASK_EVERY_MS = 10 * 60 * 1000
_DAY_MS = 24 * 60 * 60 * 1000


class Laptops(Rows):
    """What is known of the branch's laptops."""

    def __init__(
        self, base: Transactions, settings: Settings, members: Members, enrolments: Enrolments
    ) -> None:
        super().__init__(base)
        self._settings = settings
        self._members = members
        self._enrolments = enrolments

    def keep(self, answer: LaptopsAnswer) -> None:
        """Keep an answer in place of the one before."""
        self._settings.write(_ANSWER, msgspec.json.encode(answer).decode())
        self._settings.write(_ASKED, str(self.base.now_ms()))

    def is_due(self) -> bool:
        """Whether it is time to ask the server anew, though nobody looks at laptops just now."""
        asked = int(self._settings.find(_ASKED) or 0)
        return not asked <= self.base.now_ms() < asked + _ASK_EVERY_MS

    def held(self) -> LaptopsHeld:
        """The last answer, with the names that the journal knows."""
        text = self._settings.find(_ANSWER)
        if not text:
            return LaptopsHeld([], [], None)
        answer = msgspec.json.decode(text, type=LaptopsAnswer)
        kept = self._enrolments.find()
        own = kept.device if kept is not None else ""
        whose = self._whose()
        tells = any(state.scopes for state in answer.laptops)  # a server of before does not
        custody = {one.device: one for one in answer.custody}
        laptops = [
            replace(
                self._standing(state if tells else _with_all(state, self.base.session.scope), whose, own),
                custody=_custody(custody[state.device]) if state.device in custody else NO_CUSTODY,
            )
            for state in answer.laptops
        ]
        names = {laptop.id: laptop.name for laptop in laptops}
        return LaptopsHeld(
            longest_silent_first(laptops),
            [_erasure(state, names) for state in answer.erasures],
            instant(answer.now),
        )

    def writers_with_branch(self) -> set[WriterId] | None:
        """The writers of laptops that have the whole branch, by the server's last word; None if it never told."""
        text = self._settings.find(_ANSWER)
        if not text:
            return None
        answer = msgspec.json.decode(text, type=LaptopsAnswer)
        if not any(one.scopes for one in answer.laptops):  # a server of before does not
            return None
        branch = self.base.session.scope
        return {
            writer
            for one in answer.laptops
            if branch in one.scopes and not one.revoked_at
            for writer in one.writers
        }

    def _whose(self) -> dict[str, tuple[str, str, str]]:
        """The name of a laptop, its member's name and its member, by each writer."""
        names = self._members.names()
        rows = self.reading.execute("SELECT id, name, member FROM laptop").fetchall()
        return {row[0]: (row[1], names.get(row[2], ""), row[2]) for row in rows}

    def audit_names(self) -> dict[str, str]:
        """Whose a laptop is, or what it is called, by the device's name and by each of its writers."""
        found = {writer: member or laptop for writer, (laptop, member, _) in self._whose().items()}
        return found | {one.id: one.member_name or one.name for one in self.held().laptops}

    def turf_names(self) -> dict[str, str]:
        """What turfs are called, by their ids."""
        return {
            unpacked(row[0]): row[1] for row in self.reading.execute("SELECT id, name FROM turf").fetchall()
        }

    def grants(self, answer: GrantsAnswer) -> list[GrantRow]:
        """The server's answer about grants, with the names that the journal knows."""
        known = {laptop.id: laptop for laptop in self.held().laptops}
        turfs = self.turf_names()
        return [row for one in answer.grants if (row := _grant(one, answer.now, known, turfs)) is not None]

    def _standing(
        self, state: LaptopState, whose: dict[str, tuple[str, str, str]], own_device: str
    ) -> LaptopStanding:
        is_own = state.device == own_device
        known = [whose[writer] for writer in state.writers if writer in whose]
        owner = self._members.owner()
        own = (owner.laptop, owner.name, owner.member)
        name, member_name, member = own if is_own else known[-1] if known else ("", "", "")
        scopes = [found for scope in state.scopes if (found := read_scope(scope)) is not None]
        turfs = tuple(TurfId(one.turf) for one in scopes if one.turf)
        called = self.turf_names()
        seen = state.seen_at or state.enrolled_at
        return LaptopStanding(
            id=state.device,
            name=name or state.laptop,
            member_name=member_name,
            role=state.role,
            seen_at=instant(state.seen_at) if state.seen_at else None,
            days=max(0, self.base.now_ms() - seen) // _DAY_MS,
            behind=state.behind,
            pending=state.pending,
            questions=state.questions,
            kept_apart=state.quarantined,
            forks=state.forks,
            forked_at=instant(state.forked_at) if state.forked_at else None,
            revoked_at=instant(state.revoked_at) if state.revoked_at else None,
            is_this_one=is_own,
            has_branch=any(one.kind is ScopeKind.BRANCH for one in scopes),
            has_training=any(one.kind is ScopeKind.TRAINING for one in scopes),
            turfs=turfs,
            turf_names=tuple(called.get(turf, "") for turf in turfs),
            member=MemberId(member) if member else None,
            guest_of=state.guest,
            until=instant(state.until_at) if state.until_at else None,
        )


def _custody(state: Custody) -> LaptopCustody:
    return LaptopCustody(
        lease_until=_at(state.lease_until),
        disk=Disk(state.disk) if state.disk in list(Disk) else Disk.UNKNOWN,
        hears=state.hears,
        asked_at=_at(state.asked_at),
        wipe_at=_at(state.wipe_at),
        wipe_by=state.wipe_by,
        wipe_told_at=_at(state.wipe_told_at),
        wipe_withdrawn_at=_at(state.wipe_withdrawn_at),
        wiped_at=_at(state.wiped_at),
        handed_in=state.handed_in,
        handed_in_at=_at(state.handed_in_at),
    )


def _at(milliseconds: int) -> datetime | None:
    return instant(milliseconds) if milliseconds else None


def _erasure(state: ErasureState, names: dict[str, str]) -> ErasureStanding:
    return ErasureStanding(
        erased_at=instant(state.erased_at),
        done=len(state.done),
        of=len(state.done) + len(state.waiting),
        waiting=[names.get(device, "") for device in state.waiting],
        discarded=state.discarded,
    )


def _with_all(state: LaptopState, branch: Scope) -> LaptopState:
    return msgspec.structs.replace(state, scopes=[branch])


def _grant(
    state: GrantState, now: int, known: dict[str, LaptopStanding], turfs: dict[str, str]
) -> GrantRow | None:
    """One grant; None for a part of the branch that this version does not know."""
    scope = read_scope(state.scope)
    if scope is None:
        return None
    laptop = known.get(state.device)
    return GrantRow(
        laptop=state.device,
        laptop_name=laptop.name if laptop else "",
        member_name=laptop.member_name if laptop else "",
        part=Part(scope.kind.value),
        turf=TurfId(scope.turf) if scope.turf else None,
        turf_name=turfs.get(scope.turf, ""),
        from_at=instant(state.from_at),
        until_at=instant(state.until_at) if state.until_at else None,
        is_now=state.from_at <= now and (not state.until_at or now < state.until_at),
    )
