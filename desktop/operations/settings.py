"""Settings of this laptop (palette, scale, the room last open …): never sent anywhere."""

from desktop.operations.changed import Changed, Done
from desktop.store.store import Store


def read_setting(store: Store, name: str, default: str = "") -> str:
    """A setting's text, or the default."""
    found = store.settings.find(name)
    return default if found is None else found


def write_setting(store: Store, name: str, value: str) -> Done[None]:
    """Keep a setting."""
    store.settings.write(name, value)
    return Done(None, Changed.SETTINGS)
