"""Marks: what is remembered of who may have what, a line each; see ``sync.server.remembered``."""

import msgspec

from sync.protocol.entries import Scope

Key = tuple[str | int, ...]


class BranchMark(msgspec.Struct, frozen=True, kw_only=True, tag="branch"):
    """That there is a branch; times in ms since 1970."""

    scope: Scope
    name: str
    made_at: int

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("branch", self.scope)

    @property
    def end(self) -> int:
        """A branch has no end."""
        return 0


class DeviceMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="device"):
    """That a device joined, by which invitation (the hash of its code's address), and when it was shut out, if it was."""

    scope: Scope
    id: str
    public_key: str
    box_key: str
    laptop: str
    role: str
    enrolled_at: int
    invitation: str = ""
    revoked_at: int = 0
    guest: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("device", self.scope, self.id)

    @property
    def end(self) -> int:
        """When it was shut out."""
        return self.revoked_at


class GrantMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="grant"):
    """That a device may have a scope, from an instant and until one (0 for no end), and who said so."""

    scope: Scope
    device: str
    granted: Scope
    from_at: int
    until_at: int = 0
    given_by: str = ""
    ended_by: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("grant", self.scope, self.device, self.granted, self.from_at)

    @property
    def end(self) -> int:
        """When it ends."""
        return self.until_at


class RoleMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="role"):
    """That a device has a role, from an instant and until one (0 for no end), and who said so."""

    scope: Scope
    device: str
    role: str
    from_at: int
    until_at: int = 0
    given_by: str = ""
    ended_by: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("role", self.scope, self.device, self.role, self.from_at)

    @property
    def end(self) -> int:
        """When it ends."""
        return self.until_at


class RegionMark(msgspec.Struct, frozen=True, kw_only=True, tag="region"):
    """That there is a region."""

    scope: Scope
    name: str
    made_at: int

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("region", self.scope)

    @property
    def end(self) -> int:
        """A region has no end."""
        return 0


class PlaceMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="place"):
    """That a branch is in a region, from an instant and until one (0 for no end)."""

    scope: Scope
    branch: Scope
    from_at: int
    until_at: int = 0

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("place", self.scope, self.branch, self.from_at)

    @property
    def end(self) -> int:
        """When it left."""
        return self.until_at


class StatusKeyMark(msgspec.Struct, frozen=True, kw_only=True, tag="status_key"):
    """That a device may ask how it stands with a key: else one that was shut out would not hear of a wipe after a restore."""

    scope: Scope
    device: str
    public_key: str

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("status_key", self.scope, self.device, self.public_key)

    @property
    def end(self) -> int:
        """A status key has no end."""
        return 0


class WipeMark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="wipe"):
    """That a device is to destroy its records, and when that was withdrawn, if it was."""

    scope: Scope
    device: str
    seq: int
    ordered_by: str = ""
    withdrawn_at: int = 0

    @property
    def key(self) -> Key:
        """What it is about."""
        return ("wipe", self.scope, self.device, self.seq)

    @property
    def end(self) -> int:
        """When it was withdrawn."""
        return self.withdrawn_at


Mark = BranchMark | DeviceMark | GrantMark | RoleMark | RegionMark | PlaceMark | StatusKeyMark | WipeMark
Marks = dict[Key, Mark]
OF_DEVICES = (GrantMark, RoleMark, StatusKeyMark, WipeMark)
"""Marks that need the device of which they are."""
