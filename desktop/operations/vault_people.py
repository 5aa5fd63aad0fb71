"""Who has a passphrase to a vault, and its key renewed. Whoever has one reads everything in it.

``stretch`` and ``floor`` say what Argon2id costs and the least that is accepted; only tests give them.
"""

from contextlib import suppress
from dataclasses import dataclass

from desktop.domain import passphrases
from desktop.operations.backups import follow_keys
from desktop.operations.members import who_am_i
from desktop.store import vault
from desktop.store.device_secrets import DeviceSecrets
from desktop.store.errors import NotOneself, PersonUnknown, VaultError
from desktop.store.store import Store, open_store
from desktop.store.stretching import FLOOR
from sync.protocol.enrolment import Stretch

_NAME = "passphrase_of:"


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody who has a passphrase: a random id, the name that was given for them, and whether it opened the vault now."""

    member: str
    name: str
    is_me: bool


@dataclass(frozen=True, slots=True)
class Renewed:
    """The store under its new key. ``recovery_code`` is to be printed if the old sheet opens nothing any more; else empty."""

    store: Store
    recovery_code: str


def list_holders(store: Store) -> list[KeyHolder]:
    """Everybody who has a passphrase to the open vault, in the order in which they got it."""
    found = []
    for member in vault.list_members(store.folder):
        is_me = member == store.opened_by
        name = store.settings.find(_NAME + member) or (who_am_i(store).name if is_me else "")
        found.append(KeyHolder(member, name, is_me))
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


def add_holder(
    store: Store,
    passphrase: str,
    name: str,
    new_passphrase: str,
    *,
    stretch: Stretch | None = None,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> KeyHolder:
    """Give somebody a passphrase of their own to the open vault. Their name stays in the store, not in the key file.

    WrongPassphrase if ``passphrase`` is nobody's; PassphraseRefused if the new one is too weak; TooManySlots.
    """
    passphrases.accept(new_passphrase)
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
    _name_asking(store)
    store.settings.write(_NAME + member, name.strip())
    with suppress(VaultError):  # those backups that cannot follow do so with the next one
        follow_keys(store)
    return KeyHolder(member, name.strip(), is_me=False)


def remove_holder(
    store: Store,
    passphrase: str,
    member: str,
    *,
    floor: Stretch = FLOOR,
    device: DeviceSecrets | None = None,
) -> Renewed:
    """Take somebody's passphrase away, and renew the vault's key, as they may have kept it.

    The store is closed and opened anew. PersonUnknown, NotOneself or WrongPassphrase leave it open and as it was.
    """
    if member not in vault.list_members(store.folder):
        raise PersonUnknown
    if vault.find_member(store.folder, passphrase, floor=floor, device=device) == member:
        raise NotOneself
    store.close()
    made = vault.remove_person(store.folder, passphrase, member, floor=floor, device=device)
    renewed = _opened(made)
    renewed.store.settings.drop(_NAME + member)
    return renewed


def check_passphrase(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> None:
    """WrongPassphrase unless that is somebody's passphrase to the open vault; nothing is changed."""
    vault.find_member(store.folder, passphrase, floor=floor, device=device)


def renew_key(
    store: Store, passphrase: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Renewed:
    """Renew the vault's key: everything is encrypted anew. The store is closed and opened anew.

    WrongPassphrase leaves it open. Every passphrase stays good, and the recovery sheet too unless a code comes back.
    """
    check_passphrase(store, passphrase, floor=floor, device=device)
    store.close()
    return _opened(vault.renew_key(store.folder, passphrase, floor=floor, device=device))


def renew_without(
    store: Store, passphrase: str, member: str, *, floor: Stretch = FLOOR, device: DeviceSecrets | None = None
) -> Renewed:
    """Renew the vault's key, and take a person's passphrase away with it if one is given. As the two do it."""
    if member:
        return remove_holder(store, passphrase, member, floor=floor, device=device)
    return renew_key(store, passphrase, floor=floor, device=device)


def _name_asking(store: Store) -> None:
    """Once there are several, the one who was there first has a name among them too."""
    mine, name = _NAME + store.opened_by, who_am_i(store).name
    if store.opened_by and name and not store.settings.find(mine):
        store.settings.write(mine, name)


def _opened(made: vault.RenewedVault) -> Renewed:
    return Renewed(open_store(made.opened), made.recovery_code)
