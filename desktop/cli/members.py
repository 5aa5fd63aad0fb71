"""``groundswell members``: who works in the branch, and on which laptops."""

import argparse

from desktop.cli.documents import plain
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.members import list_laptops, list_members, name_branch, name_me
from desktop.wording.lines import laptop_line, member_line, nothing_line


def _take_names(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", help="who works here")
    parser.add_argument("--laptop", metavar="NAME", default="", help="what this laptop is called")
    parser.add_argument("--branch", metavar="NAME", default="", help="what the branch is called")


def _list(call: Call) -> Answer:
    found = list_members(call.store)
    return Answer(plain(found), [*map(member_line, found)] or nothing_line())


def _laptops(call: Call) -> Answer:
    found = list_laptops(call.store)
    return Answer(plain(found), [*map(laptop_line, found)] or nothing_line())


def _name(call: Call) -> Answer:
    given = call.arguments
    me = name_me(call.store, given.name, given.laptop).value
    if given.branch:
        name_branch(call.store, given.branch)
    return Answer(plain(me) | ({"branch": given.branch} if given.branch else {}), me.name)


VERBS = (
    Verb(
        "members list",
        "List the branch's members, as far as this laptop knows.",
        _list,
        ["groundswell members list --vault records"],
    ),
    Verb(
        "members laptops",
        "List the branch's laptops and when each was last heard from, the longest-silent first.",
        _laptops,
        ["groundswell members laptops --vault records --json"],
    ),
    Verb(
        "members name",
        "Say who works here, and what laptop and branch are called. What is not given stays.",
        _name,
        ['groundswell members name --name "Ann" --laptop "Kitchen" --vault records'],
        _take_names,
    ),
)
