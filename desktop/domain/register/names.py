"""Names as registers print them: opt-out marks, one-column names, and capitals made readable."""

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OPTED_OUT = re.compile(r"^\(\s*z\s*\)\s*", re.IGNORECASE)  # noqa: TID251
_WORD = re.compile(r"[^\s\-'’.]+")  # noqa: TID251
_ROMAN = frozenset({"II", "III", "IV"})
_SMALL = _words(
    """
    van von der den ter de da do dos das del della di du la
    """
)
_SMALL_ALSO_FIRST = frozenset({"ap", "ab", "ferch", "bin", "ibn"})
_SURNAME_PARTICLES = _SMALL | _SMALL_ALSO_FIRST | {"le", "st", "st.", "al", "el", "mac", "mc"}
# What follows "Mac" with a capital. Other names in Mac (Mackie, Machin, Macey, Macias) are one word.
_AFTER_MAC = _words(
    """
    alister allister arthur askill aulay bean beth bride callum carthy cormac cormack dermott
    diarmid donald donnell dougall dougal dowall duff eachern ewan ewen fadyen farlane gillivray
    gregor guire innes intosh intyre iver ivor kenna kenzie kinlay kinnon lachlan laren lauchlan
    laughlin lean leish lellan lennan leod mahon manus master millan nab namara naughton neil neill
    nicol niven phail phee pherson quarrie queen rae ritchie sween taggart tavish vicar whirter
    """
)


def split_opted_out(name: str) -> tuple[str, bool]:
    """Return (name without a leading "(z) ", whether it was there): the mark of the open register's
    opt-out.
    """
    if not name.startswith("("):
        return name, False
    stripped = _OPTED_OUT.sub("", name)
    return stripped, stripped != name


def split_full_name(name: str) -> tuple[str, str]:
    """Return (family name, given names) of a one-column name, which registers print family name first.

    A comma decides ("VAN DER BERG, Anna"); else leading capitals before a mixed-case word; else the first
    word with the particles before it. A family name of two plain words without a comma cannot be told apart.
    """
    family, comma, given = name.partition(",")
    if comma:
        return family.strip(), given.strip()
    words = name.split()
    shouted = 0
    while shouted < len(words) and words[shouted].isupper() and len(words[shouted]) > 1:
        shouted += 1
    if 0 < shouted < len(words) and any(letter.islower() for letter in words[shouted]):
        return " ".join(words[:shouted]), " ".join(words[shouted:])
    taken = 1
    while taken < len(words) and words[taken - 1].lower() in _SURNAME_PARTICLES:
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])


def display_name(name: str) -> str:
    """Return a name for a screen: all capitals or all small letters recased, anything else untouched."""
    if not (name.isupper() or name.islower()):
        return name
    words = name.split(" ")
    return " ".join(_recase_word(word, is_first=position == 0) for position, word in enumerate(words))


def shown_name(given: str, family: str) -> str:
    """Return a whole name for a screen, ``given`` with all that stands before the family name.

    Councils shout the family name alone ("Sarah MCKENZIE"), or all of it; a name printed well is left alone.
    """
    name = f"{given} {family}" if given and family else given or family
    if len(family) > 1 and given and family.isupper() and not name.isupper():
        return f"{given} {_recase_family(family)}"
    return display_name(name)


def _recase_family(family: str) -> str:
    return " ".join(_recase_word(word, is_first=False) for word in family.split(" "))


@lru_cache(maxsize=16_384)
def _recase_word(word: str, *, is_first: bool) -> str:
    lower = word.lower()
    if word in _ROMAN and not is_first:
        return word
    if lower in _SMALL_ALSO_FIRST or (lower in _SMALL and not is_first):
        return lower
    return _WORD.sub(lambda match: _recase_part(word, match), word)


def _recase_part(word: str, match: re.Match[str]) -> str:
    part = match[0].lower()
    after_apostrophe = match.start() > 0 and word[match.start() - 1] in "'’"
    if after_apostrophe and len(part) == 1:
        return part
    if part.startswith("mc") and len(part) > 3:
        return "Mc" + part[2].upper() + part[3:]
    if part.startswith("mac") and part[3:] in _AFTER_MAC:
        return "Mac" + part[3].upper() + part[4:]
    return part[0].upper() + part[1:]
