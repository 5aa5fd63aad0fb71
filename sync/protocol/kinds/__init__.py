"""The kinds of record: their fields, how each merges, and which are sealed for the branch alone.

One file per noun. A kind or a field that this version does not know is kept verbatim in the
journal and folded after an upgrade; nothing is dropped for being new.
"""

from sync.protocol.kinds.attempt import ATTEMPT
from sync.protocol.kinds.branch import BRANCH
from sync.protocol.kinds.contact import CONTACT, NOTE
from sync.protocol.kinds.erasure import ERASURE
from sync.protocol.kinds.export import EXPORT
from sync.protocol.kinds.field import Belongs, FieldRule, Kind, Merge
from sync.protocol.kinds.household import HOUSEHOLD
from sync.protocol.kinds.member import LAPTOP, MEMBER
from sync.protocol.kinds.notes_key import NOTES_KEY, VOUCHER
from sync.protocol.kinds.register import REGISTER_IMPORT
from sync.protocol.kinds.same_as import SAME_AS
from sync.protocol.kinds.survey import RESPONSE, SURVEY
from sync.protocol.kinds.turf import TURF

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        ATTEMPT,
        BRANCH,
        CONTACT,
        ERASURE,
        EXPORT,
        HOUSEHOLD,
        LAPTOP,
        MEMBER,
        NOTE,
        NOTES_KEY,
        REGISTER_IMPORT,
        RESPONSE,
        SAME_AS,
        SURVEY,
        TURF,
        VOUCHER,
    )
}

__all__ = ["KINDS", "Belongs", "FieldRule", "Kind", "Merge"]
