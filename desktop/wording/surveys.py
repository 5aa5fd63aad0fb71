"""What is said about a form and about answers to it: one plain sentence for each problem, and the documents.

A problem of a form says what stands where and what to do. A fault of an answer is the form's own sentence,
where it has one.
"""

from desktop.domain.surveys.answers import Fault, FaultReason
from desktop.domain.surveys.forms import FormReport
from desktop.domain.surveys.problems import Problem, Reason, Severity
from desktop.operations.branch_surveys import SurveyRow
from desktop.operations.surveys import AnswersUnreadable, FillReport
from desktop.wording.form_problems import sentences
from desktop.wording.translation import Translate, english

MOST_SHOWN = 20
_MOST_FOUND = 120


def problem_sentence(problem: Problem, translate: Translate = english) -> str:
    """The sentence for a problem, without its place."""
    return _filled(problem, sentences(translate))


def _filled(problem: Problem, said: dict[Reason, str]) -> str:
    found = " ".join(problem.found.split())
    return said[problem.reason].format(
        column=problem.column or "?",
        found=found[:_MOST_FOUND],
        limit=f"{problem.limit:,}" if problem.limit is not None else "?",
        sheet=problem.sheet or "?",
    )


def fault_sentences(translate: Translate) -> dict[FaultReason, str]:
    """What is said of an answer that cannot be taken."""
    return {
        FaultReason.UNKNOWN_NAME: translate("Survey", "The form has no question of this name."),
        FaultReason.NOT_ANSWERED_BY_PEOPLE: translate(
            "Survey", "Nobody is asked this: it is read out or worked out. Leave it away."
        ),
        FaultReason.NOT_TEXT: translate("Survey", "Write this answer as text."),
        FaultReason.NOT_WHOLE_NUMBER: translate("Survey", "Write a whole number, such as 3."),
        FaultReason.NOT_NUMBER: translate("Survey", "Write a number, such as 2.5."),
        FaultReason.NOT_DATE: translate("Survey", "Write a date as year, month and day, such as 2026-11-24."),
        FaultReason.NOT_LIST: translate("Survey", "Several answers are possible here. Give them as a list."),
        FaultReason.NOT_AN_OPTION: translate("Survey", "Choose one of the answers that are offered here."),
        FaultReason.ANSWER_TOO_LONG: translate(
            "Survey", "This is too long. Keep it below 10,000 characters."
        ),
        FaultReason.CONTROL_CHARACTER: translate(
            "Survey", "This holds characters that cannot be seen. Type it again."
        ),
        FaultReason.REQUIRED: translate("Survey", "This question needs an answer."),
        FaultReason.CONSTRAINT: translate("Survey", "The form does not allow this answer. Check it."),
        FaultReason.RESULT_TOO_LONG: translate(
            "Survey", "What the form works out here is too long. Tell whoever wrote the form."
        ),
    }


def fault_sentence(said: str, translate: Translate = english) -> str:
    """The sentence for what an interview says of an answer: a code, or the form's own words as they are."""
    try:
        return fault_sentences(translate)[FaultReason(said)]
    except ValueError:
        return said


def answer_fault(fault: Fault, translate: Translate = english) -> str:
    """The sentence for a fault: the form's own, else ours."""
    return fault.message or fault_sentences(translate)[fault.reason]


def check_document(report: FormReport, translate: Translate = english) -> dict[str, object]:
    """What ``survey check --json`` prints."""
    return {
        "accepted": report.is_accepted,
        "form_id": report.form_id,
        "version": report.version,
        "languages": list(report.languages),
        "questions": report.questions,
        "problems": _problems_document(report.problems, translate),
    }


def _problems_document(problems: tuple[Problem, ...], translate: Translate) -> list[dict[str, object]]:
    said = sentences(translate)
    return [
        {
            "severity": problem.severity.value,
            "sheet": problem.sheet or None,
            "row": problem.row,
            "reason": _filled(problem, said),
            "column": problem.column or None,
            "code": problem.reason.value,
        }
        for problem in problems
    ]


def fill_document(report: FillReport, translate: Translate = english) -> dict[str, object]:
    """What ``survey fill --json`` prints. A form that is refused has its problems there too."""
    document: dict[str, object] = {
        "complete": report.is_complete,
        "asked": list(report.asked),
        "answers": dict(report.answers or {}),
        "errors": [
            {"name": fault.name, "reason": answer_fault(fault, translate), "code": fault.reason.value}
            for fault in report.faults
        ],
    }
    if not report.form.is_accepted:
        document["problems"] = _problems_document(report.form.problems, translate)
    return document


def check_words(report: FormReport, translate: Translate = english) -> list[str]:
    """What ``survey check`` says: whether the form can be used, and what is the matter with it."""
    lines = [_place_line(problem, translate) for problem in report.problems[:MOST_SHOWN]]
    if len(report.problems) > MOST_SHOWN:
        more = len(report.problems) - MOST_SHOWN
        lines.append(translate("Survey", "And {count} more.").format(count=more))
    if report.is_accepted:
        head = translate(
            "Survey", "This form can be used. Questions: {count}. Languages: {languages}."
        ).format(count=report.questions, languages=", ".join(report.languages))
        lines.insert(0, head)
    else:
        lines.append(translate("Survey", "This form cannot be used yet. Nothing was changed."))
    return lines


def fill_words(report: FillReport, translate: Translate = english) -> list[str]:
    """What ``survey fill`` says: the answers that count, then what stands in the way."""
    if not report.form.is_accepted:
        return check_words(report.form, translate)
    lines = [f"{name}: {_shown(answer)}" for name, answer in (report.answers or {}).items()]
    lines += [f"{fault.name}: {answer_fault(fault, translate)}" for fault in report.faults]
    if report.is_complete:
        lines.append(translate("Survey", "Complete."))
    return lines


def _shown(answer: object) -> str:
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _place_line(problem: Problem, translate: Translate) -> str:
    sentence = problem_sentence(problem, translate)
    if problem.severity is Severity.WARNING:
        sentence = translate("Survey", "To know: {sentence}").format(sentence=sentence)
    if not problem.sheet:
        return sentence
    if problem.row is None:
        return translate("Survey", "Sheet “{sheet}”: {sentence}").format(
            sheet=problem.sheet, sentence=sentence
        )
    return translate("Survey", "Sheet “{sheet}”, row {row}: {sentence}").format(
        sheet=problem.sheet, row=problem.row, sentence=sentence
    )


def survey_line(survey: SurveyRow, translate: Translate = english) -> str:
    """One survey of the branch in a list."""
    said = translate("Survey", "{title}, version {version}. Answered {count} times.")
    if survey.is_in_use:
        said = translate("Survey", "{title}, version {version}. In use. Answered {count} times.")
    version = survey.version or "1"
    return said.format(title=survey.title, version=version, count=survey.responses)


def unreadable_answers(fault: AnswersUnreadable, translate: Translate = english) -> str:
    """Why a file with answers cannot be read."""
    words = translate(
        "Survey", "The file with answers cannot be read. It must be one JSON object, name to answer."
    )
    if fault.line is None:
        return words
    return f"{words} {translate('Survey', 'Look at line {line}.').format(line=fault.line)}"
