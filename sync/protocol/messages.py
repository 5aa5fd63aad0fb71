"""The messages of the exchange, as they go over the wire (JSON; see docs/protocol.md)."""

import msgspec

from sync.protocol.entries import Entry, EntryId, Landed, Scope, WriterId

PROTOCOL = 1
PUSH_MOST_ENTRIES = 2000
PULL_MOST_ENTRIES = 2000
PACKED_CAP = 8 * 1024 * 1024
UNPACKED_CAP = 32 * 1024 * 1024
CHUNK_BYTES = 256 * 1024
ATTACHMENT_CAP = 256 * 1024 * 1024


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A newcomer's first words. ``address`` is half of the stretched code.

    ``proposed_branch`` is the id that the laptop's own branch has had from the first. The server adopts it
    with a branch's first organiser, so that entries written before keep their scope; else it is ignored.
    ``holds_entries`` says that there are such entries: a colleague's code into another branch is then refused
    before it is used.
    """

    address: str
    device_key: str  # Ed25519 public key, hex
    box_key: str  # X25519 public key, hex
    laptop: str
    request_id: str
    proposed_branch: str = ""
    holds_entries: bool = False


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a device is told once. ``sealed`` holds what a colleague sealed under the code's key, in hex.

    It is empty for the first organiser of a branch, whose laptop's own branch key becomes the branch's.
    """

    device: str
    branch: str
    branch_name: str
    role: str
    scopes: list[Scope]
    server_key: str  # Ed25519 public key, hex
    sealed: str
    epoch: str
    now: int


class InviteRequest(msgspec.Struct, frozen=True, kw_only=True):
    """An organiser's invitation: the hash of the code's address, and what the code's key sealed."""

    address_hash: str
    role: str
    sealed: str
    hours: int = 72


class InviteAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the code is good; ms since 1970."""

    expires_at: int


class ScopeState(msgspec.Struct, frozen=True, kw_only=True):
    """Where one side stands in one scope."""

    scope: Scope
    cursor: int
    digest: str


class HelloRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Both directions' cheap check in one round trip."""

    epoch: str
    writer: WriterId
    n: int
    scopes: list[ScopeState]


class ScopeHead(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server stands in one scope. ``digest`` is of all entries up to ``head``."""

    scope: Scope
    head: int
    digest: str


class HelloAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The server's epoch and time, how far it holds the writer, and its heads."""

    epoch: str
    now: int
    prefix: int
    scopes: list[ScopeHead]


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one writer, contiguous from ``from_n``; ``prev`` is the id of entry ``from_n - 1``."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: list[Entry]


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that was kept but not admitted, and the code of the reason."""

    id: EntryId
    reason: str


class PushAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Sent only after the commit. ``eff`` holds the effective stamp of each entry pushed, in order."""

    acked_n: int
    epoch: str
    eff: list[int]
    quarantined: list[Quarantined]
    now: int


class PullAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Entries in order of their place; ``digest`` is of all entries up to ``head``."""

    epoch: str
    entries: list[Landed]
    next: int
    head: int
    digest: str
    now: int


class AttachmentState(msgspec.Struct, frozen=True, kw_only=True):
    """Which chunks of an attachment the server lacks."""

    id: str
    size: int
    missing: list[int]
    complete: bool


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was refused: a code, and what helps to go on."""

    error: str  # forked, gap, epoch, clock, replay, revoked, not_found, expired, too_large, malformed …; docs
    now: int
    prefix: int = 0
    epoch: str = ""
