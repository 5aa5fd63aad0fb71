"""``groundswell vaults``: who shares this laptop, each with a vault of their own. Needs no passphrase."""

import argparse

from desktop.cli.verbs import Answer, Call, Verb
from desktop.store.shelf import Shelved


def _list(call: Call) -> Answer:
    default = call.opening.shelf.default()
    people = call.opening.shelf.listed()
    documents = [_document(each, is_default=each.folder == default) for each in people]
    return Answer(documents, [f"{each.label}: {each.folder}" for each in people])


def _label(call: Call) -> Answer:
    shelf, given = call.opening.shelf, call.arguments
    folder = shelf.find(given.person)
    now = shelf.relabel(folder, given.label)
    return Answer(
        _document(Shelved(folder, now), is_default=folder == shelf.default()),
        f"The locked page says {now} from now on.",
    )


def _document(each: Shelved, *, is_default: bool) -> dict[str, str | bool]:
    return {"label": each.label, "vault": str(each.folder), "is_default": is_default}


def _take_label(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="what they are called now")
    parser.add_argument("label", metavar="LABEL", help="what they want to be called; anybody sees it")


VERBS = (
    Verb(
        "vaults list",
        "List who shares this laptop, each with a vault of their own; whoever was there last first. No passphrase is needed.",
        _list,
        ["groundswell vaults list --json"],
        needs_vault=False,
    ),
    Verb(
        "vaults label",
        "Change what somebody is called on the locked page. Anybody who opens this laptop sees it.",
        _label,
        ['groundswell vaults label "Person 2" "BM"'],
        _take_label,
        needs_vault=False,
    ),
)
