"""The order in which a survey's values are worked out: each after those that it needs."""

from collections.abc import Iterable, Mapping

from desktop.domain.surveys.expressions import references
from desktop.domain.surveys.survey import Group, Question, Survey


class Circular(Exception):
    """Questions that wait for each other: each of ``names`` needs the next, the last needs the first."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__("circular")
        self.names = names


def needs(question: Question, groups: Mapping[str, Group]) -> set[str]:
    """Names whose answers decide whether a question is asked, what it offers and what it holds by itself."""
    found: set[str] = set()
    for rule in (question.relevant, question.calculation, question.default, question.choice_filter):
        found |= references(rule)
    inside = groups.get(question.group)
    while inside is not None:
        found |= references(inside.relevant)
        inside = groups.get(inside.inside)
    return found


def in_working_order(survey: Survey) -> list[Question]:
    """The questions, each after those that it needs, otherwise as in the form. Raises Circular."""
    groups = {group.name: group for group in survey.groups}
    named = {question.name: question for question in survey.questions}
    wanted = {name: sorted(needs(question, groups) & named.keys()) for name, question in named.items()}
    return [named[name] for name in _sorted(wanted)]


def _sorted(wanted: Mapping[str, Iterable[str]]) -> list[str]:
    """Depth first, without recursion: a form may chain a thousand questions."""
    done: dict[str, None] = {}
    for start in wanted:
        path: dict[str, Iterable[str]] = {}
        if start not in done:
            path[start] = iter(wanted[start])
        while path:
            at, waiting = next(reversed(path.items()))
            after = next((name for name in waiting if name not in done), None)
            if after is None:
                del path[at]
                done[at] = None
            elif after in path:
                names = list(path)
                raise Circular(tuple(names[names.index(after) :]))
            else:
                path[after] = iter(wanted[after])
    return list(done)
