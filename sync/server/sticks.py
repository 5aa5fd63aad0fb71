"""The command for whoever is handed a stick: take a bundle in, and write the answer onto it."""

import argparse
import errno
import os
import stat
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from sync.protocol.bundle import ForSomebodyElse, NotABundle
from sync.server.bundles import BranchNotHere, BundleAnswered, BundleImported, NoAnswer, Sticks
from sync.server.devices import wall_clock
from sync.server.opening import opened
from sync.server.service import Service

DONE, REFUSED = 0, 1


class BundleDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What ``bundle import`` prints. ``refused`` is why no answer was written although one was asked for."""

    branch: str
    device: str
    made_at: str
    maker: str  # empty, or why it is not believed: revoked, unknown
    is_whole: bool
    taken: int
    held: int
    quarantined: int
    reasons: dict[str, int]
    unproven: int
    attachments: int
    answer: dict[str, Any] | None = None
    refused: str = ""


def add_commands(commands: Any, add: Any) -> None:
    """Let the server's command line know ``bundle``; ``add`` makes a parser with what every command takes."""
    bundle = commands.add_parser("bundle", help="take in what came on a stick")
    verbs = bundle.add_subparsers(required=True, metavar="COMMAND")
    taken = add(
        verbs,
        "import",
        _import,
        "take a file from a laptop's stick in, also while the server runs; twice it changes nothing",
    )
    taken.add_argument("file", type=Path, metavar="FILE", help="the file on the stick")
    taken.add_argument(
        "--answer", type=Path, metavar="FILE", help="write there what the laptop lacks, for it alone to read"
    )
    taken.add_argument("--json", action="store_true", help="print JSON")


def _import(given: argparse.Namespace) -> int:
    try:
        if given.file.exists() and not given.file.is_file():
            raise IsADirectoryError(
                errno.EISDIR, "not a file"
            )  # or a pipe, of which nobody knows when anything comes
        if given.answer is not None:
            _refuse_other(given.answer)
        with given.file.open("rb") as file:
            file.read(1)
            return _take(given, file)
    except NotABundle:
        return _no("This is not a file that Groundswell wrote on a stick, or its beginning is damaged.")
    except ForSomebodyElse:
        return _no("This file is not for this server, so it stays locked. Nothing was changed.")
    except BranchNotHere:
        return _no("This file is of a branch that this server does not hold. Nothing was changed.")
    except OSError as fault:
        return _no(f"The file could not be read or written (system error {fault.errno or 0}).")


def _refuse_other(target: Path) -> None:
    """OSError where an answer's name is already that of a device, a pipe, a link or a folder: it would be lost to a file."""
    with suppress(FileNotFoundError):
        if not stat.S_ISREG(target.lstat().st_mode):
            raise OSError(errno.EINVAL, "not a file")


def _take(given: argparse.Namespace, file: Any) -> int:
    with opened(given) as (folder, database):
        sticks = Sticks(Service(database, folder, wall_clock), database)
        imported = sticks.take(file)
        document = _document(imported)
        if given.answer is not None:
            document = _answered(sticks, imported, document, given.answer)
    text = msgspec.json.encode(document).decode() if given.json else _words(document)
    sys.stdout.write(f"{text}\n")
    if document.refused:
        return _no("No answer was written: " + _refused_words(document.refused))
    return DONE


def _answered(
    sticks: Sticks, imported: BundleImported, document: BundleDocument, target: Path
) -> BundleDocument:
    """What is printed once the answer was written, or could not be."""
    try:
        answered = _write(sticks, imported, target)
    except NoAnswer:
        return msgspec.structs.replace(document, refused=imported.maker or "no_key")
    told = {
        "file": str(target),
        "entries": answered.entries,
        "attachments": answered.attachments,
        "size": target.stat().st_size,
    }
    return msgspec.structs.replace(document, answer=told)


def _write(sticks: Sticks, imported: BundleImported, target: Path) -> BundleAnswered:
    """Write the answer: the file appears whole or not at all."""
    fresh = target.with_name(f"{target.name}.part")
    fresh.unlink(missing_ok=True)
    try:
        with fresh.open("xb") as file:
            answered = sticks.answer(imported, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return answered


def _document(imported: BundleImported) -> BundleDocument:
    at = datetime.fromtimestamp(max(0, imported.header.made_at) / 1000, UTC)
    return BundleDocument(
        branch=imported.header.branch,
        device=imported.header.device,
        made_at=at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        maker=imported.maker,
        is_whole=imported.is_whole,
        taken=imported.taken,
        held=imported.held,
        quarantined=len(imported.apart),
        reasons=dict(sorted(Counter(imported.apart.values()).items())),
        unproven=imported.unproven,
        attachments=imported.attachments,
    )


def _words(told: BundleDocument) -> str:
    lines = [
        f"Taken in: {told.taken} new entries; {told.held} were here already; {told.attachments} attachments."
    ]
    if told.quarantined:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in told.reasons.items())
        lines.append(f"Kept apart or discarded: {told.quarantined} ({reasons}).")
    if told.unproven:
        lines.append(f"Left, because nothing proves it: {told.unproven}.")
    if told.maker:
        lines.append(_refused_words(told.maker))
    if not told.is_whole:
        lines.append(
            "The file is cut short, damaged, or of a later version. What proves itself was taken; "
            "copy it once more for the rest."
        )
    if told.answer is not None:
        lines.append(f"The answer has {told.answer['entries']} entries. Only that laptop can read it.")
    return "\n".join(lines)


def _refused_words(reason: str) -> str:
    return {
        "revoked": "The laptop that wrote the file was shut out.",
        "unknown": "The laptop that wrote the file is not known here.",
    }.get(reason, "The laptop that wrote the file has no key to seal an answer for.")


def _no(words: str) -> int:
    sys.stderr.write(f"{words}\n")
    return REFUSED
