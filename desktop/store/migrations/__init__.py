"""The store's schema, step by step: files here are only ever added, never changed."""

from desktop.store.binding import Database, Migrations
from desktop.store.migrations.m0001_store_meta import store_meta
from desktop.store.migrations.m0002_journal import journal
from desktop.store.migrations.m0003_scopes_and_receipts import scopes_and_receipts
from desktop.store.migrations.m0004_batches_and_departures import batches_and_departures
from desktop.store.migrations.m0005_owed_and_lost import owed_and_lost
from desktop.store.migrations.m0006_imports_found import imports_found
from desktop.store.migrations.m0007_key_generation import key_generation
from desktop.store.migrations.m0008_notes_keys import notes_keys
from desktop.store.migrations.m0009_audit import audit
from desktop.store.migrations.m0010_recovery_keys import recovery_keys
from desktop.store.migrations.m0011_former_organisers import former_organisers
from desktop.store.migrations.m0012_writers_in_doubt import writers_in_doubt

_MIGRATIONS = Migrations("store")
_MIGRATIONS(name="m0001_store_meta")(store_meta)
_MIGRATIONS(name="m0002_journal")(journal)
_MIGRATIONS(name="m0003_scopes_and_receipts")(scopes_and_receipts)
_MIGRATIONS(name="m0004_batches_and_departures")(batches_and_departures)
_MIGRATIONS(name="m0005_owed_and_lost")(owed_and_lost)
_MIGRATIONS(name="m0006_imports_found")(imports_found)
_MIGRATIONS(name="m0007_key_generation")(key_generation)
_MIGRATIONS(name="m0008_notes_keys")(notes_keys)
_MIGRATIONS(name="m0009_audit")(audit)
_MIGRATIONS(name="m0010_recovery_keys")(recovery_keys)
_MIGRATIONS(name="m0011_former_organisers")(former_organisers)
_MIGRATIONS(name="m0012_writers_in_doubt")(writers_in_doubt)

NEWEST = 12
"""The number of the latest migration; ``user_version`` of a store that is up to date."""


def apply_migrations(database: Database) -> None:
    """Bring a store up to date; each step is a transaction of its own."""
    _MIGRATIONS.apply(database)
