"""What whoever runs the server is told when a command cannot do what it was asked, and with which exit status."""

import errno
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from sync.server.account_commands import MOST_OF_NAME, NameUnusable, RoleRefused
from sync.server.audit_commands import WitnessUnreadable
from sync.server.backups import BackupBroken, BackupRunning, BackupUnwritable
from sync.server.checking import LedgerBroken
from sync.server.database import DatabaseUnreachable, sqlite_reason
from sync.server.folder import FolderDamaged
from sync.server.grant_commands import GrantRefused
from sync.server.invitations import BranchHasOrganiser
from sync.server.keeping import NoSuchBranch
from sync.server.listening import AddressTaken, CertificateUnusable, PlainBeyondLoopback
from sync.server.moving import CopyDiffers, NotPostgres, TargetNotEmpty
from sync.server.occupying import FolderInUse
from sync.server.opening import Moved
from sync.server.pins import OtherKeyPinned, PinsUnusable
from sync.server.programs import ToolFailed, ToolMissing
from sync.server.regions import NoSuchRegion, RegionExists
from sync.server.restoring import KeysMissing, NoSuchBackup, OtherKind
from sync.server.schema import SchemaIsNewer
from sync.server.wall_commands import OnlyPostgres
from sync.server.walls import OwnerNeeded, ServingRoleMissing, ServingRoleUnfit, WallOpen

DONE, REFUSED, WRONG_USAGE, UNREACHABLE = 0, 1, 2, 4

_SAID: dict[type[Exception], str] = {
    BranchHasOrganiser: "This branch has an organiser's laptop already. Further codes come from organisers.",
    PlainBeyondLoopback: "Without --certificate and --key the server listens on this machine only.",
    NoSuchBranch: "This server has no branch of that name.",
    NoSuchRegion: "This server has no region of that name that fits. 'region list' names them; that of all branches is for"
    " national. Nothing was changed.",
    RegionExists: "There is a region of that name already. Nothing was changed.",
    NameUnusable: f"A branch or a region needs a name, of at most {MOST_OF_NAME} letters.",
    NoSuchBackup: "There is no such backup. Nothing was changed.",
    PinsUnusable: "Pins need two different keys: the certificate of now after --certificate, and after --next a PEM file of the"
    " key that will follow it. One of them holds no key that can be read. Nothing was changed.",
    OtherKeyPinned: "Laptops were told to accept other keys than this certificate's, so none would send anything. Serve with"
    " one of the keys that 'pins' shows, or withdraw them ('pins --withdraw') and wait until they have ended.",
    OtherKind: "That backup is of the other kind of database: .db files are SQLite's, .dump files PostgreSQL's."
    " Nothing was changed.",
    BackupBroken: "The backup does not hold what it should. Nothing relies on it; the server's data are as they were.",
    BackupUnwritable: "The files could not be written: look whether there is room on that disk, and whether you may write"
    " there. The server's data are as they were, and nothing unfinished was left that looks like a backup.",
    BackupRunning: "Another backup is being written to that folder. Nothing was changed.",
    KeysMissing: "The keys-… file that lay beside this backup is missing; without it nobody could read what is in it about"
    " people. Put it beside the backup and try again; if it is lost, --without-keys lets laptops give back what they hold."
    " Nothing was changed.",
    LedgerBroken: "The server's database does not hold what it should: entries and their sum differ. Nothing was changed. Put a"
    " backup back.",
    FolderInUse: "The server, or another of its commands, is running on this folder or its database. Stop it, then try again."
    " Nothing was changed.",
    Moved: "This server's records were moved to another database. Give its address after --database.",
    NotPostgres: "Records move from SQLite in the server's own folder to PostgreSQL: leave --database out, and give --to"
    " postgresql://…",
    TargetNotEmpty: "There are other records in that database already. Give one that is empty. Nothing was changed.",
    CopyDiffers: "What was read back from the new database was not what was written, so nothing of it was kept there. The"
    " server's data are as they were.",
    ToolFailed: "A program of PostgreSQL ended with an error. The server's data are as they were.",
    ArgumentError: "The address after --database or --to cannot be read, or is of a database that this server does not know.",
    OwnerNeeded: "Only the owner of the database's tables may do that, and this address is of another role. Give the owner's"
    " address after --database. Nothing was changed.",
    OnlyPostgres: "SQLite has no roles. Leave --serving-role out, or give --database postgresql://…",
    WallOpen: "This role of PostgreSQL sees every branch, whatever it is asked: it is a superuser, or goes past row-level"
    " security. Serve as an ordinary role: the one that owns the tables, or better one that migrate --serving-role lets serve."
    " --without-second-wall serves all the same.",
    ServingRoleUnfit: "That role cannot be the one that serves: it owns the tables or may do what their owner may, is a"
    " superuser, or goes past row-level security. Give another name. Nothing was changed.",
    ServingRoleMissing: "There is no such role, and the owner of the tables may not make one. Let whoever runs PostgreSQL make"
    " it (CREATE ROLE … LOGIN), then try again. Nothing was changed.",
    WitnessUnreadable: "The file after --witness is not one that a laptop wrote with groundswell audit export.",
    CertificateUnusable: "The certificate or its key cannot be used: give two PEM files that belong together, the key without"
    " a passphrase.",
}
_UNREACHABLE_SAID = "The database could not be reached."
_NO_ROOM = (
    "There is no room left for the server's data, or the disk is failing. What was there is as it was: make room, then try"
    " again."
)
_NOT_ALLOWED = (
    "The server's data may not be read or written there. Look whose the folder is, and whether its disk may be"
    " written."
)
_DAMAGED = "The server's database is damaged. Put a backup back."
_SAID_NO = "The database did not do what it was asked. Look whether its user may do everything there."
_HELD = "Another program holds the server's database. Try again."
_SQLITE_SAID = {
    "FULL": _NO_ROOM,
    "IOERR": _NO_ROOM,
    "PERM": _NOT_ALLOWED,
    "READONLY": _NOT_ALLOWED,
    "CANTOPEN": _NOT_ALLOWED,
    "CORRUPT": _DAMAGED,
    "NOTADB": _DAMAGED,
    "BUSY": _HELD,
    "LOCKED": _HELD,
}
_GRANT_REFUSED = {
    "malformed": "The end of a grant must lie ahead. Nothing was changed.",
    "last_laptop": "This is the last organiser's laptop that has the whole branch without an end: nobody could give it to"
    " anybody any more. Give it to another organiser's laptop first. Nothing was changed.",
    "not_found": "No such laptop is known here, or no such turf in its branch, or it was shut out. Nothing was changed.",
}
_ROLE_REFUSED = {
    "malformed": "That role is not of its kind: organiser, data_officer and canvasser are of a branch; national, region and"
    " observer of a region; guests stay guests. Nothing was changed.",
    "last_laptop": "This is the last organiser's laptop that has the whole branch without an end: nobody could give it to"
    " anybody any more. Make another laptop an organiser's first. Nothing was changed.",
    "not_found": "No such laptop is known here, or it was shut out. Nothing was changed.",
}
_NAMED: dict[type[Exception], Callable[[Any], str]] = {
    AddressTaken: lambda fault: f"The server cannot listen there (system error {fault.reason}).",
    FolderDamaged: lambda fault: f"The file {fault.part} in the data folder is damaged.",
    SchemaIsNewer: lambda fault: f"The database is of a later version of this program (step {fault.found}).",
    GrantRefused: lambda fault: _GRANT_REFUSED.get(fault.code, _GRANT_REFUSED["not_found"]),
    RoleRefused: lambda fault: _ROLE_REFUSED.get(fault.code, _ROLE_REFUSED["not_found"]),
    ToolMissing: lambda fault: (
        f"The program {fault.tool} of PostgreSQL is not on this machine. Install PostgreSQL's client programs."
    ),
}
_STATUS = {
    PlainBeyondLoopback: WRONG_USAGE,
    ArgumentError: WRONG_USAGE,
    NotPostgres: WRONG_USAGE,
    OnlyPostgres: WRONG_USAGE,
    NameUnusable: WRONG_USAGE,
}
_OF_DATABASE = (DatabaseUnreachable, DatabaseError)
FORESEEN: tuple[type[Exception], ...] = (*_SAID, *_NAMED, *_OF_DATABASE, OSError)
"""Whatever may be raised and has words."""


def sentence(fault: Exception) -> tuple[str, int]:
    """The words for a fault that is foreseen, and the exit status."""
    if isinstance(fault, _OF_DATABASE):
        said = _SQLITE_SAID.get(sqlite_reason(fault))
        if said or not isinstance(fault, DatabaseUnreachable | OperationalError):
            return said or _SAID_NO, REFUSED
        return _UNREACHABLE_SAID, UNREACHABLE
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EFBIG):
        return _NO_ROOM, REFUSED
    if isinstance(fault, OSError):
        return f"{_NOT_ALLOWED} (system error {fault.errno or 0})", REFUSED
    kind = next(kind for kind in (*_SAID, *_NAMED) if isinstance(fault, kind))
    words = _NAMED[kind](fault) if kind in _NAMED else _SAID[kind]
    return words, _STATUS.get(kind, REFUSED)
