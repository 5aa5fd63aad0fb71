"""The first page of help and the version: answered before anything heavy is loaded."""

from collections.abc import Sequence

NOUNS: dict[str, str] = {
    "vault": "make the protected place for records on this laptop, or change what opens it",
    "vaults": "see who shares this laptop, and what they are called on its locked page",
    "enrol": "join a branch with the code that an organiser gave you",
    "invite": "make a code for a newcomer",
    "register": "look into a council's register, or import it",
    "people": "add, change, find and show people",
    "survey": "check a form, fill it, take it into use",
    "turf": "cut a turf from streets and see its doors in walking order",
    "attempt": "write down what happened at a door, or take it back",
    "conflicts": "see questions that have two answers, and say which is right",
    "batches": "see what was written together, and undo it together",
    "members": "see who works in the branch, and on which laptops",
    "sync": "send and receive now",
    "bundle": "exchange with a colleague's laptop by a file on a stick",
    "sent": "see what was sent when, with its receipt, and keep the list in a file",
    "laptops": "see which laptop is silent or behind, and what to do first",
    "lease": "see how long this laptop may be alone, renew another one, or ask how this one stands",
    "grant": "say which walks, or the whole branch, a laptop is to have",
    "role": "let a colleague do something else from now on",
    "coordinators": "see who stands above your branch",
    "branches": "see how the branches of your region stand, never who is in them",
    "readers": "see which laptops can read the notes, and renew the key to them",
    "export": "write people into a file, with a reason",
    "audit": "see what was done with the branch's records at the server",
    "handover": "hand the laptop over for the doors of one turf, and take it back",
    "batch": "do many commands, one a line, and unlock once",
}
"""What can be done from a terminal, in the order in which a branch begins."""

_TEXT = """\
usage: groundswell [--vault DIR | --person LABEL]
       groundswell NOUN [VERB] … [--vault DIR | --person LABEL] [--json]

Groundswell keeps a branch's doorstep work on this laptop, encrypted, and sends it when there is a network.
Without a noun it opens the window.

{nouns}

  --vault DIR  the folder of the vault (otherwise the first on this laptop)
  --person LABEL  whose vault, where several people share this laptop (see vaults list)
  --json       print one JSON document on standard output and nothing else there
  --version    print the version
  --help       print this, or with a noun and verb how that one goes

The passphrase is asked for, or read from GROUNDSWELL_PASSPHRASE; it is never an argument.
Exit status: 0 done; 1 the data or the rules said no; 2 wrong usage; 3 locked or wrong passphrase;
4 the server could not be reached; 5 the vault is open elsewhere.

Examples:
  groundswell vault create --vault records --name "Ann" --laptop "Kitchen"
  groundswell register import electors.csv --vault records
  groundswell people list --search "mill lane" --vault records
"""


def help_text() -> str:
    """The first page of help."""
    return _TEXT.format(nouns="\n".join(f"  {noun:<13}{purpose}" for noun, purpose in NOUNS.items()))


def version_text() -> str:
    """The program's name and version."""
    from importlib.metadata import PackageNotFoundError, version  # 30 ms, for this answer alone

    try:
        return f"groundswell {version('groundswell')}"
    except PackageNotFoundError:
        return "groundswell"


def answer_at_once(words: Sequence[str]) -> str | None:
    """What can be answered from the first words alone: help, or the version; else None."""
    if words and words[0] in ("--help", "-h", "help"):
        return help_text()
    if words and words[0] == "--version":
        return version_text() + "\n"
    return None
