"""Which contacts are one person: said pair by pair by people, worked out here for all of them together."""

from collections.abc import Iterable


def shown_for(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each id in these pairs, the smallest id that they lead to: the one under which all are shown.

    A function of the set of pairs alone, in any order and however often each was said.
    """
    above: dict[str, str] = {}

    def top(one: str) -> str:
        above.setdefault(one, one)
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    for first, second in pairs:
        smaller, larger = sorted((top(first), top(second)))
        above[larger] = smaller
    return {one: top(one) for one in list(above)}
