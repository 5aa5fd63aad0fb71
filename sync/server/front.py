"""The front: takes a request as bytes and gives the answer as bytes, packed and signed. No HTTP library here.

``sync.server.web`` puts it on the network; the simulator of the tests speaks to it directly.
"""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

import msgspec
from sqlalchemy.exc import OperationalError

from sync.protocol import signing
from sync.protocol.codec import encode, pack
from sync.protocol.errors import ProtocolError, TooLarge
from sync.protocol.messages import Refusal
from sync.server.asking import Query
from sync.server.database import DatabaseUnreachable
from sync.server.door import Call
from sync.server.refusals import Refused, not_found
from sync.server.service import Service

_log = logging.getLogger("groundswell.server")
_UNSIGNED = "/v1/enrol"
_PACK_FROM = 512  # shorter answers do not become shorter
_JSON = "application/json"
_BYTES = "application/octet-stream"

Work = Callable[[Call, Query], msgspec.Struct | bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in. Names of headers in lower case; ``body`` is None if it was longer than the cap."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes | None
    peer: str


@dataclass(frozen=True, slots=True)
class Replied:
    """An answer as it goes out. ``route`` is the path without what stands for ids, for the log."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    route: str


@dataclass(frozen=True, slots=True)
class Route:
    """A method and a path, in which ``{id}`` and the like stand for one part each, and who answers it."""

    method: str
    path: str
    work: Work

    @property
    def name(self) -> str:
        """What it is called in the table of rights."""
        return f"{self.method} {self.path}"

    def match(self, method: str, path: str) -> Query | None:
        """What stands in the path for the parts in braces; None if it is another request."""
        wanted, given = self.path.split("/"), path.split("/")
        if method != self.method or len(wanted) != len(given):
            return None
        found: dict[str, str] = {}
        for part, value in zip(wanted, given, strict=True):
            if part.startswith("{"):
                found[part.strip("{}")] = value
            elif part != value:
                return None
        return found


def routes_of(service: Service) -> tuple[Route, ...]:
    """Everything that a device may ask."""
    return (
        Route("POST", "/v1/enrol", service.enrol),
        Route("POST", "/v1/invitations", service.invite),
        Route("POST", "/v1/hello", service.hello),
        Route("POST", "/v1/push", service.push),
        Route("GET", "/v1/pull", service.pull),
        Route("POST", "/v1/compare", service.compare),
        Route("POST", "/v1/fetch", service.fetch),
        Route("POST", "/v1/give", service.give),
        Route("POST", "/v1/carry", service.carry),
        Route("POST", "/v1/snapshots", service.snapshot),
        Route("GET", "/v1/snapshots/{id}/{index}", service.read_snapshot_chunk),
        Route("GET", "/v1/laptops", service.list_laptops),
        Route("GET", "/v1/keys", service.welcomes.list_all),
        Route("POST", "/v1/shut-outs", service.custodian.shut_out),
        Route("POST", "/v1/lease", service.custodian.lease),
        Route("POST", "/v1/status", service.custodian.status),
        Route("PUT", "/v1/drop", service.drops.hand_in),
        Route("POST", "/v1/drops", service.drops.decide),
        Route("GET", "/v1/grants", service.granting.list_all),
        Route("POST", "/v1/grants", service.granting.change),
        Route("GET", "/v1/audit", service.auditing.show),
        Route("POST", "/v1/roles", service.roles.change),
        Route("GET", "/v1/branches", service.regions.list_branches),
        Route("GET", "/v1/coordinators", service.regions.list_coordinators),
        Route("POST", "/v1/attachments/{id}", service.attaching.declare),
        Route("GET", "/v1/attachments/{id}", service.attaching.state),
        Route("PUT", "/v1/attachments/{id}/{index}", service.attaching.put_chunk),
        Route("GET", "/v1/attachments/{id}/{index}", service.attaching.read_chunk),
    )


class Front:
    """Answers requests. Thread-safe."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self._routes = routes_of(service)

    def answer(self, asked: Asked) -> Replied:
        """The answer to a request, whatever it is: nothing raises."""
        call = _call(asked)
        is_theirs = asked.body is None or call.request.is_under_its_own_id
        route, status, content = self._do(asked, call, is_theirs=is_theirs)
        body = content if isinstance(content, bytes) else encode(content)
        headers = {
            "Cache-Control": "no-store, no-transform",
            "Content-Type": _BYTES if isinstance(content, bytes) else _JSON,
        }
        packs = not isinstance(content, bytes) and len(body) >= _PACK_FROM
        if packs and "zstd" in asked.headers.get("accept-encoding", ""):
            body = pack(body)
            headers["Content-Encoding"] = "zstd"
        if is_theirs:  # or what is signed could be given out as the answer to whoever's request that id is
            headers[signing.ANSWER_HEADER] = signing.sign_answer(
                self.service.key, call.request.request_id, status, body
            )
        return Replied(status, headers, body, route)

    def _do(self, asked: Asked, call: Call, *, is_theirs: bool) -> tuple[str, int, msgspec.Struct | bytes]:
        route = ""
        try:
            self.service.pace_origin(call)
            if not is_theirs:
                raise Refused(401, "signature")
            found, parts = self._find(asked)
            route = found.path
            if asked.body is None:
                raise Refused(413, "too_large")
            query = {**dict(parse_qsl(asked.query, keep_blank_values=True)), **parts}
            return route, 200, found.work(replace(call, asks=found.name), query)
        except Refused as refused:
            self._count_refusal(refused, route, call)
            return route, *self._refusal(refused)
        except TooLarge:
            return route, *self._refusal(Refused(413, "too_large"))
        except ProtocolError:
            return route, *self._refusal(Refused(400, "malformed"))
        except (DatabaseUnreachable, OperationalError) as fault:
            _log.error("%s: the database does not answer (%s)", route, type(fault).__name__)
            return route, *self._refusal(Refused(503, "busy"))
        except Exception as fault:  # noqa: BLE001 the last barrier: no message, for it may hold somebody's words
            frames = "".join(traceback.format_tb(fault.__traceback__))
            _log.error("%s: %s\n%s", route, type(fault).__name__, frames)
            return route, *self._refusal(Refused(500, "fault"))

    def _count_refusal(self, refused: Refused, route: str, call: Call) -> None:
        is_signed = (
            bool(route) and route != _UNSIGNED
        )  # what is said of devices is said once they were let in
        self.service.auditing.refusals.count(refused.error, call.request.device if is_signed else "")

    def _find(self, asked: Asked) -> tuple[Route, Query]:
        for route in self._routes:
            parts = route.match(asked.method, asked.path)
            if parts is not None:
                return route, parts
        raise not_found()

    def _refusal(self, refused: Refused) -> tuple[int, Refusal]:
        refusal = Refusal(
            error=refused.error,
            now=self.service.now(),
            prefix=refused.prefix,
            epoch=refused.epoch,
            wait_ms=refused.wait_ms or msgspec.UNSET,
        )
        return refused.status, refusal


def _call(asked: Asked) -> Call:
    time_text = asked.headers.get(signing.TIME_HEADER.lower(), "")
    is_time = time_text.isascii() and time_text.isdigit() and len(time_text) < 16
    signed = signing.Request(
        method=asked.method,
        host=asked.headers.get("host", ""),
        target=f"{asked.path}?{asked.query}" if asked.query else asked.path,
        body=asked.body or b"",
        device=asked.headers.get(signing.DEVICE_HEADER.lower(), ""),
        time_ms=int(time_text) if is_time else 0,
        request_id=asked.headers.get(signing.REQUEST_HEADER.lower(), ""),
    )
    return Call(
        request=signed,
        signature=asked.headers.get(signing.SIGNATURE_HEADER.lower(), ""),
        encoding=asked.headers.get("content-encoding", ""),
        peer=asked.peer,
    )
