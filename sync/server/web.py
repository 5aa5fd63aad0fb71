"""HTTP: routes, capped bodies, and answers that are packed and signed."""

import logging
import time
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from sync.protocol import signing
from sync.protocol.codec import encode, pack
from sync.protocol.errors import ProtocolError, TooLarge
from sync.protocol.messages import PACKED_CAP, Refusal
from sync.server.database import DatabaseUnreachable
from sync.server.door import Call
from sync.server.refusals import Refused
from sync.server.service import Query, Service

_log = logging.getLogger("groundswell.server")
_PACK_FROM = 512  # shorter answers do not become shorter
_JSON = "application/json"
_BYTES = "application/octet-stream"

Work = Callable[[Call, Query], msgspec.Struct | bytes]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a handler came to, before it is packed and signed."""

    status: int
    content: msgspec.Struct | bytes


def make_app(service: Service) -> FastAPI:
    """The web application of a server."""
    app = FastAPI(title="Groundswell", openapi_url=None, docs_url=None, redoc_url=None)
    routes: tuple[tuple[str, str, Work], ...] = (
        ("POST", "/v1/enrol", service.enrol),
        ("POST", "/v1/invitations", service.invite),
        ("POST", "/v1/hello", service.hello),
        ("POST", "/v1/push", service.push),
        ("GET", "/v1/pull", service.pull),
        ("POST", "/v1/attachments/{id}", service.declare_attachment),
        ("GET", "/v1/attachments/{id}", service.read_attachment),
        ("PUT", "/v1/attachments/{id}/{index}", service.put_chunk),
        ("GET", "/v1/attachments/{id}/{index}", service.read_chunk),
    )
    for method, path, work in routes:
        app.add_api_route(path, _handler(service, path, work), methods=[method], response_model=None)
    _add_probes(app, service)
    return app


def _add_probes(app: FastAPI, service: Service) -> None:
    @app.get("/livez", response_model=None)
    async def livez() -> Response:
        return Response(b"{}", media_type=_JSON)

    @app.get("/readyz", response_model=None)
    async def readyz() -> Response:
        try:
            is_ready = await run_in_threadpool(service.is_ready)
        except (DatabaseUnreachable, OperationalError):
            is_ready = False
        return Response(b"{}", 200 if is_ready else 503, media_type=_JSON)

    @app.get("/version", response_model=None)
    async def version() -> Response:
        return Response(encode(service.version()), media_type=_JSON)


def _handler(service: Service, path: str, work: Work) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        began = time.monotonic()
        try:
            body = await _read_body(request)
        except ClientDisconnect:  # nobody is there to read an answer
            return Response(status_code=400)
        call = _call(request, body or b"")
        answered = (
            _refusal(service, Refused(413, "too_large"))
            if body is None
            else await run_in_threadpool(_do, service, path, work, call, _query(request))
        )
        response = await run_in_threadpool(_respond, service, call, answered, request.headers)
        milliseconds = (time.monotonic() - began) * 1000
        _log.info("%s %s %d %.1f ms", request.method, path, answered.status, milliseconds)
        return response

    return handle


def _do(service: Service, path: str, work: Work, call: Call, query: Query) -> Answered:
    try:
        return Answered(200, work(call, query))
    except Refused as refused:
        return _refusal(service, refused)
    except TooLarge:
        return _refusal(service, Refused(413, "too_large"))
    except ProtocolError:
        return _refusal(service, Refused(400, "malformed"))
    except (DatabaseUnreachable, OperationalError) as fault:
        _log.error("%s: the database does not answer (%s)", path, type(fault).__name__)
        return _refusal(service, Refused(503, "busy"))
    except Exception as fault:  # noqa: BLE001 the last barrier: no message, for it may hold somebody's words
        frames = "".join(traceback.format_tb(fault.__traceback__))
        _log.error("%s: %s\n%s", path, type(fault).__name__, frames)
        return _refusal(service, Refused(500, "fault"))


def _refusal(service: Service, refused: Refused) -> Answered:
    refusal = Refusal(error=refused.error, now=service.now(), prefix=refused.prefix, epoch=refused.epoch)
    return Answered(refused.status, refusal)


def _respond(service: Service, call: Call, answered: Answered, headers: Any) -> Response:
    content = answered.content
    body = content if isinstance(content, bytes) else encode(content)
    fields = {"Cache-Control": "no-store, no-transform"}
    if (
        not isinstance(content, bytes)
        and len(body) >= _PACK_FROM
        and "zstd" in headers.get("accept-encoding", "")
    ):
        body = pack(body)
        fields["Content-Encoding"] = "zstd"
    signature = signing.sign_answer(service.key, call.request.request_id, answered.status, body)
    fields[signing.ANSWER_HEADER] = signature
    kind = _BYTES if isinstance(content, bytes) else _JSON
    return Response(body, answered.status, fields, media_type=kind)


async def _read_body(request: Request) -> bytes | None:
    """The body as it was sent; None if it is longer than the cap."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > PACKED_CAP:
            return None
    return bytes(body)


def _call(request: Request, body: bytes) -> Call:
    headers = request.headers
    query = request.scope["query_string"].decode("latin-1")
    path = request.scope["raw_path"].decode("latin-1")
    time_text = headers.get(signing.TIME_HEADER, "")
    signed = signing.Request(
        method=request.method,
        host=headers.get("host", ""),
        target=f"{path}?{query}" if query else path,
        body=body,
        device=headers.get(signing.DEVICE_HEADER, ""),
        time_ms=int(time_text) if time_text.isascii() and time_text.isdigit() and len(time_text) < 16 else 0,
        request_id=headers.get(signing.REQUEST_HEADER, ""),
    )
    return Call(
        request=signed,
        signature=headers.get(signing.SIGNATURE_HEADER, ""),
        encoding=headers.get("content-encoding", ""),
        peer=request.client.host if request.client else "",
    )


def _query(request: Request) -> Query:
    return {**request.query_params, **request.path_params}
