"""Who works here: this laptop's member, colleagues, laptops, and the branch's name."""

from desktop.domain.members import LaptopRow, MemberRow, Role, WhoAmI
from desktop.domain.typed import printable
from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


def who_am_i(store: Store) -> WhoAmI:
    """Who works on this laptop; name and laptop are empty until given."""
    return store.members.me()


def name_me(store: Store, name: str, laptop: str = "", role: Role | None = None) -> Done[WhoAmI]:
    """Say who works here and what the laptop is called. Written to the journal with its first entry.

    A vault without entries stays without any, so that a colleague's code is still accepted.
    """
    with store.transaction():
        store.members.name_me(printable(name), printable(laptop), role)
    return Done(store.members.me(), Changed.MEMBERS | Changed.SYNC)


def name_branch(store: Store, name: str) -> Done[str]:
    """Say what the branch is called."""
    name = printable(name)
    with store.transaction():
        store.members.rename_branch(name)
    return Done(name, Changed.BRANCH | Changed.SYNC)


def list_members(store: Store) -> list[MemberRow]:
    """Members of the branch that have written something here, by name."""
    return store.members.listed()


def list_laptops(store: Store) -> list[LaptopRow]:
    """Laptops of the branch, the longest-silent first."""
    return store.members.laptops()
