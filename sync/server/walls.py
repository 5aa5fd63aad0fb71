"""The second wall: PostgreSQL itself shows a transaction one branch only, whatever it is asked.

The first wall is that every statement names the scope of whoever was let in. Should one forget to, row-level security still
shows nothing of another branch. Which branch it is, is said at the beginning of each transaction and forgotten at its end,
so that nothing is left on a connection that somebody else is given next. Nothing said is nothing seen. An SQLite file has
neither roles nor row-level security: there the first wall stands alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table, inspect, select
from sqlalchemy.dialects.postgresql import dialect as postgresql_dialect

from sync.protocol.audit import SERVER_LOG
from sync.protocol.entries import Scope, is_id
from sync.protocol.scopes import is_region
from sync.server.tables import BRANCH, INVITATION, REGION, REGION_BRANCH, SERVER, metadata

NOBODYS = Scope("")
"""What belongs to no branch: the mark of the erasure keys, and the server's own log."""
NOTHING = Scope("nothing")
"""To see what is the server's own and of no branch."""
BRANCHES = Scope("branches")
"""To see which branches and regions there are, and which lie in which; nothing of what is in them."""
EVERY = Scope("every")
"""To see everything: for the owner of the tables alone, who migrates, backs up and moves them."""

_BRANCH, _CODE = "groundswell.branch", "groundswell.code"
SEES_EVERY = f"-c {_BRANCH}=every"
"""The same for a program of PostgreSQL."""
_SAID = {NOBODYS: "nobody", SERVER_LOG: "nobody", NOTHING: "", BRANCHES: "branches", EVERY: "every"}
_HASH_DIGITS = 64
_STEPS = "alembic_version"
_REWRITE = "groundswell_write_keys_anew"
_NOW = f"(SELECT nullif(current_setting('{_BRANCH}', true), ''))"
_OWN = (
    "CASE split_part(scope, ':', 1) WHEN 'region' THEN scope"
    f" ELSE coalesce(nullif(split_part(split_part(scope, ':', 2), '.', 1), ''), 'nobody') END = {_NOW}"
)
_EVERY = (
    f"(SELECT {_NOW} = 'every' AND pg_has_role(relowner, 'USAGE') FROM pg_catalog.pg_class"  # noqa: S608 our own names
    " WHERE oid = '{table}'::regclass)"
)
_BY_CODE = f"address_hash = (SELECT nullif(current_setting('{_CODE}', true), ''))"
_LISTED = {"listed": ("SELECT", f"{_NOW} = 'branches'")}
_ALSO = {
    REGION.name: _LISTED,
    REGION_BRANCH.name: _LISTED,
    BRANCH.name: {
        **_LISTED,
        # Whoever holds a code for a branch may find it by the name that the code has.
        "by_code": ("SELECT", f"name IN (SELECT branch_name FROM {INVITATION.name} WHERE {_BY_CODE})"),  # noqa: S608
    },
    INVITATION.name: {
        "by_code": ("ALL", _BY_CODE),
    },
}
_quote = postgresql_dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]


class OwnerNeeded(Exception):
    """Only the owner of the tables may do that, and the role of this connection is another."""


class WallOpen(Exception):
    """PostgreSQL would show the role that is to serve every branch, whatever is said."""


class ServingRoleUnfit(Exception):
    """That role cannot be the one that serves: it owns the tables, may do what their owner may, or sees past the wall."""


class ServingRoleMissing(Exception):
    """There is no role of that name, and the owner of the tables may not make one."""


def look(connection: Connection, at: Scope) -> None:
    """Let the rest of a transaction see a branch and what is derived from it, or a region, or what the names above say.

    Raises OwnerNeeded.
    """
    if connection.dialect.name == "sqlite":
        return
    connection.exec_driver_sql(f"SET LOCAL {_BRANCH} = '{_said(at)}'")
    connection.info[_BRANCH] = at
    if at == EVERY and not _is_owner(connection):
        raise OwnerNeeded


def look_by_code(connection: Connection, address_hash: str) -> None:
    """Let the rest of a transaction also see the one invitation whose code somebody holds."""
    if connection.dialect.name != "sqlite":
        is_hash = len(address_hash) == _HASH_DIGITS and not address_hash.strip("0123456789abcdef")
        connection.exec_driver_sql(f"SET LOCAL {_CODE} = '{address_hash if is_hash else ''}'")


@contextmanager
def looking(connection: Connection, at: Scope) -> Iterator[None]:
    """See another branch for a while, then the one from before. After a fault nothing more is done in a transaction."""
    before = connection.info.get(_BRANCH, NOTHING)
    if at == before or connection.dialect.name == "sqlite":
        yield
        return
    look(connection, at)
    yield
    look(connection, before)


def each_branch(connection: Connection) -> Iterator[Scope]:
    """Every branch, in the order of their ids, and during its turn the transaction sees it."""
    for branch in list_branches(connection):
        look(connection, branch)
        yield branch
    look(connection, NOTHING)


def each_home(connection: Connection) -> Iterator[Scope]:
    """Every branch and every region, in the order of their scopes; during its turn the transaction sees it."""
    for home in list_homes(connection):
        look(connection, home)
        yield home
    look(connection, NOTHING)


def list_branches(connection: Connection) -> list[Scope]:
    """Which branches there are; nothing else is seen after it."""
    return _list(connection, BRANCH)


def list_homes(connection: Connection) -> list[Scope]:
    """Which branches and regions there are; nothing else is seen after it."""
    return _list(connection, BRANCH) + _list(connection, REGION)


def _list(connection: Connection, table: Table) -> list[Scope]:
    look(connection, BRANCHES)
    found = [Scope(scope) for scope in connection.scalars(select(table.c.scope).order_by(table.c.scope))]
    look(connection, NOTHING)
    return found


def _said(at: Scope) -> str:
    if at in _SAID:
        return _SAID[at]
    branch = at.partition(":")[2].partition(".")[0]
    if not is_id(branch):
        return ""
    return at if is_region(at) else branch


# Raising the wall, by the owner


def raise_walls(connection: Connection, roles: Sequence[str] = ()) -> None:
    """Wall in every table that has a scope, and let these roles, and those that serve already, use whatever there is."""
    for table in walled(connection):
        rules = {
            "own_branch": ("ALL", _OWN),
            "every_branch": ("ALL", _EVERY.format(table=table)),
            **_ALSO.get(table, {}),
        }
        for name, (what, rule) in rules.items():
            connection.exec_driver_sql(f"DROP POLICY IF EXISTS {name} ON {table}")
            checked = f" WITH CHECK ({rule})" if what == "ALL" else ""
            connection.exec_driver_sql(f"CREATE POLICY {name} ON {table} FOR {what} USING ({rule}){checked}")
        for does in ("ENABLE", "FORCE"):
            connection.exec_driver_sql(f"ALTER TABLE {table} {does} ROW LEVEL SECURITY")
    for role in sorted({*serving_roles(connection), *roles}):
        _let_serve(connection, role)


def walled(connection: Connection) -> list[str]:
    """The tables that have a scope, and so have or need a wall."""
    found = inspect(connection)
    return sorted(
        table
        for table in found.get_table_names()
        if any(column["name"] == "scope" for column in found.get_columns(table))
    )


def add_serving_role(connection: Connection, name: str) -> bool:
    """Let a role serve, made if there is none of that name; returns whether it was made.

    Raises OwnerNeeded, ServingRoleMissing, ServingRoleUnfit.
    """
    if not _is_owner(connection):
        raise OwnerNeeded
    found = connection.exec_driver_sql(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, relowner, 'MEMBER')"
        " FROM pg_catalog.pg_roles, pg_catalog.pg_class"
        " WHERE rolname = %(name)s AND pg_class.oid = to_regclass(%(table)s)",
        {"name": name, "table": SERVER.name},
    ).scalar()
    if found:
        raise ServingRoleUnfit
    if found is None:
        may_make = "SELECT rolsuper OR rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user"
        if not connection.exec_driver_sql(may_make).scalar():
            raise ServingRoleMissing
        connection.exec_driver_sql(f"CREATE ROLE {_quote(name)} LOGIN")
    _let_serve(connection, name)
    return found is None


def check_wall(connection: Connection) -> bool:
    """Whether the role of this connection serves as another than the tables' owner. Raises WallOpen."""
    is_held = connection.exec_driver_sql(
        "SELECT bool_and(row_security_active(name)) FROM unnest(%(tables)s::text[]) AS name",
        {"tables": walled(connection)},
    )
    if not is_held.scalar():
        raise WallOpen
    return not _is_owner(connection)


def _is_owner(connection: Connection) -> bool:
    found = connection.exec_driver_sql(
        "SELECT pg_has_role(relowner, 'USAGE') FROM pg_catalog.pg_class WHERE oid = to_regclass(%(table)s)",
        {"table": SERVER.name},
    ).scalar()
    return found is None or bool(found)  # who makes the tables will own them


def serving_roles(connection: Connection) -> list[str]:
    """Who serves: whoever may write what is the server's own, and does not own it."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT rolname FROM pg_catalog.pg_class, aclexplode(relacl) AS given, pg_catalog.pg_roles"
        " WHERE pg_class.oid = to_regclass(%(table)s) AND given.privilege_type = 'INSERT'"
        " AND given.grantee = pg_roles.oid AND given.grantee <> relowner",
        {"table": SERVER.name},
    )
    return [str(name) for (name,) in found]


def _let_serve(connection: Connection, role: str) -> None:
    """Rows may be read and written, nothing else: a table that is emptied at once asks no policy."""
    named = _quote(role)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {_schema(connection)} TO {named}")
    tables = sorted({*metadata.tables, *walled(connection)} & set(inspect(connection).get_table_names()))
    for table in tables:
        connection.exec_driver_sql(f"REVOKE ALL ON {table} FROM {named}")
        connection.exec_driver_sql(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {named}")
    connection.exec_driver_sql(f"GRANT SELECT ON {_STEPS} TO {named}")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {_REWRITE}() TO {named}")


def _schema(connection: Connection) -> str:
    return str(_quote(str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())))
