"""Regions, coordinators, guests and roles from the terminal, with the server and its commands as processes of their own."""

import json
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sync.server.main import main
from tests.cli.terminals import quick_person
from tests.cli.test_sending import Central, join

UNTIL = "2027-06-01T18:00Z"


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Central]:
    server = Central(tmp_path / "central")
    server.begin()
    yield server
    server.end()


def command(central: Central, *words: str, status: int = 0) -> Any:
    """One of the server's commands beside the running server: what it prints, or why it is refused."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        done = main([*words, "--data", str(central.data), "--json"])
    assert done == status, err.getvalue()
    return json.loads(out.getvalue()) if status == 0 else err.getvalue()


def test_a_region_from_making_it_to_a_guest_and_a_new_role(central: Central, tmp_path: Path) -> None:
    ann, ben, rosa, visit = (
        quick_person(tmp_path / name, name.title(), f"{name}’s laptop")
        for name in ("ann", "ben", "rosa", "visit")
    )
    join(ann, central, central.invite("Dockside")["code"])
    join(ben, central, ann.get("invite", "--role", "canvasser")["code"])
    command(central, "region", "make", "North")
    assert "already" in command(central, "region", "make", "North", status=1)
    command(central, "region", "add", "North", "--branch", "Dockside")
    assert "no region" in command(central, "region", "add", "Nowhere", "--branch", "Dockside", status=1)
    listed = {one["name"]: one["branches"] for one in command(central, "region", "list")}
    assert listed == {"National": ["Dockside"], "North": ["Dockside"]}
    assert "--region" in command(central, "invite", "--role", "region", status=2)

    code = command(central, "invite", "--role", "region", "--region", "North")["code"]
    joined = join(rosa, central, code)
    assert (joined["role"], joined["branch_name"]) == ("region", "North")
    held = rosa.get("branches", "list")
    assert [(one["name"], one["count"]) for one in held["branches"]] == [("Dockside", 2)]
    assert rosa.get("branches", "list", "--kept") == held
    assert ann.refused("branches", "list").document["code"] == "not_for_this_role"

    (coordinator,) = ann.get("coordinators", "list")
    assert ann.say("invite", "--role", "guest").status == 2
    invited = ann.get("invite", "--role", "guest", "--coordinator", coordinator["id"], "--until", UNTIL)
    assert join(visit, central, invited["code"])["role"] == "guest"
    laptops = {one["role"]: one for one in ann.get("laptops", "list")["laptops"]}
    assert laptops["guest"]["guest_of"] == "rosa’s laptop"


def test_what_somebody_does_is_changed_from_both_sides(central: Central, tmp_path: Path) -> None:
    ann, ben = (quick_person(tmp_path / name, name.title(), name) for name in ("ann", "ben"))
    join(ann, central, central.invite("Dockside")["code"])
    join(ben, central, ann.get("invite", "--role", "canvasser")["code"])
    laptops = {one["role"]: one for one in ann.get("laptops", "list")["laptops"]}
    bens = laptops["canvasser"]["id"]
    assert ann.get("role", "change", bens, "data_officer") == {"id": bens, "role": "data_officer"}
    ben.get("sync")
    assert ben.get("vault", "show")["role"] == "data_officer"
    command(central, "role", bens, "canvasser")
    assert "not of its kind" in command(central, "role", bens, "observer", status=1)
    assert {one["role"] for one in command(central, "devices")} == {"organiser", "canvasser"}
    assert ann.refused("role", "change", laptops["organiser"]["id"], "canvasser").document["code"] == (
        "last_organiser"
    )
