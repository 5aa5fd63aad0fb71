"""Words of the workshop that no sentence on a screen may hold; ``tests/test_strings.py`` looks for them.

Each is a good word in the code. A person at a door or a kitchen table has no use for it.
"""

_SYNC = ["epoch", "digest", "scope", "quarantine", "ledger", "journal", "stamp", "timestamp", "writer"]
_STORE = ["vault", "schema", "migration", "transaction", "SQLCipher", "SQLite", "Argon2id", "UUID", "hash"]
_METHODS = ["leximin", "n_eff", "S1", "S2", "S3", "S4", "S5"]
_CODE = ["payload", "entity", "boolean", "null", "exception", "traceback", "thread", "endpoint", "backend"]
_MORE = ["cursor", "token", "regex", "enum", "config"]

JARGON = frozenset([*_SYNC, *_STORE, *_METHODS, *_CODE, *_MORE])
