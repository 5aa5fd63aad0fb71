"""Made-up electors: a register of any length, in the order of a register, street by street."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from desktop.domain.addresses import Address
from desktop.domain.made_up.people import household
from desktop.domain.made_up.streets import addresses, make_place
from desktop.domain.register.elector import Elector

_DISTRICT_SIZE = 1_500
_MARKERS = ("",) * 46 + ("G", "B", "F", "L")
_OPTED_OUT = 0.55
_ATTAINER = 0.008


def electors(count: int, seed: int, as_of: date = date(2026, 12, 1)) -> Iterator[Elector]:
    """Yield ``count`` electors with distinct numbers: districts AA, AB … of some 1,500 each."""
    chance = Random(seed)  # noqa: S311 - not a secret
    given = 0
    index = 0
    number = 0
    while given < count:
        place = make_place(chance)
        for address in addresses(chance, place, 20 + int(chance.random() * 60)):
            if number > _DISTRICT_SIZE:
                index, number = index + 1, 0
            for elector in _household(chance, _district(index), number, address, as_of):
                if given == count:
                    return
                given += 1
                number = elector.number
                yield elector


def _household(
    chance: Random, district: str, number: int, address: Address, as_of: date
) -> Iterator[Elector]:
    for title, given_name, additional_name, family_name in household(chance):
        number += 1
        attains_on = None
        if chance.random() < _ATTAINER:
            attains_on = as_of + timedelta(days=int(chance.random() * 360) + 1)
        yield Elector(
            district,
            number,
            title=title,
            given_name=given_name,
            additional_name=additional_name,
            family_name=family_name,
            markers=_MARKERS[int(chance.random() * len(_MARKERS))],
            attains_on=attains_on,
            is_opted_out=chance.random() < _OPTED_OUT,
            address=address,
        )


def _district(index: int) -> str:
    high, low = divmod(index, 26)
    return f"{_letters(high)}{chr(65 + low)}"


def _letters(value: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1 …"""
    text = ""
    value += 1
    while value:
        value, digit = divmod(value - 1, 26)
        text = chr(65 + digit) + text
    return text
