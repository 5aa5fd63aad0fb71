"""A member who works with the program, and the laptop (writer) they work on."""

from sync.protocol.kinds.field import PLAIN, Belongs, Kind

MEMBER = Kind("member", {"name": PLAIN, "role": PLAIN}, Belongs.EVERYWHERE)

LAPTOP = Kind("laptop", {"name": PLAIN, "member": PLAIN}, Belongs.EVERYWHERE)
"""The entity id is the writer's, so that who wrote an entry, and where, follows from its header."""
