"""Outcomes and doors as marks: a letter in a shape."""

from desktop.domain.attempts import EFFECTS, Outcome
from desktop.domain.attempts import Mark as Edge
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.translating import translate
from desktop.wording.outcomes import mark_words, outcome_words

_SHAPES = {
    Edge.NOT_YET: Shape.NOT_YET,
    Edge.FINISHED: Shape.FINISHED,
    Edge.GO_AGAIN: Shape.AGAIN,
    Edge.DUE: Shape.DUE,
    Edge.NEVER: Shape.NEVER,
}


def mark_of_outcome(outcome: Outcome | None) -> Mark:
    """The mark that an outcome leaves in a history."""
    if outcome is None:
        return Mark(Shape.NOT_YET, "", mark_words(Edge.NOT_YET, translate))
    effect = EFFECTS[outcome]
    shape = Shape.DUE if outcome is Outcome.COME_BACK else _SHAPES[effect.mark]
    return Mark(shape, effect.letter, outcome_words(outcome, translate))


def mark_of_door(edge: Edge, outcome: Outcome | None) -> Mark:
    """The mark at the edge of a door in the walk."""
    if edge is Edge.NEVER:
        return Mark(Shape.NEVER, "X", mark_words(edge, translate))
    if edge is Edge.NOT_YET or outcome is None:
        return Mark(Shape.NOT_YET, "", mark_words(Edge.NOT_YET, translate))
    return Mark(_SHAPES[edge], EFFECTS[outcome].letter, outcome_words(outcome, translate))
