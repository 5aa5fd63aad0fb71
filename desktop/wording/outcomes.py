"""What came of an attempt, as it is said on the street; and what a door's mark means."""

from desktop.domain.attempts import EFFECTS, Mark, Outcome
from desktop.wording.translation import Translate, english


def outcome_words(outcome: Outcome, translate: Translate = english) -> str:
    """An outcome: "Nobody in", "Back later"."""
    return {
        Outcome.NOT_HOME: translate("Outcomes", "Nobody in"),
        Outcome.TALKED: translate("Outcomes", "Talked"),
        Outcome.REFUSED: translate("Outcomes", "Refused"),
        Outcome.COME_BACK: translate("Outcomes", "Back later"),
        Outcome.MOVED: translate("Outcomes", "Moved away"),
        Outcome.LANGUAGE: translate("Outcomes", "Other language"),
        Outcome.CHILD: translate("Outcomes", "A child answered"),
        Outcome.DO_NOT_VISIT: translate("Outcomes", "Do not visit"),
    }[outcome]


def mark_words(mark: Mark, translate: Translate = english) -> str:
    """What the mark at a door's edge means."""
    return {
        Mark.NOT_YET: translate("Outcomes", "Not yet tried"),
        Mark.FINISHED: translate("Outcomes", "Finished"),
        Mark.GO_AGAIN: translate("Outcomes", "Go again"),
        Mark.DUE: translate("Outcomes", "Due now"),
        Mark.NEVER: translate("Outcomes", "Do not visit"),
    }[mark]


def every_outcome(translate: Translate = english) -> str:
    """All outcomes with their letters, for whoever wrote another: "N not_home (Nobody in), …"."""
    return ", ".join(
        f"{effect.letter} {outcome.value} ({outcome_words(outcome, translate)})"
        for outcome, effect in EFFECTS.items()
    )
