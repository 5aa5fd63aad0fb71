"""Attack 42: a name with line ends and a terminal's control codes. It never begins a line, moves a cursor or reaches a log."""

import http.client
import json
import re
from dataclasses import replace
from pathlib import Path

from sync.client.enrol import enrol
from sync.protocol.audit import What
from sync.server.audit import all_rows, note, shown
from sync.server.database import sqlite_address
from tests.sync.central import SCOPE, running
from tests.sync.server.test_command import invited, run, serving
from tests.sync.server.test_enrolment import first_code, laptop

EVIL = "Kitchen\r\n2026-11-30 INFO POST /v1/enrol 200\x1b[2J\x1b]0;owned\x07\u2028\u202e"
WRITTEN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (INFO|WARNING) [ -~]+")  # noqa: TID251 our own


def _is_harmless(text: str) -> bool:
    return all(one.isprintable() or one in "\n" for one in text)


def test_a_row_of_the_log_holds_nothing_that_is_not_printed(tmp_path: Path) -> None:
    with running(tmp_path / "server", sqlite_address(tmp_path / "ledger.db")) as central:
        central.enrol()
        central.database.write(
            SCOPE, lambda writing: note(writing, SCOPE, What.BUNDLE_TAKEN, EVIL, EVIL + "\x00\ud800", 1)
        )
        with central.database.reading(SCOPE) as connection:
            row = list(all_rows(connection, SCOPE))[-1]
    assert row.who.isprintable()
    assert row.about.isprintable()
    assert shown("Öykü 🚲") == "Öykü 🚲"


def test_a_laptops_name_is_one_line_of_the_list_whatever_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    with running(folder, sqlite_address(folder / "ledger.db")) as central:
        enrol(central.address, first_code(central), replace(laptop(), name=EVIL))
    listed = run("devices", "--data", str(folder))
    assert listed.returncode == 0
    assert len(listed.stdout.splitlines()) == 1
    assert _is_harmless(listed.stdout)
    (row,) = json.loads(run("devices", "--data", str(folder), "--json").stdout)
    assert row["laptop"] == EVIL  # a document says what there is, escaped


def asked(port: int, method: str, path: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    line.request(method, path, headers={"Groundswell-Device": "a\x1b[2Jowned"})
    status = line.getresponse().status
    line.close()
    return status


def test_a_path_a_method_a_device_and_a_name_write_nothing_into_the_servers_log(tmp_path: Path) -> None:
    folder, log = tmp_path / "server", list[str]()
    with serving("--data", str(folder), log=log) as ready:
        port = ready["port"]
        assert asked(port, "GET", "/v1/%0d%0aINFO%1b[2Jowned?x=%0aowned") == 404
        assert asked(port, "GET", "/v1/%0dINFO%1b[2Jowned?x=%0aowned") == 404
        assert asked(port, "GET", "/v1/pull?scope=%0d%0aowned%1b[2J") == 401
        assert asked(port, "GET", "/v1/attachments/%0d%0aowned%1b[2J") == 404
        assert asked(port, "GET", "/v1/attachments/%0downed%1b[2J") == 401
        assert asked(port, "owned", "/v1/pull") == 405
        enrol(ready["address"], invited(folder)["code"], replace(laptop(), name=EVIL))
    (told,) = log
    lines = told.splitlines()  # at every character that ends a line anywhere
    assert all(WRITTEN.fullmatch(one) for one in lines), lines
    assert "owned" not in told
    assert "Kitchen" not in told
    assert [one.split()[3:-2] for one in lines if one.endswith(" ms")] == [
        ["GET", "404"],
        ["GET", "/v1/pull", "401"],
        ["GET", "/v1/attachments/{id}", "401"],
        ["POST", "/v1/enrol", "200"],
    ]
