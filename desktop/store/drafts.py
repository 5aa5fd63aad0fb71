"""What is being typed anywhere on this laptop. Kept at every key, never sent."""

from desktop.domain.ids import HouseholdId
from desktop.store.holders import DRAFT_OF
from desktop.store.rows import Rows


def door_draft(household: HouseholdId) -> str:
    """The place of a door's draft."""
    return f"door:{household}"


class Drafts(Rows):
    """Texts by place; each person who opens these records has their own."""

    def keep(self, place: str, text: str) -> None:
        """Keep a text, on the disk when this returns. Usable outside a transaction: it is one statement."""
        with self.base.alone():
            self.writing.execute(
                "INSERT INTO draft (place, text, at) VALUES (?, ?, ?)"
                " ON CONFLICT (place) DO UPDATE SET text = excluded.text, at = excluded.at",
                (self._mine + place, text.encode("utf-8", "replace").decode(), self.base.now_ms()),
            )

    def drop(self, place: str) -> None:
        """Forget a text."""
        with self.base.alone():
            self.writing.execute("DELETE FROM draft WHERE place = ?", (self._mine + place,))

    def forget_about(self, subject: str) -> None:
        """Forget what is being typed about a contact or a household, and whatever names one. Inside a transaction."""
        self.writing.execute(
            "DELETE FROM draft WHERE instr(place, ?1) > 0 OR instr(text, ?1) > 0", (subject,)
        )

    def find(self, place: str) -> str:
        """The text kept for a place, or nothing."""
        row = self.reading.execute("SELECT text FROM draft WHERE place = ?", (self._mine + place,)).fetchone()
        return row[0] if row else ""

    def places(self) -> list[str]:
        """Places that have a text, the latest first."""
        mine = self._mine
        found = [row[0] for row in self.reading.execute("SELECT place FROM draft ORDER BY at DESC, place")]
        if mine:
            return [place.removeprefix(mine) for place in found if place.startswith(mine)]
        return [place for place in found if not place.startswith(DRAFT_OF)]

    @property
    def _mine(self) -> str:
        """How the places of whoever is here begin; the owner's have nothing before them."""
        session = self.base.session
        return "" if session.member == session.owner else f"{DRAFT_OF}{session.member}:"
