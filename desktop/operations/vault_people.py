"""Who has a passphrase to a vault, until when, and its key renewed. Whoever has one reads everything in it.

A vault is its owner's: who was the first to have a passphrase. Only they let others in, by their own passphrase and until
a day; each of the others writes as a member of the branch of their own. See decision 100.

``stretch`` and ``floor`` say what Argon2id costs and the least that is accepted; only tests give them.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from desktop.domain import passphrases
from desktop.domain.ids import MemberId
from desktop.domain.members import MemberRow, Role
from desktop.domain.sharing import NotTheOwner, Shared, SharingRefused, check_day, end_of
from desktop.domain.typed import printable
from desktop.operations.backups import follow_keys
from desktop.operations.changed import Changed, Done
from desktop.store import vault
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import NotOneself, PersonUnknown, VaultError
from desktop.store.store import Store, open_store
from desktop.store.stretching import FLOOR
from sync.protocol.enrolment import Stretch


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody who has a passphrase: a random id, what they are called, and whether it opened the vault now.

    ``writes_as`` is the member of the branch under whom stands what they write.
    """

    member: str
    name: str
    is_me: bool
    writes_as: MemberId
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Renewed:
    """The store under its new key. ``recovery_code`` is to be printed if the old sheet opens nothing any more; else empty."""

    store: Store
    recovery_code: str


def list_holders(store: Store) -> list[KeyHolder]:
    """Everybody who has a passphrase to the open vault, in the order in which they got it: the owner first."""
    owner, others, names = store.members.owner(), store.sharing.others(), store.members.names()
    found = []
    for member in vault.list_members(store.folder):
        writes_as = others.get(member, owner.member)
        name = names.get(writes_as, "") or store.sharing.name_of(member)
        is_me = member == store.opened_by
        found.append(KeyHolder(member, name, is_me, writes_as, is_owner=member not in others))
    return found


def find_holder(store: Store, wanted: str) -> KeyHolder:
    """Who is meant by a name or an id; PersonUnknown if that is nobody, or more than one."""
    holders = list_holders(store)
    found = [each for each in holders if each.member == wanted] or [
        each for each in holders if each.name and each.name.casefold() == wanted.strip().casefold()
    ]
    if len(found) != 1:
        raise PersonUnknown
    return found[0]


def read_sharing(store: Store) -> Shared:
    """Whether others open these records too, and until when."""
    said, until = store.sharing.said(), store.sharing.until()
    return Shared(
        is_shared=until is not None,
        until_on=_day_of(said) if said else None,
        is_over=until is not None and until <= store.leases.counted_now(),
    )


def share_until(
    store: Store,
    passphrase: str,
    until: date,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Done[Shared]:
    """Say until when others open these records, the day included; also later or earlier than was said before.

    WrongPassphrase if ``passphrase`` is nobody's, NotTheOwner if it is not the owner's; SharingRefused.
    """
    _check_until(store, until)
    require_owner(store, passphrase, floor=floor, device=device)
    store.leases.begin_counting()
    store.sharing.say(end_of(until))
    return Done(read_sharing(store), Changed.SETTINGS | Changed.SYNC)


def add_holder(
    store: Store,
    passphrase: str,
    name: str,
    new_passphrase: str,
    until: date | None = None,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> KeyHolder:
    """Give somebody a passphrase of their own to the open vault, until a day, or until the one that was said.

    What they write stands under the member of the branch who is called so, or else under a new one; see
    ``find_colleague``. Their name stays in the store, not in the key file. WrongPassphrase if ``passphrase`` is nobody's,
    NotTheOwner if it is not the owner's; SharingRefused; PassphraseRefused if the new one is too weak; TooManySlots.
    """
    passphrases.accept(new_passphrase)
    last = until or read_sharing(store).until_on
    if last is None:
        raise SharingRefused("no_day")
    _check_until(store, last)
    colleague = find_colleague(store, name)
    called = colleague.name if colleague is not None else printable(name)
    member, gen = vault.add_person(
        store.folder,
        passphrase,
        new_passphrase,
        stretch=stretch,
        floor=floor,
        device=device,
        after=store.key_file.generation(),
    )
    store.key_file.note(gen)
    writes_as = colleague.id if colleague is not None else MemberId(store.session.new_id())
    with store.transaction():
        store.leases.begin_counting()
        store.sharing.say(end_of(last))
        store.members.welcome(member, writes_as, called)
    with suppress(VaultError):  # those backups that cannot follow do so with the next one
        follow_keys(store)
    return KeyHolder(member, called, is_me=False, writes_as=writes_as)


def find_colleague(store: Store, name: str) -> MemberRow | None:
    """The member of the branch who is called so and has no passphrase here yet; None if nobody is, or several."""
    here = {store.members.owner().member, *store.sharing.others().values()}
    called = printable(name).casefold()
    found = [one for one in store.members.listed() if one.name.casefold() == called and one.id not in here]
    return found[0] if called and len(found) == 1 else None


def remove_holder(
    store: Store,
    passphrase: str,
    member: str,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Renewed:
    """Take somebody's passphrase away, and renew the vault's key, as they may have kept it.

    The store is closed and opened anew; what they wrote stays theirs. PersonUnknown, NotOneself, NotTheOwner or
    WrongPassphrase leave it open and as it was.
    """
    check_removal(store, passphrase, member, floor=floor, device=device)
    store.close()
    return _opened(vault.remove_person(store.folder, passphrase, member, floor=floor, device=device))


def check_removal(
    store: Store, passphrase: str, member: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> None:
    """PersonUnknown, WrongPassphrase, NotOneself or NotTheOwner if that passphrase cannot take a person's away."""
    people = vault.list_members(store.folder)
    if member not in people:
        raise PersonUnknown
    asking = vault.find_member(store.folder, passphrase, floor=floor, device=device)
    if asking == member:
        raise NotOneself
    if asking != people[0]:
        raise NotTheOwner


def renew_key(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Renewed:
    """Renew the vault's key: everything is encrypted anew. The store is closed and opened anew.

    WrongPassphrase and NotTheOwner leave it open. Every passphrase stays good, and the recovery sheet too unless a code
    comes back.
    """
    require_owner(store, passphrase, floor=floor, device=device)
    store.close()
    return _opened(vault.renew_key(store.folder, passphrase, floor=floor, device=device))


def renew_without(
    store: Store, passphrase: str, member: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Renewed:
    """Renew the vault's key, and take a person's passphrase away with it if one is given. As the two do it."""
    if member:
        return remove_holder(store, passphrase, member, floor=floor, device=device)
    return renew_key(store, passphrase, floor=floor, device=device)


def require_owner(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> None:
    """WrongPassphrase unless that is somebody's passphrase to the open vault, NotTheOwner unless it is the owner's."""
    people = vault.list_members(store.folder)
    found = vault.find_member(store.folder, passphrase, floor=floor, device=device)
    if people and found != people[0]:
        raise NotTheOwner


def _check_until(store: Store, until: date) -> None:
    if store.members.owner().role is Role.GUEST:
        raise SharingRefused("guest")
    if not store.sharing.may_begin():
        raise SharingRefused("whole_branch")
    today = store.leases.counted_now() if store.leases.find() is not None else store.now_ms()
    check_day(until, _day_of(today))


def _day_of(milliseconds: int) -> date:
    """The street's own day."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone().date()


def _opened(made: vault.RenewedVault) -> Renewed:
    return Renewed(open_store(made.opened), made.recovery_code)
