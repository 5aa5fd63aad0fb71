"""What a contact's row holds, from what people wrote of them and what is around: household, place, register."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from desktop.domain.contact_order import Listed, Place, elector_fields, list_contact, list_elector
from desktop.domain.contacts import CONTACT_FIELDS
from desktop.domain.register.elector import Elector
from desktop.store.rows import text_of
from sync.protocol.merge import Folded

KEPT = (*CONTACT_FIELDS, "household")
"""The fields of a contact that a row keeps as they were written."""


class Around(NamedTuple):
    """What a contact's row shows that is not the contact's own."""

    household: int | None
    place: Place
    elector: Elector | None
    number_key: str


def own_of(folded: Folded) -> dict[str, Any]:
    """What people wrote of a contact, as far as it stands."""
    own = {name: value for name in KEPT if (value := folded.value(name)) is not None}
    if folded.sets.get("tags"):
        own["tags"] = sorted(folded.sets["tags"])
    return own


def encoded_of(own: Mapping[str, Any]) -> str | None:
    """The same as a column holds it."""
    return msgspec.json.encode(own).decode() if own else None


def decoded_of(encoded: str | None) -> dict[str, Any]:
    """Undo ``encoded_of``."""
    found: dict[str, Any] = msgspec.json.decode(encoded) if encoded else {}
    return found


def listed_of(own: Mapping[str, Any], around: Around) -> Listed:
    """A contact's line in a list."""
    elector, place = around.elector, around.place
    if elector is not None and not own:
        return list_elector(elector, place)
    fields = elector_fields(elector) if elector else {}
    fields |= {name: text_of(value) for name, value in own.items() if name in CONTACT_FIELDS}
    number = elector.elector_number if elector else ""
    return list_contact(fields, place, number, around.number_key)


def line_of(listed: Listed, household: int | None) -> tuple[object, ...]:
    """The columns of a row that a list shows or sorts by."""
    return (
        listed.name,
        listed.sort_name,
        listed.sort_address,
        listed.number,
        listed.sort_number,
        household,
        listed.address,
    )
