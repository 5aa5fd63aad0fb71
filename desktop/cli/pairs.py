"""``FIELD=VALUE`` as it is typed in a terminal."""

from collections.abc import Sequence

from desktop.cli.usage import WrongUsage


def read_pairs(typed: Sequence[str]) -> dict[str, str]:
    """Fields by name, from what was typed. Raises WrongUsage."""
    fields: dict[str, str] = {}
    for one in typed:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise WrongUsage("Fields are written as FIELD=VALUE, such as given_name=Ann.")
        if name in fields:
            raise WrongUsage(f"The field {name[:40]} is there twice.")
        fields[name] = value
    return fields
