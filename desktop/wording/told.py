"""A fault as it is told: first what happened, then what is safe, then what to do."""

from dataclasses import dataclass

from desktop.wording.translation import Translate, english


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


def unforeseen_words(translate: Translate = english) -> Told:
    """What to say of a fault that nobody foresaw."""
    return Told(
        "unforeseen",
        translate("Faults", "Something went wrong that we did not foresee."),
        translate("Faults", "What was saved before is safe, and this was not half done."),
        translate("Faults", "Try once more. If it happens again, tell whoever looks after this program."),
    )


def stopped_words(translate: Translate = english) -> Told:
    """What to say when a person stopped what was under way."""
    return Told(
        "stopped",
        translate("Faults", "Stopped."),
        translate("Faults", "Whatever was saved before stays saved; what was under way was not kept."),
    )
