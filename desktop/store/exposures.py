"""How much a part of the branch holds: counts alone, for the report on a lost laptop."""

from collections.abc import Sequence

import msgspec

from desktop.store.rows import Rows


class Exposures(Rows):
    """Counts of what is in this store."""

    def of_branch(self) -> tuple[int, int, int, int, int]:
        """People, households, turfs, surveys and attachments of the whole branch."""
        row = self.reading.execute(
            "SELECT (SELECT count(*) FROM contact WHERE is_deleted = 0), (SELECT count(*) FROM household),"
            " (SELECT count(*) FROM turf WHERE is_deleted = 0), (SELECT count(*) FROM survey),"
            " (SELECT count(*) FROM attachment)"
        ).fetchone()
        return (row[0], row[1], row[2], row[3], row[4])

    def people_behind(self, households: Sequence[int]) -> int:
        """How many people live behind doors, by the row ids of their households."""
        row = self.reading.execute(
            "SELECT count(*) FROM contact WHERE is_deleted = 0"
            " AND household IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(households)).decode(),),
        ).fetchone()
        return int(row[0])

    def surveys(self) -> int:
        """How many surveys there are."""
        return int(self.reading.execute("SELECT count(*) FROM survey").fetchone()[0])
