"""HTTP: the front on the network, with capped bodies, and probes for whoever runs it."""

import logging
import time

from fastapi import FastAPI, Request, Response
from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from sync.protocol.codec import encode
from sync.protocol.messages import PACKED_CAP
from sync.server.database import DatabaseUnreachable
from sync.server.front import Asked, Front
from sync.server.service import Service

_log = logging.getLogger("groundswell.server")
_JSON = "application/json"
_METHODS = ["GET", "POST", "PUT", "DELETE"]


def make_app(service: Service) -> FastAPI:
    """The web application of a server."""
    app = FastAPI(title="Groundswell", openapi_url=None, docs_url=None, redoc_url=None)
    front = Front(service)

    async def handle(request: Request) -> Response:
        began = time.monotonic()
        try:
            body = await _read_body(request)
        except ClientDisconnect:  # nobody is there to read an answer
            return Response(status_code=400)
        replied = await run_in_threadpool(front.answer, _asked(request, body))
        milliseconds = (time.monotonic() - began) * 1000
        _log.info("%s %s %d %.1f ms", request.method, replied.route, replied.status, milliseconds)
        return Response(replied.body, replied.status, dict(replied.headers))

    app.add_api_route("/v1/{rest:path}", handle, methods=_METHODS, response_model=None)
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


async def _read_body(request: Request) -> bytes | None:
    """The body as it was sent; None if it is longer than the cap."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > PACKED_CAP:
            return None
    return bytes(body)


def _asked(request: Request, body: bytes | None) -> Asked:
    return Asked(
        method=request.method,
        path=request.scope["raw_path"].decode("latin-1"),
        query=request.scope["query_string"].decode("latin-1"),
        headers=dict(request.headers),
        body=body,
        peer=request.client.host if request.client else "",
    )
