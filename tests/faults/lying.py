"""A server that is broken, or in bad hands: it answers as the real one does, but for one lie, and signs that."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sync.protocol import signing
from sync.protocol.codec import encode
from sync.server.front import Asked, Front, Replied

Lie = Callable[[Any], Any]
"""Changes the document of an answer, or returns another in its place."""


@dataclass
class Lies:
    """What is told instead of the truth, by the part of the path that names the request. Counts what was asked."""

    told: dict[str, Lie] = field(default_factory=dict)
    refused_too: bool = False
    asked: int = 0

    def tell(self, route: str, lie: Lie, *, refused_too: bool = False) -> None:
        """From now on, lie about one kind of request; with ``refused_too`` also where the real server refuses it."""
        self.told[route] = lie
        self.refused_too = refused_too

    def stop(self) -> None:
        """Tell the truth again, and count from nothing."""
        self.told.clear()
        self.asked = 0


def lying_front(lies: Lies) -> type[Front]:
    """A front that lies."""

    class Lying(Front):
        def answer(self, asked: Asked) -> Replied:
            lies.asked += 1
            lie = lies.told.get(asked.path.split("/")[2])
            if lie is None:
                return super().answer(asked)
            kept = {name: value for name, value in asked.headers.items() if name != "accept-encoding"}
            replied = super().answer(
                Asked(asked.method, asked.path, asked.query, kept, asked.body, asked.peer)
            )
            if replied.status != 200 and not lies.refused_too:
                return replied
            is_message = replied.headers["Content-Type"] == "application/json"
            document = json.loads(replied.body) if is_message else replied.body
            said = lie(document)
            said = document if said is None else said
            body = said if isinstance(said, bytes) else encode(said)
            request_id = kept.get(signing.REQUEST_HEADER.lower(), "")
            signature = signing.sign_answer(self.service.key, request_id, 200, body)
            return Replied(200, {**replied.headers, signing.ANSWER_HEADER: signature}, body, replied.route)

    return Lying
