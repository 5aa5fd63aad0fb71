"""``groundswell batch``: many commands, one a line, with the vault opened once.

A line is a JSON object, ``{"command": ["people", "add", "given_name=Ann"]}``; ``args`` may stand for ``command``, or
the list of words alone for all of it. The words are those of the command line without the program's name. Each line is
answered by one line, ``{"status": 0, "result": …}`` or ``{"status": 1, "code": …, "reason": …}``, in the same order and
as soon as it is done. ``status`` is the exit status that the command would have. A line that cannot be read is answered
with status 2, and the next one follows. An ``"id"`` is given back with the answer. Where no line comes for as long as
the window would stay open unwatched, the vault is closed and the batch ends with status 3.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from desktop.cli.patience import patient
from desktop.cli.refusals import refusal_document, told_of
from desktop.cli.statuses import Status
from desktop.cli.usage import HelpWanted, NobodyWrites, WrongUsage
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.locking import read_lock_minutes
from desktop.wording.terminal import nobody_writes_words

LONGEST_LINE = 4 * 1024 * 1024  # bytes
_BLANK = b" \t\r\n"

FindVerb = Callable[[Sequence[str]], tuple[Verb, Sequence[str]]]
"""Finds the command that words begin with."""


def batch_verb(find_verb: FindVerb) -> Verb:
    """The command that does other commands."""

    def run(call: Call) -> Answer:
        return _batch(call, find_verb)

    return Verb(
        "batch",
        "Do many commands, one a line of standard input, each a JSON object such as"
        ' {"command": ["people", "add", "given_name=Ann"]}. One line of JSON answers each:'
        ' {"status": 0, "result": …} or {"status": 1, "code": …, "reason": …}, with the exit status that the'
        " command would have. The passphrase is asked for once. Where no line comes for as long as the laptop stays open"
        " unwatched (see vault lock-after), the records are closed and the batch ends with status 3.",
        run,
        ["groundswell batch --vault records < commands.ndjson"],
    )


def _batch(call: Call, find_verb: FindVerb) -> Answer:
    call.terminal.is_quiet = True
    minutes = read_lock_minutes(call.store)
    lines = read_lines(patient(call.terminal.input, minutes * 60))
    try:
        with call.store.batch():  # so that a file of commands that was a mistake is undone as one
            for line in lines:
                call.terminal.print_document(_answer_line(call, line, find_verb))
    except NobodyWrites:
        # Each line was answered, so there is no line to answer with this: it is told beside.
        call.opening.close()
        call.terminal.tell(nobody_writes_words(minutes))
        return Answer(None, is_printed=True, status=Status.LOCKED)
    return Answer(None, is_printed=True)


def read_lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines that are not blank; None for one that is too long to be read."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            while not line.endswith(b"\n") and (line := stream.readline(LONGEST_LINE)):
                pass
            yield None
        elif line.strip(_BLANK):
            yield line


def _answer_line(call: Call, line: bytes | None, find_verb: FindVerb) -> dict[str, Any]:
    marked: dict[str, Any] = {}
    try:
        words, marked = _read_line(line)
        return marked | _do(call, words, find_verb)
    except HelpWanted as wanted:
        return marked | {"status": int(Status.DONE), "result": {"help": wanted.text}}
    except BrokenPipeError:
        raise
    except Exception as fault:  # noqa: BLE001 - the barrier of one line
        return marked | refusal_document(fault, told_of(fault))


def _do(call: Call, words: Sequence[str], find_verb: FindVerb) -> dict[str, Any]:
    verb, arguments = find_verb(words)
    if verb.name == "batch":
        raise WrongUsage("A batch cannot hold another batch.")
    read = verb.read([*arguments, "--json"])
    if getattr(read, "vault", None) not in (None, call.folder):
        raise WrongUsage("A batch works with one vault; --vault stands before the first line.")
    if getattr(read, "whose", None) is not None:
        raise WrongUsage("A batch works with one vault; --person stands before the first line.")
    if verb.name in ("vault create", "vault recover"):
        raise WrongUsage("A batch works with a vault that is open already.")
    answer = verb.run(replace(call, arguments=read, name=verb.name))
    result = list(answer.document) if isinstance(answer.document, Iterator) else answer.document
    return {"status": int(answer.status), "result": result}


def _read_line(line: bytes | None) -> tuple[list[str], dict[str, Any]]:
    """The words of a line, and what is to be given back with its answer."""
    if line is None:
        raise WrongUsage("The line is too long.")
    try:
        read = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        raise WrongUsage("The line is not JSON in UTF-8.") from None
    words = read.get("command", read.get("args")) if isinstance(read, dict) else read
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise WrongUsage('The line is to be an object such as {"command": ["people", "list"]}.')
    mark = read.get("id") if isinstance(read, dict) else None
    return words, {"id": mark} if isinstance(mark, str | int) else {}
