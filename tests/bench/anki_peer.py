"""Anki's client and server through the steps of the bench of the exchange, in a process of its own."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from anki.collection import AddNoteRequest, Collection
from anki.notes import NoteId
from anki.sync_pb2 import SyncAuth

from tests.bench.made_records import FIELDS, changed_phone, made_records
from tests.bench.peer_run import CHANGED, EMPTY, RECORDS, PeerRun
from tests.bench.wire import watched

_PHONE = FIELDS.index("phone")
_WAIT_SECONDS = 20


def live(folder: Path, *, is_counted: bool) -> dict[str, dict[str, float]]:
    """Two laptops that share a collection, and a third that comes new."""
    secret = secrets.token_hex(8)
    with (
        serving(folder / "server", secret) as server,
        watched(server, is_counted=is_counted) as (address, count),
    ):
        run = PeerRun(count)
        first, second, third = (Collection(str(folder / f"{name}.anki2")) for name in ("1", "2", "3"))
        auth = first.sync_login("bench", secret, address)
        share_empty(first, second, auth)
        notes = add_notes(first)
        with run.step("upload"):
            sync(first, auth)
        with run.step("stream"):
            sync(second, auth)
        third.close_for_full_sync()
        with run.step("fresh"):
            third.full_upload_or_download(auth=auth, server_usn=None, upload=False)
        change_notes(first, notes[:CHANGED])
        with run.step("changed up"):
            sync(first, auth)
        with run.step("changed down"):
            sync(second, auth)
        run.repeat("nothing new", EMPTY, lambda: sync(second, auth))
        if second.note_count() != RECORDS or second.get_note(notes[0])[FIELDS[_PHONE]] != changed_phone(0):
            raise RuntimeError("the peer did not receive what it should have")
        return run.told()


@contextmanager
def serving(folder: Path, secret: str) -> Iterator[str]:
    """Anki's own server; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        **os.environ,
        "SYNC_USER1": f"bench:{secret}",
        "SYNC_BASE": str(folder),
        "SYNC_HOST": "127.0.0.1",
        "SYNC_PORT": str(port),
        "RUST_LOG": "anki=error",
    }
    command = [sys.executable, "-m", "anki.syncserver"]
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/health")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Until a server answers."""
    until = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < until:
        try:
            requests.get(address, timeout=1)
        except requests.ConnectionError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the peer's server does not answer")


def share_empty(first: Collection, second: Collection, auth: SyncAuth) -> None:
    """Both have the same empty collection with a type of note of ten fields, as is so before anything is streamed."""
    kind = first.models.new("Record")
    for name in FIELDS:
        first.models.add_field(kind, first.models.new_field(name))
    template = first.models.new_template("Card")
    template["qfmt"], template["afmt"] = f"{{{{{FIELDS[0]}}}}}", f"{{{{{FIELDS[1]}}}}}"
    first.models.add_template(kind, template)
    first.models.add(kind)
    for collection, is_upload in ((first, True), (second, False)):
        collection.close_for_full_sync()
        collection.full_upload_or_download(auth=auth, server_usn=None, upload=is_upload)
        collection.reopen(after_full_sync=True)


def add_notes(collection: Collection) -> list[NoteId]:
    """A note with one card for each record."""
    kind = collection.models.by_name("Record")
    deck = collection.decks.id("Default")
    if kind is None or deck is None:
        raise LookupError("Record")
    notes = []
    for record in made_records(RECORDS):
        note = collection.new_note(kind)
        note.fields = [record[name] for name in FIELDS]
        notes.append(note)
    collection.add_notes([AddNoteRequest(note, deck) for note in notes])
    return [note.id for note in notes]


def change_notes(collection: Collection, ids: list[NoteId]) -> None:
    """Another telephone number in each."""
    changed = []
    for number, note_id in enumerate(ids):
        note = collection.get_note(note_id)
        note.fields[_PHONE] = changed_phone(number)
        changed.append(note)
    collection.update_notes(changed)


def sync(collection: Collection, auth: SyncAuth) -> None:
    """An ordinary exchange of a collection; pictures and sounds, of which there are none, are left out."""
    answer = collection.sync_collection(auth, sync_media=False)
    if answer.required != answer.NO_CHANGES:
        raise RuntimeError(f"the peer wants something else: {answer.required}")


if __name__ == "__main__":
    told = live(Path(sys.argv[2]), is_counted=sys.argv[3] == "counted")
    sys.stdout.write(json.dumps(told) + "\n")
