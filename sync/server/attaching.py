"""Attachments, such as registers: what devices ask about them."""

from sqlalchemy import Connection

from sync.protocol.messages import AttachmentState
from sync.server import attachments
from sync.server.asking import Query, number_in
from sync.server.database import Database
from sync.server.devices import Now, home_named
from sync.server.door import Call, Door
from sync.server.taking import TakenCounts


class Attaching:
    """Takes attachments in and gives them out, chunk by chunk."""

    def __init__(self, database: Database, door: Door, now: Now, taken: TakenCounts) -> None:
        self._database = database
        self._door = door
        self._now = now
        self._taken = taken

    def declare(self, call: Call, query: Query) -> AttachmentState:
        """A device has an attachment: which chunks does the server lack?"""
        device = self._door.let_in(call)
        size = number_in(query, "size")

        def declare(connection: Connection) -> AttachmentState:
            home = attachments.home_of(connection, device, query)
            return attachments.declare(connection, home, query["id"], size, self._now())

        return self._database.write(device.scope, declare)

    def state(self, call: Call, query: Query) -> AttachmentState:
        """Size of an attachment, and whether the server has all of it."""
        with self._database.reading(home_named(call.request.device)) as connection:
            scope = attachments.home_of(connection, self._door.admit(connection, call), query)
            return attachments.state(connection, scope, query["id"])

    def put_chunk(self, call: Call, query: Query) -> AttachmentState:
        """Take a chunk in."""
        device = self._door.let_in(call)
        index = number_in(query, "index")

        def put(connection: Connection) -> AttachmentState:
            home = attachments.home_of(connection, device, query)
            return attachments.put_chunk(connection, home, query["id"], index, call.request.body)

        return self._database.write(device.scope, put)

    def read_chunk(self, call: Call, query: Query) -> bytes:
        """Give a chunk out."""
        with self._door.entering(call) as (connection, device):
            scope = attachments.home_of(connection, device, query)
            found = attachments.read_chunk(connection, scope, query["id"], number_in(query, "index"))
        self._taken.attachment(device, query["id"])
        return found
