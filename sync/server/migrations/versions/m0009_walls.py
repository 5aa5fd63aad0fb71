"""Row-level security, the second wall: the erasure keys' table, and how those who do not own it have it written anew.

The walls themselves are raised after the last step (``sync.server.schema``), so that tables of later steps have them too.
"""

from alembic import op

revision = "m0009"
down_revision = "m0008"

_KEYS = (
    "CREATE TABLE IF NOT EXISTS subject_key (scope VARCHAR NOT NULL, subject VARCHAR NOT NULL, key BYTEA NOT NULL,"
    " PRIMARY KEY (scope, subject))"
)
# VACUUM FULL has to have no transaction around it, and a setting of its own; CLUSTER writes the file anew as well.
_REWRITE = """
CREATE OR REPLACE FUNCTION groundswell_write_keys_anew() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, {schema}, pg_temp SET lock_timeout = '2s'
AS $$ BEGIN CLUSTER subject_key USING subject_key_pkey; END $$
"""


def upgrade() -> None:
    """Make what a role that serves could not make. SQLite has its keys in a file of their own, and no roles."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        return
    schema = bind.dialect.identifier_preparer.quote(
        bind.exec_driver_sql("SELECT current_schema()").scalar_one()
    )
    for statement in (
        _KEYS,
        _REWRITE.format(schema=schema),
        "REVOKE ALL ON FUNCTION groundswell_write_keys_anew() FROM PUBLIC",
    ):
        bind.exec_driver_sql(statement)
