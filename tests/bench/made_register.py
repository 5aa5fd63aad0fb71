"""A made-up full register in the layout of Xpress, as large as is asked for."""

import csv
from pathlib import Path

from desktop.domain.made_up.electors import electors

HEADS = (
    "Elector Number Prefix", "Elector Number", "Elector Number Suffix", "Elector Markers", "Elector DOB",
    "Elector Surname", "Elector Forename", "PostCode",
    "Address1", "Address2", "Address3", "Address4", "Address5", "Address6",
)  # fmt: skip
ADDRESS_LINES = 6


def write_register(path: Path, count: int, seed: int = 7) -> None:
    """Write a file of ``count`` electors; the same for the same seed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADS)
        for elector in electors(count, seed):
            address = elector.address
            lines = list(address.lines) if address else []
            forename = " ".join(filter(None, (elector.given_name, elector.additional_name)))
            attains = elector.attains_on.strftime("%d/%m/%Y") if elector.attains_on else ""
            number = (elector.district, elector.number, elector.suffix, elector.markers, attains)
            name = (elector.family_name, forename, address.postcode if address else "")
            rows.writerow([*number, *name, *lines, *[""] * (ADDRESS_LINES - len(lines))])
