"""What inviter and newcomer tell each other under a code that the server never learns; and devices' public keys."""

import hashlib

import msgspec
from sqlalchemy import Connection, and_, select, update

from sync.protocol.enrolment import hash_address
from sync.protocol.entries import Scope
from sync.protocol.keys_told import MOST_WELCOME, KeysAnswer, KeysTold
from sync.protocol.messages import EnrolRequest
from sync.server.asking import Query
from sync.server.database import Database, insert_absent
from sync.server.devices import Device, Now
from sync.server.door import Call, Door
from sync.server.refusals import malformed
from sync.server.tables import DEVICE, INVITATION, WELCOME

_HEX = "0123456789abcdef"
_PROOF_LENGTH = 64
_MARK_BYTES = 16


def keep_welcome(connection: Connection, scope: Scope, address_hash: str, welcome: str) -> None:
    """Keep an inviter's welcome beside their invitation. Raises Refused with ``malformed``."""
    if len(welcome) > MOST_WELCOME or welcome.strip(_HEX):
        raise malformed()
    if welcome:
        row = {"scope": scope, "address_hash": address_hash, "welcome": welcome, "proof": ""}
        insert_absent(connection, WELCOME, row)


def meet(connection: Connection, scope: Scope, address_hash: str, proof: str) -> str:
    """Keep a newcomer's proof; returns the welcome that was left for them, or nothing. What is no proof is not kept."""
    which = and_(WELCOME.c.scope == scope, WELCOME.c.address_hash == address_hash)
    welcome = connection.scalar(select(WELCOME.c.welcome).where(which))
    if welcome is not None and len(proof) == _PROOF_LENGTH and not proof.strip(_HEX):
        connection.execute(update(WELCOME).where(which).values(proof=proof))
    return welcome or ""


def list_keys(connection: Connection, branch: Scope) -> list[KeysTold]:
    """The public keys of a branch's devices, in the order in which they enrolled."""
    came = {
        row.used_by: (row.address_hash, row.proof or "")
        for row in connection.execute(
            select(INVITATION.c.used_by, INVITATION.c.address_hash, WELCOME.c.proof)
            .select_from(
                INVITATION.outerjoin(
                    WELCOME,
                    and_(
                        WELCOME.c.scope == INVITATION.c.scope,
                        WELCOME.c.address_hash == INVITATION.c.address_hash,
                    ),
                )
            )
            .where(INVITATION.c.scope == branch, INVITATION.c.used_by != "")
        )
    }
    rows = connection.execute(
        select(DEVICE).where(DEVICE.c.scope == branch).order_by(DEVICE.c.enrolled_at, DEVICE.c.id)
    )
    name = branch.removeprefix("branch:")
    found = []
    for row in rows:
        device = f"{name}.{row.id}"
        invitation, proof = came.get(device, ("", ""))
        found.append(
            KeysTold(
                device=device,
                laptop=row.laptop,
                role=row.role,
                key=row.key,
                box=row.box_key,
                invitation=invitation,
                proof=proof,
                is_revoked=row.revoked_at is not None,
            )
        )
    return found


class Welcomes:
    """What an organiser's laptop asks about the keys of laptops."""

    def __init__(self, database: Database, door: Door, now: Now) -> None:
        self._database = database
        self._door = door
        self._now = now

    def meet(self, device: Device, asked: EnrolRequest) -> str:
        """A newcomer is there: keep their proof; returns their inviter's welcome. Asked again it is the same."""
        address_hash = hash_address(asked.address)
        return self._database.write(
            device.scope, lambda writing: meet(writing, device.scope, address_hash, asked.proof)
        )

    def list_all(self, call: Call, query: Query) -> KeysAnswer:
        """The keys of the asker's branch, unless ``mark`` says that they are known."""
        with self._door.entering(call) as (connection, device):
            keys = list_keys(connection, device.scope)
        mark = hashlib.sha256(msgspec.json.encode(keys)).digest()[:_MARK_BYTES].hex()
        return KeysAnswer(mark=mark, now=self._now(), keys=[] if query.get("mark") == mark else keys)
