"""Words of the workshop that no sentence on a screen may hold; ``tests/test_strings.py`` looks for them.

Each is a good word in the code. A person at a door or a kitchen table has no use for it.
"""

JARGON = frozenset(
    {
        "epoch", "digest", "scope", "quarantine", "vault", "leximin", "n_eff", "S1", "S2", "S3", "S4", "S5",
        "payload", "ledger", "journal", "stamp", "timestamp", "writer", "entity", "token", "hash", "boolean", "null",
        "schema", "migration", "transaction", "exception", "traceback", "thread", "cursor", "endpoint", "backend",
        "SQLCipher", "SQLite", "Argon2id", "UUID", "UTF-8", "parse", "regex", "XPath", "enum", "config",
    }
)  # fmt: skip
