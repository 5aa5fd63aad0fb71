"""Runs PostgreSQL's own programs."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url


class ToolMissing(Exception):
    """A PostgreSQL program is not on this machine; ``tool`` is its name."""

    def __init__(self, tool: str) -> None:
        super().__init__(tool)
        self.tool = tool


class ToolFailed(Exception):
    """A PostgreSQL program ended with an error; what it said may hold somebody's words, and is not kept."""


def plain_address(address: str) -> str:
    """An address as PostgreSQL's programs take it."""
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)


def run(tool: str, *arguments: str, options: str = "") -> None:
    """Run a program to its end, with these options for its connection. Raises ToolMissing, ToolFailed."""
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [_find(tool), *arguments], capture_output=True, check=False, env={**os.environ, "PGOPTIONS": options}
    )
    if done.returncode:
        raise ToolFailed


def lines_of(tool: str, *arguments: str) -> Iterator[bytes]:
    """What a program writes, line by line. Raises ToolMissing, ToolFailed."""
    words = [_find(tool), *arguments]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None  # noqa: S101
        yield from process.stdout
    if process.returncode:
        raise ToolFailed


def _find(tool: str) -> str:
    found = shutil.which(tool) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), reverse=True)), None
    )
    if found is None:
        raise ToolMissing(tool)
    return found
