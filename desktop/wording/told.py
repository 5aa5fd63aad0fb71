"""A fault as it is told: first what happened, then what is safe, then what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """``code`` is for programs and the log; the rest is for people. ``safe`` and ``remedy`` may be empty."""

    code: str
    happened: str
    safe: str = ""
    remedy: str = ""

    @property
    def sentence(self) -> str:
        """All of it in one paragraph."""
        return " ".join(part for part in (self.happened, self.safe, self.remedy) if part)
