"""Postcodes and UPRNs: one spelling for each, whatever a council's file does with them."""

import re

# The general shape of a UK postcode with or without its space; area letters are not checked against a list,
# because new districts appear and a register is never refused for one.
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")  # noqa: TID251
_LAST_POSTCODE = re.compile(  # noqa: TID251
    r"(?:^|[\s,])([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})$", re.IGNORECASE
)


def tidy_postcode(text: str) -> str:
    """Return ``text`` as a postcode in capitals with one space ("SE5 7TG"), or "" where it is not one."""
    compact = "".join(text.split()).upper()
    match = _POSTCODE.fullmatch(compact)
    return f"{match[1]} {match[2]}" if match else ""


def split_trailing_postcode(line: str) -> tuple[str, str]:
    """Return (line without a postcode at its end, that postcode or "")."""
    match = _LAST_POSTCODE.search(line)
    if match is None:
        return line, ""
    return line[: match.start()].rstrip(" ,"), f"{match[1]} {match[2]}".upper()


def tidy_uprn(text: str) -> str:
    """Return a UPRN as twelve digits ("000072771509"; shorter ones occur unpadded), or "" where it is not
    one.
    """
    digits = text.strip().removesuffix(".0")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12 or not digits.strip("0"):
        return ""
    return digits.zfill(12)
