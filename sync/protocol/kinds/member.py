"""A member who works with the program, and the laptop (writer) they work on."""

from sync.protocol.kinds.field import PLAIN, Kind

MEMBER = Kind("member", {"name": PLAIN, "role": PLAIN})

LAPTOP = Kind("laptop", {"name": PLAIN, "member": PLAIN})
"""The entity id is the writer's, so that who wrote an entry, and where, follows from its header."""
