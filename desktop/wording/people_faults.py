"""What is said when what is asked of people, doors, turfs, registers or answers cannot be."""

from desktop.domain.attempts import NoSuchAttempt
from desktop.domain.batches import NoSuchBatch
from desktop.domain.conflicts import ConflictProblem, NotAnAnswer
from desktop.domain.contacts import (
    CONTACT_FIELDS,
    MOST_LETTERS,
    ContactProblem,
    FieldTooLong,
    NoSuchContact,
    NotABirthdate,
    NothingGiven,
    NotTheSame,
    NotTwoPeople,
    UnknownField,
)
from desktop.domain.households import NoSuchHousehold
from desktop.domain.members import NotAnOrganiser
from desktop.domain.register.edition import EditionBroken, NotCanonical
from desktop.domain.register.imports import NoSuchImport
from desktop.domain.register.problems import RegisterRefused
from desktop.domain.surveys.documents import SurveyBroken
from desktop.domain.turfs import NoStreets, TurfProblem
from desktop.operations.answers import AnswersRefused, NoSurvey
from desktop.operations.register import RegisterCancelled
from desktop.operations.surveys import AnswersUnreadable
from desktop.wording.counts import number
from desktop.wording.exports import export_fault
from desktop.wording.grants import grant_fault
from desktop.wording.register import problem_sentence
from desktop.wording.roles import account_fault
from desktop.wording.surveys import answer_fault
from desktop.wording.told import Told
from desktop.wording.translation import Translate


def people_fault(fault: BaseException, translate: Translate) -> Told | None:
    """Words for a fault of this part, else None."""
    if isinstance(fault, ContactProblem):
        return _contact(fault, translate)
    if isinstance(fault, TurfProblem):
        return _turf(fault, translate)
    if isinstance(fault, RegisterRefused):
        return Told(
            "register_refused",
            problem_sentence(fault.problem, translate),
            translate("Faults", "Nothing was taken from the file."),
        )
    if isinstance(fault, EditionBroken | NotCanonical):
        return Told(
            "edition",
            translate("Faults", "A register that a colleague sent cannot be read."),
            translate("Faults", "Everything else is as it was."),
            translate("Faults", "Ask them to import it again."),
        )
    return (
        grant_fault(fault, translate)
        or export_fault(fault, translate)
        or account_fault(fault, translate)
        or _not_undone(fault, translate)
        or _absent(fault, translate)
    )


def _not_undone(fault: BaseException, translate: Translate) -> Told | None:
    if isinstance(fault, NotAnOrganiser):
        return Told(
            "not_an_organiser",
            translate("Faults", "Only an organiser can do that."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Ask your organiser."),
        )
    known: dict[type[BaseException], str] = {
        NoSuchBatch: translate("Faults", "Nothing here was written with that id."),
        NoSuchImport: translate("Faults", "No register was brought in under that id."),
    }
    happened = known.get(type(fault))
    if happened is None:
        return None
    return Told(
        "no_such_batch", happened, translate("Faults", "Nothing was changed."), _look_again(translate)
    )


def _contact(fault: ContactProblem, translate: Translate) -> Told:
    safe = translate("Faults", "Nothing was changed.")
    if isinstance(fault, UnknownField):
        return Told(
            "unknown_field",
            translate("Faults", "There is no field “{name}”.").format(name=fault.name[:40]),
            safe,
            translate("Faults", "The fields are: {names}.").format(names=", ".join(CONTACT_FIELDS)),
        )
    if isinstance(fault, FieldTooLong):
        return Told(
            "too_long",
            translate("Faults", "What was given for “{name}” is longer than {most} characters.").format(
                name=fault.name, most=number(MOST_LETTERS)
            ),
            safe,
            translate("Faults", "Write it as a note."),
        )
    if isinstance(fault, NotABirthdate):
        return Told(
            "not_a_birthdate",
            translate("Faults", "A date of birth is a day that has been."),
            safe,
            translate("Faults", "Write it as year, month and day, as in 1984-05-31."),
        )
    if isinstance(fault, NothingGiven):
        return Told("nothing_given", translate("Faults", "There was nothing to write."), safe)
    if isinstance(fault, NoSuchContact):
        return Told(
            "no_such_person", translate("Faults", "Nobody here has that id."), safe, _look_again(translate)
        )
    if isinstance(fault, NotTwoPeople):
        return Told(
            "not_two_people",
            translate("Faults", "Those are the same line of the list already."),
            safe,
            translate("Faults", "Choose two people."),
        )
    if isinstance(fault, NotTheSame):
        return Told(
            "not_the_same",
            translate("Faults", "Nobody said that these two are one person."),
            safe,
            _look_again(translate),
        )
    return Told("contact", translate("Faults", "That cannot be written about a person."), safe)


def _turf(fault: TurfProblem, translate: Translate) -> Told:
    safe = translate("Faults", "Nothing was changed.")
    if isinstance(fault, NoStreets):
        if not fault.unknown:
            return Told("no_streets", translate("Faults", "A turf needs at least one street."), safe)
        return Told(
            "unknown_streets",
            translate("Faults", "Some of these streets are not known here: {count}.").format(
                count=number(len(fault.unknown))
            ),
            safe,
            translate("Faults", "List the streets and use the keys that stand there."),
        )
    return Told(
        "no_such_turf", translate("Faults", "There is no turf with that id."), safe, _look_again(translate)
    )


def _absent(fault: BaseException, translate: Translate) -> Told | None:
    safe = translate("Faults", "Nothing was changed.")
    if isinstance(fault, NoSuchHousehold):
        return Told(
            "no_such_household",
            translate("Faults", "No household has that id."),
            safe,
            _look_again(translate),
        )
    if isinstance(fault, NoSuchAttempt):
        return Told(
            "no_such_visit", translate("Faults", "No visit has that id."), safe, _look_again(translate)
        )
    if isinstance(fault, ConflictProblem):
        return _unsettled(fault, translate)
    if isinstance(fault, RegisterCancelled):
        return Told(
            "stopped",
            translate("Faults", "Stopped."),
            translate("Faults", "Nothing was taken from the file."),
        )
    if isinstance(fault, AnswersUnreadable):
        return Told(
            "answers_unreadable",
            translate("Faults", "The file of answers cannot be read."),
            safe,
            translate(
                "Faults", "It is to hold one JSON object, with the names of questions and their answers."
            ),
        )
    if isinstance(fault, AnswersRefused):
        first = fault.faults[0]
        return Told(
            "answers_refused",
            translate("Faults", "“{question}”: {sentence}").format(
                question=first.name[:40], sentence=answer_fault(first, translate)
            ),
            translate("Faults", "Nothing was saved."),
        )
    if isinstance(fault, NoSurvey):
        return Told(
            "no_survey",
            translate("Faults", "The branch has no such survey in use."),
            safe,
            translate("Faults", "Take a form into use first."),
        )
    if isinstance(fault, SurveyBroken):
        return Told(
            "survey_broken",
            translate("Faults", "The survey cannot be read here; perhaps a newer Groundswell made it."),
            translate("Faults", "What was answered before is safe."),
            translate("Faults", "Install the newer version, or take the form into use again."),
        )
    return None


def _unsettled(fault: ConflictProblem, translate: Translate) -> Told:
    if isinstance(fault, NotAnAnswer):
        return Told(
            "not_an_answer",
            translate("Faults", "That is none of the answers to this question."),
            translate("Faults", "Nothing was changed."),
            translate("Faults", "Choose one of those that are listed."),
        )
    return Told(
        "no_such_conflict",
        translate("Faults", "There are no two answers to that question."),
        translate("Faults", "Perhaps somebody has settled it meanwhile."),
    )


def _look_again(translate: Translate) -> str:
    return translate("Faults", "Look at the list again; it may have changed.")
