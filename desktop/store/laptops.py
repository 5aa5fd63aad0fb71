"""The server's last answer about a branch's laptops, kept, and joined with what the journal knows of them."""

import msgspec

from desktop.domain.laptops import ErasureStanding, LaptopsHeld, LaptopStanding, longest_silent_first
from desktop.store.enrolment import Enrolments
from desktop.store.members import Members
from desktop.store.rows import Rows, instant
from desktop.store.settings import Settings
from desktop.store.transactions import Transactions
from sync.protocol.messages import ErasureState, LaptopsAnswer, LaptopState

_ANSWER = "laptops_answer"
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

    def held(self) -> LaptopsHeld:
        """The last answer, with the names that the journal knows."""
        text = self._settings.find(_ANSWER)
        if not text:
            return LaptopsHeld([], [], None)
        answer = msgspec.json.decode(text, type=LaptopsAnswer)
        kept = self._enrolments.find()
        own = kept.device if kept is not None else ""
        whose = self._whose()
        laptops = [self._standing(state, whose, is_own=state.device == own) for state in answer.laptops]
        names = {laptop.id: laptop.name for laptop in laptops}
        return LaptopsHeld(
            longest_silent_first(laptops),
            [_erasure(state, names) for state in answer.erasures],
            instant(answer.now),
        )

    def _whose(self) -> dict[str, tuple[str, str]]:
        """The name of a laptop and of its member, by each writer."""
        names = self._members.names()
        rows = self.reading.execute("SELECT id, name, member FROM laptop").fetchall()
        return {row[0]: (row[1], names.get(row[2], "")) for row in rows}

    def _standing(
        self, state: LaptopState, whose: dict[str, tuple[str, str]], *, is_own: bool
    ) -> LaptopStanding:
        known = [whose[writer] for writer in state.writers if writer in whose]
        me = self._members.me()
        name, member = (me.laptop, me.name) if is_own else known[-1] if known else ("", "")
        seen = state.seen_at or state.enrolled_at
        return LaptopStanding(
            id=state.device,
            name=name or state.laptop,
            member_name=member,
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
        )


def _erasure(state: ErasureState, names: dict[str, str]) -> ErasureStanding:
    return ErasureStanding(
        erased_at=instant(state.erased_at),
        done=len(state.done),
        of=len(state.done) + len(state.waiting),
        waiting=[names.get(device, "") for device in state.waiting],
        discarded=state.discarded,
    )
