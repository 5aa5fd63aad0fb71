"""Made-up people: endless, plausible, and the same for the same seed."""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random
from typing import NamedTuple

from desktop.domain.made_up.names import COMMUNITIES, TITLES, Community

_SHARES = tuple(accumulate(community.share for community in COMMUNITIES))
_MIXED_HOUSEHOLDS = 0.12
_HAS_MIDDLE_NAME = 0.35


class Person(NamedTuple):
    """A made-up person."""

    title: str
    given_name: str
    additional_name: str
    family_name: str


def people(seed: int) -> Iterator[Person]:
    """Yield people without end, one at a time and unrelated."""
    chance = Random(seed)  # noqa: S311 - not a secret
    while True:
        yield person(chance, community(chance))


def household(chance: Random) -> list[Person]:
    """Return the one to six adults of a made-up household; most share a family name."""
    first = community(chance)
    size = (1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6)[int(chance.random() * 18)]
    family = pick(chance, first.family)
    members: list[Person] = []
    for _ in range(size):
        if members and chance.random() < _MIXED_HOUSEHOLDS:
            members.append(person(chance, community(chance)))
        else:
            members.append(person(chance, first, family))
    return members


def person(chance: Random, of: Community, family: str = "") -> Person:
    """Return one person of a community, with this family name or one of the community's."""
    given = pick(chance, of.given)
    middle = pick(chance, of.given) if chance.random() < _HAS_MIDDLE_NAME else ""
    return Person(pick(chance, TITLES), given, middle, family or pick(chance, of.family))


def community(chance: Random) -> Community:
    """Return a community, each as often as its share says."""
    return COMMUNITIES[bisect(_SHARES, chance.random() * _SHARES[-1])]


def pick(chance: Random, values: tuple[str, ...]) -> str:
    """Return one of the values; a good deal quicker than ``Random.choice``."""
    return values[int(chance.random() * len(values))]
