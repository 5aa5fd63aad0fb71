"""Surveys of the branch: each version is an entity of its own; the one in use is the latest taken into use."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from desktop.domain.ids import SurveyId
from desktop.store.journal import Draft
from desktop.store.projection import Projection, seen_heads
from desktop.store.rows import Rows, instant, packed, text_of, unpacked
from desktop.store.transactions import Transactions
from sync.protocol.clock import milliseconds_of
from sync.protocol.merge import Folded, Write


class Surveys(Rows):
    """What is asked at the door."""

    def __init__(self, base: Transactions, projection: Projection) -> None:
        super().__init__(base)
        self._projection = projection
        projection.register("survey", self.project)

    def adopt(self, form_id: str, version: str, title: str, definition: Mapping[str, Any]) -> SurveyId:
        """Write a survey into use. Its id follows from what it asks, so that two laptops mean one survey."""
        text = msgspec.json.encode([form_id, version, definition], order="deterministic")
        survey = SurveyId(hashlib.blake2b(text, digest_size=16).hexdigest())
        folded = self._projection.folded("survey", survey)
        in_use = self.reading.execute("SELECT id FROM survey ORDER BY in_use_eff DESC, id LIMIT 1").fetchone()
        if not folded.siblings:
            values = {
                "form_id": form_id,
                "version": version,
                "title": title,
                "definition": dict(definition),
                "in_use": True,
            }
            self._projection.append(Draft("survey", survey, values))
        elif in_use is None or unpacked(in_use[0]) != survey or folded.value("in_use") is not True:
            values = {"in_use": True}
            self._projection.append(Draft("survey", survey, values, seen_heads(folded, values)))
        return survey

    def project(self, eid: str, folded: Folded, writes: Sequence[Write]) -> None:
        """Write the row of a survey."""
        added = milliseconds_of(min(write.eff for write in writes))
        uses = folded.siblings.get("in_use", [])
        definition = folded.value("definition")
        self.writing.execute(
            "INSERT INTO survey (id, form_id, version, title, definition, in_use, in_use_eff, added_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET form_id = excluded.form_id,"
            " version = excluded.version, title = excluded.title, definition = excluded.definition,"
            " in_use = excluded.in_use, in_use_eff = excluded.in_use_eff, added_at = excluded.added_at",
            (
                packed(eid),
                *(text_of(folded.value(name)) for name in ("form_id", "version", "title")),
                msgspec.json.encode(definition if isinstance(definition, dict) else {}).decode(),
                folded.value("in_use") is True and not folded.is_deleted,
                uses[0].eff if uses else 0,
                added,
            ),
        )

    def listed(self) -> list[dict[str, Any]]:
        """Surveys, the latest taken into use first; at most the first is in use."""
        rows = self.reading.execute(
            "SELECT id, form_id, version, title, definition, in_use, added_at, (SELECT count(*) FROM response"
            " WHERE response.survey = survey.id AND NOT response.is_voided) FROM survey"
            " ORDER BY in_use DESC, in_use_eff DESC, id"
        ).fetchall()
        return [
            {
                "id": SurveyId(unpacked(row[0])),
                "form_id": row[1],
                "version": row[2],
                "title": row[3],
                "definition": msgspec.json.decode(row[4]),
                "is_in_use": bool(row[5]) and place == 0,
                "added_at": instant(row[6]),
                "responses": row[7],
            }
            for place, row in enumerate(rows)
        ]
