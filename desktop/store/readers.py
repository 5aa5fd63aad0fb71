"""Who can read the notes, with the names that the journal and the server's answers give."""

from datetime import datetime

from desktop.domain.readers import Reader, ReadersHeld, Reading
from desktop.store.laptops import Laptops
from desktop.store.notes_keys import NotesKeys
from desktop.store.rows import Rows, instant
from desktop.store.transactions import Transactions
from desktop.store.vouching import Vouching, keys_of
from sync.protocol.sealing import FIRST
from sync.protocol.vouching import LaptopKeys


class Readers(Rows):
    """The laptops of the branch and what each can read, as far as this one knows."""

    def __init__(
        self, base: Transactions, vouching: Vouching, notes_keys: NotesKeys, laptops: Laptops
    ) -> None:
        super().__init__(base)
        self._vouching = vouching
        self._notes_keys = notes_keys
        self._laptops = laptops

    def held(self) -> ReadersHeld:
        """Those that stand first, by name."""
        keys = self._notes_keys
        current = keys.current
        one = keys.said().get(current) if current != FIRST else None
        boxes = None if current == FIRST else one.boxes if one else frozenset()
        names = {laptop.id: (laptop.name, laptop.member_name) for laptop in self._laptops.held().laptops}
        me = self._vouching.me()
        out = keys.out()
        known = self._vouching.known()
        told = keys.told()
        called = {row.device: row.laptop for row in told.keys} if told else {}
        listed: dict[str, LaptopKeys] = {mark: row.keys for mark, row in known.items()}
        listed |= {
            found.mark: found for row in (told.keys if told else ()) if (found := keys_of(row)) is not None
        }
        readers = [
            Reader(
                id=laptop.device,
                name=names.get(laptop.device, ("", ""))[0] or called.get(laptop.device, ""),
                member_name=names.get(laptop.device, ("", ""))[1],
                role=laptop.role,
                reading=_reading(laptop, mark in out, boxes, is_me := me is not None and mark == me.mark),
                is_known=mark in known,
                is_this_one=is_me,
            )
            for mark, laptop in listed.items()
        ]
        return ReadersHeld(
            sorted(readers, key=lambda reader: (reader.reading is Reading.SHUT_OUT, reader.name, reader.id)),
            renewals=max((key.number for key in keys.held.values()), default=0),
            renewed_at=self._renewed_at(current),
            shut=keys.count_shut(),
            is_due=keys.is_due(),
        )

    def _renewed_at(self, name: str) -> datetime | None:
        row = self.reading.execute(
            "SELECT min(coalesce(eff, stamp) >> 16) FROM entry"
            " WHERE kind IN ('notes_key', 'voucher') AND kind = 'notes_key' AND eid = ?",
            (name,),
        ).fetchone()
        return instant(row[0]) if row and row[0] else None


def _reading(laptop: LaptopKeys, is_out: bool, boxes: frozenset[str] | None, is_me: bool) -> Reading:
    if is_out:
        return Reading.SHUT_OUT
    if boxes is None or is_me or laptop.box.hex() in boxes:
        return Reading.READS
    return Reading.NOT_YET
