"""Made-up streets: doors on both sides, a block of flats, a corner shop's flat above, and who lives there."""

from random import Random
from typing import NamedTuple

from desktop.domain.addresses import Address, parse_address
from desktop.domain.made_up.people import Person, household, pick


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NAMES = _words(
    """
    Coleman Lindal Dalrymple Evelina Knowsley Larkspur Tanner Foundry Chapel Mafeking Jubilee
    Kestrel Linnet Orchard Priory Quarry Rowan Sorrel Thornbury Ullswater Verbena Wharfedale Yewtree
    Ashgrove Bramble Clement Drayton Elmhurst Fenwick Gladstone Hawthorn Inkerman Jellicoe Keble
    Lombard Mulberry Nightingale Osprey Paxton Railway Sefton Trafalgar Upland Vicarage Wellington
    Alma Brunel Canal Dahlia Empress
    """
)
_TYPES = _words("Road Road Road Street Street Street Avenue Lane Close Terrace Grove Crescent")
_WELSH = ("Heol y Bont", "Ffordd yr Orsaf", "Stryd Fawr", "Heol Glyndŵr", "Lôn y Felin")
_BLOCKS = ("South House", "Ontario Point", "Maple Court", "Attlee House", "Regency Court", "Pankhurst Lodge")
_TOWNS = ("Wexbridge", "Marlow Vale", "Thornaby Green", "Castleferry", "Oldholme", "Pentreglas")
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


class Door(NamedTuple):
    """A door and who lives behind it."""

    address: Address
    residents: tuple[Person, ...]


class Place(NamedTuple):
    """A made-up street: its name, town and postcode."""

    street: str
    town: str
    postcode: str


def street(seed: int, doors: int = 40) -> list[Door]:
    """Return a street of that many doors, in no order of walking: odds, evens, a 16A, and a block of six
    flats.
    """
    chance = Random(seed)  # noqa: S311 - not a secret
    place = make_place(chance)
    return [Door(address, tuple(household(chance))) for address in addresses(chance, place, doors)]


def make_place(chance: Random) -> Place:
    """Return a street's name, town and postcode. The postcodes are of areas that do not exist (QV, ZV)."""
    name = (
        f"{pick(chance, _NAMES)} {pick(chance, _TYPES)}" if chance.random() < 0.93 else pick(chance, _WELSH)
    )
    inward = f"{int(chance.random() * 9) + 1}{_letter(chance)}{_letter(chance)}"
    area = "QV" if chance.random() < 0.5 else "ZV"
    return Place(name, pick(chance, _TOWNS), f"{area}{int(chance.random() * 19) + 1} {inward}")


def addresses(chance: Random, place: Place, doors: int) -> list[Address]:
    """Return the addresses of one street."""
    flats = 6 if doors >= 20 else 0
    houses = max(doors - flats, 0)
    lines: list[tuple[str, ...]] = []
    number = 0
    while len(lines) < houses:
        number += 1
        lines.append((f"{number} {place.street}", place.town))
        if len(lines) < houses and chance.random() < 0.05:
            lines.append((f"{number}A {place.street}", place.town))
    block = pick(chance, _BLOCKS)
    lines.extend(
        (f"Flat {flat}", block, f"{number + 1} {place.street}", place.town) for flat in range(1, flats + 1)
    )
    return [address for line in lines if (address := parse_address(line, place.postcode))]


def _letter(chance: Random) -> str:
    return _LETTERS[int(chance.random() * len(_LETTERS))]
