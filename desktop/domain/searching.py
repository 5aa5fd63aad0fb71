"""What a person types into the search line, taken apart into the words that are looked for."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WHOLE_LETTERS = dict(zip("łøđħıæœþðŋ", ["l", "o", "d", "h", "i", "ae", "oe", "th", "d", "n"], strict=True))
"""Letters with a stroke or a tail are letters of their own to Unicode, and plain ones to whoever searches."""

_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\d[a-z]{2}")  # noqa: TID251
_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_MARKS = range(0x300, 0x370)

MOST_WORDS = 8
MOST_LETTERS = 200


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text that matched: from ``start`` up to ``end``, in code points."""

    start: int
    end: int


def search_words(text: str) -> list[str]:
    """The words looked for: letters and digits in a row, folded, each matched at the beginning of a word.

    Everything else parts words, so nothing that is typed can be read as an operator by a search index.
    """
    folded = fold_letters(unicodedata.normalize("NFC", text[:MOST_LETTERS]))
    words: list[str] = []
    for typed in "".join(letter if _is_token(letter) else " " for letter in folded).split():
        # A postcode is kept with its space; many type it without.
        parts = (typed[:-3], typed[-3:]) if _POSTCODE.fullmatch(typed) else (typed,)
        words += [word for word in parts if word not in words]
    return words[:MOST_WORDS]


def name_words(name: str) -> str:
    """The words by which a name is found: folded, and "O'Neill" as it is typed in a hurry too."""
    folded = fold_letters(name)
    if "'" not in folded and "’" not in folded:
        return folded
    return f"{folded} {folded.replace(chr(39), '').replace('’', '')}"


def match_spans(text: str, words: list[str]) -> list[Span]:
    """Where the words stand in a text that is shown, so that a screen can underline them."""
    spans: list[Span] = []
    start = 0
    while start < len(text):
        if not _is_token(text[start]):
            start += 1
            continue
        end = start
        while end < len(text) and (_is_token(text[end]) or unicodedata.combining(text[end])):
            end += 1
        longest = max((_length_of(text[start:end], word) for word in words), default=0)
        if longest:
            spans.append(Span(start, start + longest))
        start = end
    return spans


def fold_letters(text: str) -> str:
    """Letters without accents, in small: how names are compared and ordered."""
    return text.lower() if text.isascii() else text.casefold().translate(_plain_letters())


@lru_cache(maxsize=1)
def _plain_letters() -> dict[int, str]:
    """For every Latin letter that carries a mark, and for the marks themselves, what remains without them."""
    plain = {code: unicodedata.normalize("NFKD", chr(code).casefold()) for code in _LATIN}
    table = {code: "".join(c for c in text if not unicodedata.combining(c)) for code, text in plain.items()}
    return {
        **table,
        **dict.fromkeys(_MARKS, ""),
        **{ord(letter): text for letter, text in _WHOLE_LETTERS.items()},
    }


def _length_of(token: str, word: str) -> int:
    # A folded letter may be longer than the letter that is shown, so count in letters shown.
    if not fold_letters(token).startswith(word):
        return 0
    for length in range(1, len(token) + 1):
        if len(fold_letters(token[:length])) >= len(word):
            return length
    return len(token)


def _is_token(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "Co"
