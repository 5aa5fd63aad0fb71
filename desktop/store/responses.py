"""Responses and notes: what was answered and said, its free text opened from the seal."""

from collections.abc import Sequence

import msgspec

from desktop.store.projection import Projection
from desktop.store.rows import Rows, packed, packed_or_none, text_of
from desktop.store.transactions import Transactions
from sync.protocol.clock import milliseconds_of
from sync.protocol.merge import Folded, Write


class Responses(Rows):
    """Filled surveys and notes."""

    def __init__(self, base: Transactions, projection: Projection) -> None:
        super().__init__(base)
        projection.register("response", self.project_response)
        projection.when_nothing_is_left("response", self.forget_response)
        projection.register("note", self.project_note)
        projection.when_nothing_is_left("note", self.forget_note)

    def project_response(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of a response."""
        first = _first(writes)
        self.writing.execute(
            "INSERT INTO response (id, attempt, survey, contact, household, answers, texts, read_aloud, at, actor,"
            " is_voided, is_shut) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " attempt = excluded.attempt, survey = excluded.survey, contact = excluded.contact,"
            " household = excluded.household, answers = excluded.answers, texts = excluded.texts,"
            " read_aloud = excluded.read_aloud, at = excluded.at, actor = excluded.actor,"
            " is_voided = excluded.is_voided, is_shut = excluded.is_shut",
            (
                packed(eid),
                *(
                    packed_or_none(folded.value(name))
                    for name in ("attempt", "survey", "contact", "household")
                ),
                _mapping(folded.value("answers")),
                _mapping(folded.value("texts")),
                _list(folded.value("read_aloud")),
                milliseconds_of(first.eff),
                first.actor,
                folded.value("voided") is True or folded.is_deleted,
                any(write.is_shut for write in writes),
            ),
        )

    def project_note(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of a note."""
        first = _first(writes)
        self.writing.execute(
            "INSERT INTO note (id, contact, household, text, read_aloud, at, actor, is_deleted, is_shut)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET contact = excluded.contact,"
            " household = excluded.household, text = excluded.text, read_aloud = excluded.read_aloud,"
            " at = excluded.at, actor = excluded.actor, is_deleted = excluded.is_deleted, is_shut = excluded.is_shut",
            (
                packed(eid),
                packed_or_none(folded.value("contact")),
                packed_or_none(folded.value("household")),
                text_of(folded.value("text")),
                folded.value("read_aloud") is True,
                milliseconds_of(first.eff),
                first.actor,
                folded.is_deleted,
                any(write.is_shut for write in writes),
            ),
        )

    def forget_response(self, response: str) -> None:
        """Drop the row of a response that was erased."""
        self.writing.execute("DELETE FROM response WHERE id = ?", (packed(response),))

    def forget_note(self, note: str) -> None:
        """Drop the row of a note that was erased."""
        self.writing.execute("DELETE FROM note WHERE id = ?", (packed(note),))


def _first(writes: Sequence[Write]) -> Write:
    return min(writes, key=lambda write: (write.eff, write.id))


def _mapping(value: object) -> str:
    return msgspec.json.encode(value if isinstance(value, dict) else {}).decode()


def _list(value: object) -> str:
    return msgspec.json.encode(value if isinstance(value, list) else []).decode()
