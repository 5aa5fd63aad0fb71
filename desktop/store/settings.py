"""Settings of this laptop, by name. Never sent."""

from desktop.store.rows import Rows


class Settings(Rows):
    """Texts by name."""

    def find(self, name: str) -> str | None:
        """A setting's text, or None."""
        row = self.reading.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def write(self, name: str, value: str) -> None:
        """Keep a setting, on the disk when this returns."""
        with self.base.alone():
            self.writing.execute(
                "INSERT INTO setting (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def drop(self, name: str) -> None:
        """Keep a setting no longer."""
        with self.base.alone():
            self.writing.execute("DELETE FROM setting WHERE name = ?", (name,))
