"""Nothing of what people told us lies on the disk for others to read: not in the store, not beside it."""

import os
import subprocess
import sys
from pathlib import Path

from desktop.store import vault
from sync.protocol.enrolment import Stretch

FAST = Stretch(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "correct horse battery staple"
CANARIES = ("Zyxwanda Canarybird", "Flat 3, 77 Kanarieweg", "votes for the singing party")

EVENING = """
import os, sys
from pathlib import Path
from desktop.store import vault
from sync.protocol.enrolment import Stretch
opened = vault.open_vault(Path(sys.argv[1]), sys.argv[2], floor=Stretch(64, 1, 1))
name, address, opinion = sys.argv[3:]
writer, reader = opened.connect_writer(), opened.connect_reader()
people = writer.table("people")
people.insert_all([{"name": f"{name} {n}", "address": address, "opinion": opinion * 40} for n in range(2000)])
people.enable_fts(["name", "address"], create_triggers=True)
people.insert({"name": name, "address": address, "opinion": opinion})
rows = reader.conn.execute("SELECT DISTINCT opinion, name FROM people ORDER BY opinion DESC, address, name")
rows.fetchmany(5)
writer.begin()
writer.execute("UPDATE people SET opinion = opinion || ' indeed'")
writer.execute("CREATE TEMP TABLE seen AS SELECT * FROM people")
assert reader.execute("SELECT count(*) FROM people").fetchone()[0] == 2001
sys.stdout.write("ready\\n")
sys.stdout.flush()
sys.stdin.read()
"""


def test_no_canary_is_found_anywhere_while_open_and_after_a_crash(tmp_path: Path) -> None:
    folder, scratch = tmp_path / "vault", tmp_path / "scratch"
    scratch.mkdir()
    vault.create_vault(folder, PASSPHRASE, stretch=FAST, floor=FAST).opened.release()
    told = dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(scratch))
    with subprocess.Popen(
        [sys.executable, "-c", EVENING, str(folder), PASSPHRASE, *CANARIES],
        env={**os.environ, **told},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as evening:
        assert evening.stdout is not None
        assert evening.stderr is not None
        assert evening.stdout.readline() == "ready\n", evening.stderr.read()
        assert (folder / "store.db-wal").stat().st_size > 100_000
        look_for_canaries(tmp_path)
        evening.kill()
        assert evening.stderr.read() == ""
    look_for_canaries(tmp_path)
    opened = vault.open_vault(folder, PASSPHRASE, floor=FAST)
    reader = opened.connect_reader()
    assert reader.execute("SELECT count(*) FROM people").fetchone()[0] == 2001
    reader.close()
    opened.release()
    look_for_canaries(tmp_path)


def look_for_canaries(root: Path) -> None:
    """No file below a folder holds a canary, in any encoding that is written, or a plain header."""
    needles = [canary.encode(encoding) for canary in CANARIES for encoding in ("utf-8", "utf-16-le")]
    needles += [PASSPHRASE.encode(), b"SQLite format 3"]
    files = [path for path in root.rglob("*") if path.is_file()]
    assert files
    for path in files:
        content = path.read_bytes()
        for needle in needles:
            assert needle not in content, path.name
