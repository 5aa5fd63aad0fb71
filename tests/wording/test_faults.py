"""Every fault that can reach a person has words: what happened, what is safe, what to do."""

import ast
import errno
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.accounts import (
    AccountProblem,
    BranchNameTaken,
    LastOrganiser,
    NoStickAbove,
    NoSuchCoordinator,
    NoSuchRole,
    NotForThisRole,
)
from desktop.domain.attempts import NoSuchAttempt
from desktop.domain.batches import NoSuchBatch
from desktop.domain.conflicts import ConflictProblem, NoSuchConflict, NotAnAnswer
from desktop.domain.contacts import (
    CONTACT_FIELDS,
    ContactProblem,
    FieldTooLong,
    NoSuchContact,
    NotABirthdate,
    NothingGiven,
    NotTheSame,
    NotTwoPeople,
    UnknownField,
)
from desktop.domain.custody import TooManyWipes
from desktop.domain.exports import ExportNotWritten, ExportProblem, ExportStopped, ReasonNeeded, TooManyToday
from desktop.domain.grants import (
    BranchNotWhole,
    EndIsPast,
    GrantProblem,
    LastLaptop,
    NoSuchLaptop,
    NotForOrganisers,
)
from desktop.domain.handovers import InitialsRefused, NoSuchInitials, NothingHandedOver
from desktop.domain.helping import (
    AnswerForAnother,
    CannotHelp,
    HelpNotWritten,
    HelpPart,
    HelpProblem,
    HelpUnreadable,
    HelpWordsDiffer,
    NobodyHelps,
    NoHelpAsked,
)
from desktop.domain.households import NoSuchHousehold
from desktop.domain.labels import LabelRefused, LabelUnknown
from desktop.domain.leases import LeaseProblem, TakesInOnly
from desktop.domain.locking import LockMinutesRefused
from desktop.domain.lost import ReportNotPainted, ReportNotWritten
from desktop.domain.members import NotAnOrganiser
from desktop.domain.passphrases import PassphraseRefused, Refusal
from desktop.domain.readers import NoSuchWords, OnlyOrganisersRenew
from desktop.domain.recovery import RecoveryCodeWrong
from desktop.domain.register.edition import EditionBroken, NotCanonical
from desktop.domain.register.imports import NoSuchImport
from desktop.domain.register.problems import Reason, RegisterRefused, refuse
from desktop.domain.sharing import NotTheOwner, SharingRefused
from desktop.domain.surveys.answers import Fault, FaultReason
from desktop.domain.surveys.documents import SurveyBroken
from desktop.domain.turfs import NoStreets, NoSuchTurf, TurfProblem
from desktop.operations.answers import AnswersRefused, NoSurvey
from desktop.operations.bundles import BundleStopped, BundleUnwritable
from desktop.operations.enrolment import NotJoined
from desktop.operations.register import RegisterCancelled
from desktop.operations.sent import ListNotWritten
from desktop.operations.surveys import AnswersUnreadable
from desktop.store import errors as store
from desktop.wording.faults import fault_words
from desktop.wording.jargon import JARGON
from desktop.wording.store_faults import passphrase_needed, passphrases_differ
from desktop.wording.told import Told, stopped_words, unforeseen_words
from desktop.wording.translation import english
from sync.client import errors as client
from sync.protocol.bundle import ForSomebodyElse, NotABundle, WrongBranch
from sync.protocol.errors import BadSignature, Malformed, ProtocolError, TooLarge

ROOT = Path(__file__).parents[2]
INSIDE = {
    # turned into a report or another fault where they arise
    "RowRefused", "FormRefused", "AnswerWrong", "ExpressionWrong", "TreeWrong", "TextTooLong", "Circular",
    "NotContiguous", "NoSuchAttachment", "UnknownKey",
}  # fmt: skip
REFUSALS = (
    "not_found", "expired", "used", "role", "branch_taken", "revoked", "clock", "too_large", "slow_down",
    "malformed", "signature", "forked", "gap", "replay", "epoch", "fault", "last_laptop", "too_many_keys",
    "said by a later version",
)  # fmt: skip
FAULTS: list[Exception] = [
    store.VaultError(),
    store.WrongBinding(),
    store.NotAtWork(),
    store.WrongPassphrase(),
    store.DeviceSecretMissing(),
    store.DeviceSecretMissing(is_unreachable=True),
    store.KeyFileOlder(),
    store.TooManySlots(32),
    store.PersonUnknown(),
    store.NotOneself(),
    *(LabelRefused(what) for what in ("empty", "long", "unfit", "taken")),
    LabelUnknown(),
    store.VaultMissing(),
    store.VaultExists(),
    store.VaultDamaged("key", "mac"),
    store.VaultDamaged("store", "foreign"),
    store.NotEncrypted(),
    *(store.VaultUnwritable(number) for number in (errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO)),
    store.VaultOpenElsewhere(),
    store.VaultClosed(),
    LockMinutesRefused(),
    ReportNotWritten(),
    ReportNotPainted(),
    InitialsRefused(),
    NoSuchInitials(),
    NothingHandedOver(),
    store.StoreIsNewer("store", 9, 1),
    store.EntriesExist(),
    store.TooMuchText(),
    store.StoreIsNewer("backup", 2, 1),
    store.BackupDamaged("seal"),
    store.BackupMissing(),
    store.BackupFolderMissing(),
    store.BackupStopped(),
    *(PassphraseRefused(reason) for reason in Refusal),
    *(RecoveryCodeWrong(groups) for groups in ((), (3,), (1, 8))),
    ContactProblem(),
    UnknownField("shoe_size"),
    NothingGiven(),
    FieldTooLong("phone"),
    NotABirthdate(),
    NotABundle(),
    WrongBranch(),
    ForSomebodyElse(),
    *(BundleUnwritable(number) for number in (2, 13, 28, 30, 5)),
    BundleStopped(),
    ListNotWritten(),
    NoSuchContact(),
    NotTwoPeople(),
    NotTheSame(),
    NoSuchHousehold(),
    NoSuchBatch(),
    ExportProblem(),
    ReasonNeeded(),
    TooManyToday(7, 5000),
    ExportNotWritten(),
    ExportStopped(),
    NotAnOrganiser(),
    NoSuchImport(),
    NoSuchAttempt(),
    ConflictProblem(),
    NoSuchConflict(),
    NotAnAnswer(),
    GrantProblem(),
    NoSuchLaptop(),
    BranchNotWhole(),
    LastLaptop(),
    NotForOrganisers(),
    EndIsPast(),
    TakesInOnly(),
    TakesInOnly(is_shut_out=True),
    TakesInOnly(is_sharing=True),
    NotTheOwner(),
    *(SharingRefused(what) for what in ("no_day", "past", "too_far", "whole_branch", "guest")),
    *(LeaseProblem(what) for what in ("unreadable", "not_ours", "older", "no_right", "own", "unwritable")),
    TooManyWipes(),
    HelpProblem(),
    *(HelpUnreadable(part) for part in HelpPart),
    NobodyHelps(),
    NoHelpAsked(),
    AnswerForAnother(),
    HelpWordsDiffer(),
    CannotHelp(),
    HelpNotWritten(),
    AccountProblem(),
    NotForThisRole(),
    LastOrganiser(),
    NoSuchCoordinator(),
    NoStickAbove(),
    BranchNameTaken(),
    NoSuchRole(),
    TurfProblem(),
    NoSuchTurf(),
    NoStreets([]),
    NoStreets(["a", "b"]),
    refuse(Reason.EMPTY),
    EditionBroken(1),
    NotCanonical(),
    RegisterCancelled(),
    AnswersUnreadable(),
    AnswersRefused((Fault("mood", FaultReason.REQUIRED),)),
    NoSurvey(),
    SurveyBroken(),
    NotJoined(),
    NoSuchWords(),
    OnlyOrganisersRenew(),
    client.ExchangeError(),
    *(
        client.ServerUnreachable(reason)
        for reason in ("no_connection", "timeout", "broken_off", "certificate", "pin", "busy", "x")
    ),
    *(client.ServerRefused(code) for code in REFUSALS),
    client.NotOurServer(),
    client.BadAnswer("hello"),
    client.BadAddress(),
    client.BadCode(),
    client.Cancelled(),
    ProtocolError("x"),
    TooLarge("x"),
    Malformed("x"),
    BadSignature("x"),
]


def raised() -> Iterator[type[Exception]]:
    """Every exception that domain, store, operations and the exchange define."""
    for folder in ("desktop/domain", "desktop/store", "desktop/operations", "sync/client", "sync/protocol"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            named = [
                node.name
                for node in ast.parse(path.read_text(encoding="utf-8")).body
                if isinstance(node, ast.ClassDef) and node.bases and not node.name.startswith("_")
            ]
            module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
            for name in named:
                found = getattr(module, name)
                if isinstance(found, type) and issubclass(found, Exception):
                    yield found


def everything_told() -> list[Told]:
    told = [fault_words(fault) for fault in FAULTS]
    return [
        *told,
        unforeseen_words(),
        stopped_words(),
        passphrase_needed(english),
        passphrases_differ(english),
    ]


def test_every_fault_that_can_be_raised_is_in_this_test() -> None:
    assert {kind.__name__ for kind in raised()} - INSIDE == {type(fault).__name__ for fault in FAULTS}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{type(fault).__name__} {fault.args}")
def test_every_fault_has_words_of_its_own(fault: Exception) -> None:
    told = fault_words(fault)
    assert told.code != "unforeseen"
    assert told.code.isidentifier()


@pytest.mark.parametrize("told", everything_told(), ids=lambda told: told.code)
def test_what_is_told_is_whole_sentences_without_jargon(told: Told) -> None:
    for sentence in (told.happened, told.safe, told.remedy):
        assert not sentence or ((sentence[0].isupper() or sentence[0] == "“") and sentence.endswith(".")), (
            sentence
        )
        assert "{" not in sentence
        assert "  " not in sentence
    words = {word.strip(".,;:“”").lower() for word in told.sentence.split()}
    assert words & {word.lower() for word in JARGON} == set()
    assert words & {"sync", "entry", "entries", "error", "invalid", "failed", "password"} == set()


@pytest.mark.parametrize("told", everything_told(), ids=lambda told: told.code)
def test_what_is_told_says_also_what_is_safe_or_what_to_do(told: Told) -> None:
    assert told.safe or told.remedy


def test_a_wrong_passphrase_is_told_as_it_was_agreed() -> None:
    assert fault_words(store.WrongPassphrase()).sentence.startswith(
        "That passphrase does not open this on this computer. Nothing is lost."
    )


def test_a_fault_of_a_later_version_is_told_by_its_family() -> None:
    class Later(client.ExchangeError):
        pass

    assert fault_words(Later()).code == "exchange"


def test_what_nobody_foresaw_repeats_nothing_of_it() -> None:
    assert fault_words(KeyError("Abena Osei")) == unforeseen_words()
    assert "Abena" not in unforeseen_words().sentence


def test_an_unknown_field_is_answered_with_every_field_there_is() -> None:
    sentence = fault_words(UnknownField("shoe_size")).sentence
    assert all(name in sentence for name in CONTACT_FIELDS)


def test_a_refused_register_is_told_by_the_sentence_of_its_problem() -> None:
    told = fault_words(RegisterRefused(refuse(Reason.EMPTY).problem))
    assert told.sentence == "The file is empty. Nothing was taken from the file."


def test_words_are_translated_by_the_function_handed_in() -> None:
    assert (
        fault_words(store.WrongPassphrase(), lambda context, _text: context).sentence
        == "Faults Faults Faults"
    )
