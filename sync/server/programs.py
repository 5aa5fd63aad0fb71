"""Runs PostgreSQL's own programs."""

import shutil
import subprocess
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


def run(tool: str, *arguments: str) -> None:
    """Run a program to its end. Raises ToolMissing, ToolFailed."""
    found = shutil.which(tool) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), reverse=True)), None
    )
    if found is None:
        raise ToolMissing(tool)
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        [found, *arguments], capture_output=True, check=False
    )
    if done.returncode:
        raise ToolFailed
