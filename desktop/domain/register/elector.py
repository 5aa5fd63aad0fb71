"""An elector: one row of a register, as the branch may hold it."""

from datetime import date
from typing import NamedTuple

from desktop.domain.addresses import Address
from desktop.domain.register.names import shown_name


class Elector(NamedTuple):
    """One row of a register. Authority and register (year) are facts of the import, not of the row.

    ``suffix`` is "" where the file has none or zero. Names are as printed, apart from spaces and the "(z) "
    mark. ``markers`` are franchise letters and are data: unknown ones are kept. ``attains_on`` is the day on
    which an attainer may vote. An elector without an address is an ``is_other_elector`` (overseas, service,
    declaration) or ``is_anonymous`` (a number and nothing else: never to be matched with anybody).

    A tuple, because an import makes a hundred thousand of them.
    """

    district: str
    number: int
    suffix: str = ""
    title: str = ""
    given_name: str = ""
    additional_name: str = ""
    family_name: str = ""
    name_suffix: str = ""
    markers: str = ""
    attains_on: date | None = None
    is_opted_out: bool = False
    is_other_elector: bool = False
    is_anonymous: bool = False
    address: Address | None = None
    uprn: str = ""

    @property
    def elector_number(self) -> str:
        """The number as it is printed on nomination papers: "DK2-231", "DK2-231/1"; a suffix of zero is not
        written.
        """
        return printed_number(self.district, self.number, self.suffix)

    @property
    def display_name(self) -> str:
        """The name for a screen: shouted or whispered names recased, others as printed; "" for the
        anonymous.
        """
        return shown_name(" ".join(filter(None, (self.given_name, self.additional_name))), self.family_name)


def printed_number(district: str, number: int, suffix: str) -> str:
    """Return the elector number as printed; a suffix beginning with "." is the fraction of a decimal
    number.
    """
    separator = "" if not suffix or suffix.startswith(".") else "/"
    return f"{district}-{number}{separator}{suffix}"


def sort_key(elector: Elector) -> tuple[str, int, tuple[int, str]]:
    """Return the register's own order: district, number, suffix (numeric suffixes by value)."""
    district, number, suffix = elector[:3]
    return district, number, suffix_key(suffix) if suffix else _NO_SUFFIX


_NO_SUFFIX = (-1, "")


def suffix_key(suffix: str) -> tuple[int, str]:
    """Return a sort key for a suffix: none first, then numbers by value, then anything else."""
    if not suffix:
        return _NO_SUFFIX
    return (int(suffix), "") if suffix.isdecimal() else (1_000_000, suffix)
