"""Those who have a passphrase to a vault beside its owner, as its store knows them: as whom each writes, and their name.

The owner writes as the vault's own member, and everybody else as a member of their own, never as the owner. A slot that
nothing is known of, as after an older backup was brought back, becomes a member without a name.
"""

from collections.abc import Callable, Sequence

from desktop.domain.ids import MemberId
from desktop.store.binding import Connection

NAME_OF = "passphrase_of:"
"""How the setting begins that holds the name of a holder, by their slot's id."""
WRITES_AS = "writes_as:"
"""The same for the id of the member as whom they write."""
DRAFT_OF = "by:"
"""How the place of a draft begins that is not the owner's."""
_ID_BYTES = 16


def settle_holders(
    connection: Connection, people: Sequence[str], opened_by: str, random: Callable[[int], bytes]
) -> None:
    """Know everybody but the owner, who comes first, and nobody who has no passphrase any more; in a transaction.

    What somebody was typing who has none any more is the owner's to finish.
    """
    if not people:
        return
    others = {*people[1:], opened_by} - {people[0], ""}
    known = written_as(connection)
    for slot in sorted(others - known.keys()):
        know(connection, slot, random(_ID_BYTES).hex())
    for slot in sorted(known.keys() - others):
        place = DRAFT_OF + known[slot] + ":"
        connection.execute(
            "UPDATE OR IGNORE draft SET place = substr(place, ?) WHERE substr(place, 1, ?) = ?",
            (len(place) + 1, len(place), place),
        )
        connection.execute("DELETE FROM draft WHERE substr(place, 1, ?) = ?", (len(place), place))
        connection.execute("DELETE FROM setting WHERE name IN (?, ?)", (WRITES_AS + slot, NAME_OF + slot))


def know(connection: Connection, slot: str, member: str) -> None:
    """Keep as whom a holder writes."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (WRITES_AS + slot, member),
    )


def written_as(connection: Connection) -> dict[str, MemberId]:
    """As whom each writes who has a passphrase and is not the owner, by their slot's id."""
    rows = connection.execute(
        "SELECT name, value FROM setting WHERE name >= ? AND name < ? ORDER BY name",
        (WRITES_AS, WRITES_AS[:-1] + ";"),  # the letter that follows the colon
    ).fetchall()
    return {name.removeprefix(WRITES_AS): MemberId(member) for name, member in rows}
