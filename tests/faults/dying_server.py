"""Starts ``groundswell-server`` as it is, in a process that may die at a statement: ``python -m tests.faults.dying_server``."""

import sys
from typing import Any

from sqlalchemy import Engine, event

from sync.server.front import Asked, Front, Replied
from sync.server.main import main
from tests.faults.dying import Death, watch


def begin() -> int:
    """Run one command of the server."""
    death = Death()

    def connected(connection: Any, _record: Any) -> None:
        watch(connection, death)

    answer = Front.answer

    def answered(front: Front, asked: Asked) -> Replied:
        replied = answer(front, asked)
        death(f"answers {asked.path}")  # after the commit, before the answer goes out
        return replied

    event.listen(Engine, "connect", connected)
    setattr(Front, "answer", answered)  # noqa: B010 - a method is not for assigning
    return main()


if __name__ == "__main__":
    sys.exit(begin())
