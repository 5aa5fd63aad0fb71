"""The messages of the exchange, as they go over the wire (JSON; see docs/protocol.md)."""

from typing import Annotated

import msgspec

from sync.protocol.custody import Custody
from sync.protocol.entries import Departure, Effective, Entry, EntryId, Landed, Number, Scope, WriterId

PROTOCOL = 2
"""Version 1 sent each hash beside its body and knew no receipts; its messages are still understood."""
PUSH_MOST_ENTRIES = 2000
PULL_MOST_ENTRIES = 2000
PACKED_CAP = 8 * 1024 * 1024
UNPACKED_CAP = 32 * 1024 * 1024
CHUNK_BYTES = 256 * 1024
ATTACHMENT_CAP = 256 * 1024 * 1024
Moment = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799_000)]
"""An instant that somebody is told, in ms since 1970 (UTC): as far as a calendar goes."""


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A newcomer's first words. ``address`` is half of the stretched code; ``proof`` is of the keys, under its other half.

    ``proposed_branch`` is the id that the laptop's own branch has had from the first. The server adopts it with a branch's
    first organiser, so that entries written before keep their scope. ``holds_entries`` says that there are such: a colleague's
    code into another branch is then refused unused. ``former`` names the device that this laptop was until now, which ends;
    ``former_signature`` is by its key, see ``signing.sign_former``.
    """

    address: str
    device_key: str  # Ed25519 public key, hex
    box_key: str  # X25519 public key, hex
    laptop: str
    request_id: str
    proposed_branch: str = ""
    holds_entries: bool = False
    former: str = ""
    former_signature: str = ""
    proof: str = ""


class EnrolAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What a device is told once. ``sealed`` is what a colleague sealed under the code's key, in hex; nothing for the first
    organiser of a branch, whose laptop's own branch key becomes the branch's. ``welcome`` was sealed beside it."""

    device: str
    branch: str
    branch_name: str
    role: str
    scopes: list[Scope]
    server_key: str  # Ed25519 public key, hex
    sealed: str
    epoch: str
    now: Number
    welcome: str = ""


class InviteRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An organiser's invitation: the hash of the code's address, and what the code's key sealed.

    ``scopes`` are what the newcomer's device begins with; none is the whole branch.
    """

    address_hash: str
    role: str
    sealed: str
    hours: int = 72
    scopes: list[Scope] = []
    welcome: str = ""


class InviteAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Until when the code is good (ms since 1970), and what whoever uses it begins with, if it is not the whole branch."""

    expires_at: Moment
    scopes: list[Scope] = []


class ScopeState(msgspec.Struct, frozen=True, kw_only=True):
    """Where one side stands in one scope."""

    scope: Scope
    cursor: Number
    digest: str


class ScopeHead(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the server stands in one scope. ``digest`` is of all entries up to ``head``."""

    scope: Scope
    head: Number
    digest: str
    backed_up: Number = 0  # entries up to this place are in a backup that was verified


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one writer, contiguous from ``from_n``; ``prev`` is the id of entry ``from_n - 1``."""

    epoch: str
    writer: WriterId
    from_n: int
    prev: EntryId
    entries: list[Entry]


class Quarantined(msgspec.Struct, frozen=True, kw_only=True):
    """An entry that was kept but not admitted, and the code of the reason.

    With the reason ``erased`` it was about somebody who was erased meanwhile: nothing of it was kept, and the
    device empties its own.
    """

    id: EntryId
    reason: str


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Where the entries of a push lie in a scope: those that are not in quarantine, one after another from ``first`` on.

    ``digest`` is of what the scope holds at the last of them.
    """

    scope: Scope
    first: Number
    digest: str


class PushAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Sent only after the commit. ``eff`` holds the effective stamp of each entry pushed, in order.

    So do ``received_at`` and ``receipts`` (empty for an entry in quarantine); ``issued`` only where any of the
    receipts is of an earlier epoch. A server of version 1 sends none of the three. ``placed`` is told of the branch's
    scope, if the device may have it and none of the entries was held before.
    """

    acked_n: Number
    epoch: str
    eff: list[Effective]
    quarantined: list[Quarantined]
    now: Number
    received_at: list[Number] = []
    receipts: list[str] = []
    issued: list[str] = []
    placed: Placed | None = None


class PullAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Entries and departures, together without a gap; ``digest`` is of what the scope holds at ``head``."""

    epoch: str
    entries: list[Landed]
    next: Number
    head: Number
    digest: str
    now: Number
    departures: list[Departure] = []


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The digest of those entries of a scope whose ids *end* with these hex digits, written backwards.

    Ids begin with the time, so it is their ends that spread evenly: ``prefix`` is a prefix of the reversed id.
    """

    prefix: str
    digest: str


class CompareRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Which of these parts differ? An answer tells smaller parts of a large one, and the ids of a small one."""

    epoch: str
    scope: Scope
    parts: list[Part]


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How a part stands on the server that differs there: its sixteen parts, or all of its ids if they are few."""

    prefix: str
    parts: list[Part] = []
    ids: list[EntryId] = []


class CompareAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The parts that differ; those that agree are left out."""

    epoch: str
    differences: list[Difference]
    now: Number


class FetchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a scope by their ids."""

    epoch: str
    scope: Scope
    ids: list[EntryId]


class FetchAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Those of them that the scope holds, in order of their places."""

    epoch: str
    entries: list[Landed]
    now: Number


class GiveRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Entries given back, whoever wrote them, each with the receipt that it had. ``seq`` says nothing and is 0."""

    epoch: str
    entries: list[Landed]


class CarriedPush(msgspec.Struct, frozen=True, kw_only=True):
    """A push that somebody else carries: the text of a PushRequest, signed by the device that wrote it.

    ``signature`` is Ed25519, hex, as ``sync.protocol.signing.sign_push`` makes it. Its entries are admitted by their
    ids alone: no place in the writer's chain is filled, and the writer's own push is a no-op later.
    """

    device: str
    signature: str
    push: str


class CarryRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Pushes that others gave this device to carry."""

    epoch: str
    pushes: list[CarriedPush]


class GiveAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Sent only after the commit: how many entries were new to the ledger, and which were kept apart."""

    epoch: str
    taken: Number
    quarantined: list[Quarantined]
    now: Number


class SnapshotState(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot of a scope: its name (SHA-256 of its bytes), its size, and where the scope stood."""

    id: str
    size: Number
    seq: Number
    digest: str
    epoch: str
    now: Number


class LaptopState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the server knows of one laptop of a branch; times in ms since 1970, 0 for never.

    ``behind`` counts entries of its scopes that it had not received when it was last heard, or that came since;
    ``pending`` and ``questions`` are as it told them then; ``forks`` counts how often it was found copied or put back.
    ``writers`` are those of its chains that the server holds, the oldest first: by them a journal knows whose it is.
    """

    device: str
    laptop: str
    role: str
    enrolled_at: Number
    seen_at: Number
    revoked_at: Number = 0
    behind: Number = 0
    pending: Number = 0
    questions: Number = 0
    quarantined: Number = 0
    forks: Number = 0
    forked_at: Number = 0
    app: str = ""
    writers: list[WriterId] = []
    scopes: list[Scope] = []  # granted now
    guest: str = ""  # what the own laptop of a guest is called, whose grants end at until_at
    until_at: Number = 0


class ErasureState(msgspec.Struct, frozen=True, kw_only=True):
    """How far an erasure is: when the server carried it out, which devices did, which have not, late edits discarded."""

    id: EntryId
    erased_at: Number
    done: list[str]
    waiting: list[str]
    discarded: Number


class LaptopsAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The laptops of the asker's branch, and its erasures."""

    laptops: list[LaptopState]
    erasures: list[ErasureState]
    now: Number
    custody: list[Custody] = []


class GrantState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That a device may have a scope; times in ms since 1970, ``until_at`` 0 for no end.

    ``given_by`` and ``ended_by`` name the devices that asked for it, and are empty where the server itself did.
    """

    device: str
    scope: Scope
    from_at: Number
    until_at: Number = 0
    given_by: str = ""
    ended_by: str = ""


class GrantsAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Every grant of the asker's branch, past ones too, in the order in which they began."""

    grants: list[GrantState]
    now: Number


class GrantRequest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a device may have from now on, and what no more, all or nothing; ``until_at`` (0 for no end) of what is given."""

    device: str
    give: list[Scope] = []
    end: list[Scope] = []
    until_at: int = 0


class AttachmentState(msgspec.Struct, frozen=True, kw_only=True):
    """Which chunks of an attachment the server lacks."""

    id: str
    size: Number
    missing: list[Number]
    complete: bool


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request was refused: a code, and what helps to go on. ``wait_ms``: when to ask again."""

    error: str  # forked, gap, epoch, clock, replay, revoked, not_found, expired, too_large, malformed …; docs
    now: Number
    prefix: Number = 0
    epoch: str = ""
    wait_ms: Number | msgspec.UnsetType = msgspec.UNSET
