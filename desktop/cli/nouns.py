"""Every command of the terminal, by its noun and verb."""

from collections.abc import Sequence

from desktop.cli import (
    accounts,
    attempt,
    audit,
    backups,
    batches,
    bundle,
    conflicts,
    enrol,
    erasures,
    export,
    grant,
    handover,
    invite,
    laptops,
    lease,
    members,
    people,
    readers,
    register,
    sameness,
    sent,
    survey,
    sync,
    turf,
    vault,
    vault_people,
    vaults,
)
from desktop.cli.batch import batch_verb
from desktop.cli.usage import HelpWanted, WrongUsage
from desktop.cli.verbs import Verb

_VERBS: tuple[Verb, ...] = (
    *vault.VERBS,
    *vault_people.VERBS,
    *vaults.VERBS,
    *backups.VERBS,
    *enrol.VERBS,
    *invite.VERBS,
    *register.VERBS,
    *survey.VERBS,
    *people.VERBS,
    *sameness.VERBS,
    *erasures.VERBS,
    *turf.VERBS,
    *attempt.VERBS,
    *batches.VERBS,
    *conflicts.VERBS,
    *members.VERBS,
    *sync.VERBS,
    *bundle.VERBS,
    *sent.VERBS,
    *laptops.VERBS,
    *lease.VERBS,
    *grant.VERBS,
    *handover.VERBS,
    *readers.VERBS,
    *audit.VERBS,
    *export.VERBS,
    *accounts.VERBS,
)


def find_verb(words: Sequence[str]) -> tuple[Verb, Sequence[str]]:
    """The command that words begin with, and the rest of them. Raises WrongUsage, or HelpWanted."""
    if not words:
        raise WrongUsage("Say what is to be done: a noun and a verb.", "See groundswell --help.\n")
    noun = words[0]
    if noun in COMMANDS:
        return COMMANDS[noun], words[1:]
    verbs = {name.partition(" ")[2]: verb for name, verb in COMMANDS.items() if name.startswith(f"{noun} ")}
    if not verbs:
        raise WrongUsage(f"There is no command “{noun[:40]}”.", "See groundswell --help.\n")
    verb = words[1] if len(words) > 1 else ""
    if (part := " ".join(words[1:3])) in verbs and len(words) > 2:
        return verbs[part], words[3:]
    if verb in verbs:
        return verbs[verb], words[2:]
    if verb in ("", "--help", "-h") or verb.startswith("--"):
        told = HelpWanted(noun_help(noun))
        if verb in ("--help", "-h"):
            raise told
        raise WrongUsage(f"What is to be done? groundswell {noun} takes a verb.", told.text)
    raise WrongUsage(f"There is no command “{noun} {verb[:40]}”.", noun_help(noun))


COMMANDS: dict[str, Verb] = {verb.name: verb for verb in (*_VERBS, batch_verb(find_verb))}
"""Every command by its name: noun and verb, or the noun alone."""


def noun_help(noun: str) -> str:
    """What can be done with a noun."""
    verbs = [verb for name, verb in COMMANDS.items() if name.startswith(f"{noun} ")]
    width = max(len(verb.name) for verb in verbs) + 2
    lines = [f"usage: groundswell {noun} VERB …", ""]
    lines += [f"  {verb.name:<{width}}{verb.purpose}" for verb in verbs]
    lines += ["", f"Example:\n  {verbs[0].examples[0]}", "", f"More: groundswell {noun} VERB --help", ""]
    return "\n".join(lines)
