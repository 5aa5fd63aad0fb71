"""The ledger's schema, step by step (Alembic). Steps are only ever added."""
