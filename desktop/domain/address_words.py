"""Which words tell a street from a building and a flat in a British address, Welsh ones included."""

import re
from enum import Enum
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS = _words(
    """
    road rd street st lane ln avenue ave drive dr close crescent cres way walk place pl gardens gdns
    grove terrace square sq mews hill row parade rise green park broadway highway embankment passage
    alley yard wharf quay circus view vale dale croft chase mead meadow meadows path footpath track
    esplanade promenade approach link common end bank brae wynd loan gate bridge field fields garth
    ride drove boulevard strand crossway parkway causeway hollow copse ridge acre orchard side top
    bottom fold gait cross lea leas
    """
)
_FIRST_WORDS = _words(
    """
    heol ffordd stryd lôn lon clos maes rhodfa cilgant llwyn bryn parc rue
    """
)
_BUILDINGS = _words(
    """
    house court ct point lodge tower towers mansion mansions building buildings apartments heights
    cottage cottages farm farmhouse hall hotel villa villas flats block centre manor barn chambers
    studios works mill residence almshouses lofts vicarage rectory hostel marina moorings caravan
    plaza exchange warehouse annexe stables
    """
)
_FLAT = re.compile(  # noqa: TID251
    r".*\b(?:flat|apartment|apt|unit|room|studio|suite|maisonette|plot|bedsit)\b.*", re.IGNORECASE
)
_LAST_WORD = re.compile(  # noqa: TID251
    r"([^\W\d_]+)\.?(?:\s+(?:\d{1,5}[A-Za-z]?|[A-Za-z]|north|south|east|west))?$", re.IGNORECASE
)


class Kind(Enum):
    """What a piece of an address most likely is."""

    STREET = "street"
    BUILDING = "building"
    FLAT = "flat"
    NUMBER = "number"
    PLAIN = "plain"


@lru_cache(maxsize=16_384)
def kind_of(text: str) -> Kind:
    """Return what a piece of an address without its leading number is, by its last word (Welsh: by its
    first).
    """
    if _FLAT.fullmatch(text):
        return Kind.FLAT
    match = _LAST_WORD.search(text)
    last = match[1].casefold() if match else ""
    if last in _BUILDINGS:
        return Kind.BUILDING
    # "St" is a saint unless it ends the name, and a street's name has something before its type ("The
    # Green").
    words = text.split()
    ends_plainly = match is not None and not text[match.end(1) :].strip(". ").isdigit()
    if last in _STREETS and len(words) > 1 and ends_plainly:
        return Kind.STREET
    if len(words) > 1 and words[0].casefold() in _FIRST_WORDS:
        return Kind.STREET
    return Kind.PLAIN
