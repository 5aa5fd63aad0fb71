"""``groundswell vault ask-help``, ``help`` and ``take-help``: opening records whose passphrase was lost, with an organiser."""

import argparse
from pathlib import Path

from desktop.cli.documents import plain
from desktop.cli.terminal import NEW_PASSPHRASE, PASSPHRASE
from desktop.cli.verbs import Answer, Call, Verb
from desktop.domain.helping import HelpersHeld, HelpPart
from desktop.operations.helping import (
    ask_for_help,
    check_answer,
    give_help,
    read_request,
    read_text,
    take_help,
    write_text,
)
from desktop.operations.recovery_keys import read_helpers, refuse_helpers
from desktop.wording.helping import (
    answered_words,
    asked_words,
    helped_words,
    helpers_words,
    refused_words,
    request_words,
    taken_words,
)
from desktop.wording.terminal import again_prompt, new_passphrase_prompt, passphrase_prompt


def _take_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE", type=Path, help="also write it into a file, for a stick")


def _take_asking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", metavar="NAME", default="", help="who you are, for the organiser to read")
    _take_out(parser)


def _take_request(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("request", metavar="REQUEST", help="its file, or the line itself")
    parser.add_argument(
        "--words",
        metavar="WORD",
        nargs="+",
        help="the three words that they read to you; without them the request is only shown",
    )
    _take_out(parser)


def _take_answer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("answer", metavar="ANSWER", help="its file, or the line itself")


def _take_refusal(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--refuse", action="store_true", help="let no organiser open these records")
    which.add_argument("--allow", action="store_true", help="let them again")


def _ask(call: Call) -> Answer:
    asked = ask_for_help(call.folder, call.arguments.name)
    document = {
        "request": asked.text,
        "words": list(asked.words),
        "helpers": asked.helpers,
        "file": _written(call, asked.text),
    }
    return Answer(document, [asked.text, "", asked_words(" ".join(asked.words))])


def _help(call: Call) -> Answer:
    given = call.arguments
    text = read_text(HelpPart.REQUEST, given.request)
    request = read_request(text)
    if not given.words:
        return Answer({"who": request.who, "answer": None, "file": None}, request_words(request.who))
    answer = give_help(call.store, text, given.words).value
    document = {"who": request.who, "answer": answer, "file": _written(call, answer)}
    return Answer(document, [answer, "", answered_words()])


def _take(call: Call) -> Answer:
    text = read_text(HelpPart.ANSWER, call.arguments.answer)
    check_answer(call.folder, text)  # before anybody thinks of a passphrase
    passphrase = call.terminal.new_secret(NEW_PASSPHRASE, new_passphrase_prompt(), again_prompt())
    call.opening.hold(take_help(call.folder, text, passphrase, device=call.device))
    return Answer({"vault": str(call.folder), "recovered": True}, taken_words())


def _helpers(call: Call) -> Answer:
    given = call.arguments
    if not given.refuse and not given.allow:
        held = read_helpers(call.store)
        told = (helpers_words(held), helped_words(held))
        return Answer(_document(held), [line for line in told if line])
    store, passphrase = call.store, call.terminal.secret(PASSPHRASE, passphrase_prompt())
    held = refuse_helpers(store, passphrase, is_refused=given.refuse, device=call.device).value
    return Answer(_document(held), refused_words(held))


def _document(held: HelpersHeld) -> dict[str, object]:
    document: dict[str, object] = plain(held)
    return document


def _written(call: Call, text: str) -> str | None:
    file: Path | None = call.arguments.out
    if file is None:
        return None
    write_text(file, text)
    return str(file)


VERBS = (
    Verb(
        "vault ask-help",
        "Where passphrase and sheet are lost: make a request for an organiser's help. It needs no passphrase and no network.",
        _ask,
        ['groundswell vault ask-help --name "Ben Osei" --out request.txt --vault records'],
        _take_asking,
    ),
    Verb(
        "vault help",
        "On an organiser's laptop: show a colleague's request, and answer it by the three words that they read to you.",
        _help,
        [
            "groundswell vault help request.txt --vault records",
            "groundswell vault help request.txt --words abandon zebra velvet --out answer.txt --vault records",
        ],
        _take_request,
    ),
    Verb(
        "vault take-help",
        "Open the records by an organiser's answer, give them a new passphrase (asked for, or from"
        " GROUNDSWELL_NEW_PASSPHRASE), and encrypt everything anew.",
        _take,
        ["groundswell vault take-help answer.txt --vault records"],
        _take_answer,
    ),
    Verb(
        "vault helpers",
        "Show which organisers can open these records if the passphrase is lost; refuse it, or allow it again.",
        _helpers,
        ["groundswell vault helpers --vault records", "groundswell vault helpers --refuse --vault records"],
        _take_refusal,
    ),
)
