"""What the branch room says: what a branch holds, what a register file was found to be, invitations."""

from datetime import datetime

from desktop.domain.members import MemberRow
from desktop.domain.register.problems import Severity
from desktop.domain.register.report import RegisterReport
from desktop.domain.surveys.survey import DEFAULT_LANGUAGE, Kind, Question, Survey
from desktop.wording import counts
from desktop.wording.dates import moment_words, street_time
from desktop.wording.register import problem_sentence
from desktop.wording.roles import role_words
from desktop.wording.translation import Translate, english

_SHORT_WAIT = 10  # seconds
_MEGABYTE = 1_000_000


def member_words(member: MemberRow, translate: Translate = english) -> str:
    """A member by name; whoever has given none is called by what they do."""
    name = member.name or role_words(member.role, translate)
    return translate("Branch", "{name} (you)").format(name=name) if member.is_me else name


def layout_words(layout: str, translate: Translate = english) -> str:
    """A register's layout by the name that a council knows it by."""
    return {
        "xpress-full": translate("Branch", "the full register, as Xpress writes it"),
        "eros-pp50": translate("Branch", "the full register, as Idox Eros writes it (PP50)"),
    }.get(layout, translate("Branch", "not a register that we know"))


def delimiter_words(delimiter: str, translate: Translate = english) -> str:
    """What parts the columns of a file."""
    return {
        ",": translate("Branch", "commas"),
        ";": translate("Branch", "semicolons"),
        "\t": translate("Branch", "tabs"),
        "|": translate("Branch", "upright strokes"),
    }.get(delimiter, delimiter)


def found_words(report: RegisterReport, translate: Translate = english) -> str:
    """What a file was found to be: "It is the full register, as Xpress writes it: 1,204 rows …"."""
    return translate(
        "Branch", "It is {layout}: {rows}, parted by {delimiter}, with letters in {encoding}."
    ).format(
        layout=layout_words(report.layout, translate),
        rows=counts.rows(report.rows, translate),
        delimiter=delimiter_words(report.delimiter, translate),
        encoding=report.encoding.upper(),
    )


def size_words(done: int, total: int, translate: Translate = english) -> str:
    """How much of a file is read: "4.1 of 12.3 MB, 33 %"."""
    return translate("Branch", "{done} of {all} MB, {share} %").format(
        done=f"{done / _MEGABYTE:.1f}",
        all=f"{total / _MEGABYTE:.1f}",
        share=round(100 * done / total) if total else 100,
    )


def left_words(seconds: float, translate: Translate = english) -> str:
    """How long it still takes, roughly, and that nobody need wait for it."""
    if seconds < _SHORT_WAIT:
        left = translate("Branch", "A few seconds.")
    elif seconds < 60:
        left = translate("Branch", "About {n} seconds.").format(n=-(-round(seconds) // 10) * 10)
    else:
        left = translate("Branch", "About {minutes}.").format(
            minutes=counts.minutes(round(seconds / 60), translate)
        )
    return translate("Branch", "{left} You can go on working.").format(left=left)


def until_words(expires_at: str, now: datetime, translate: Translate = english) -> str:
    """Until when a code is good; ``expires_at`` is ISO 8601 in UTC, ``now`` the street's own time."""
    at = street_time(datetime.fromisoformat(expires_at.replace("Z", "+00:00")))
    return translate("Branch", "Good once, until {moment}.").format(moment=moment_words(at, now, translate))


def invitation_message(code: str, server: str, translate: Translate = english) -> str:
    """What an organiser may write to a newcomer, word for word. The three words are told by voice."""
    return translate(
        "Branch",
        "Open Groundswell and choose “Join my branch”. The code is {code}, the server is {server}. "
        "Then ring me, and we compare three words.",
    ).format(code=code, server=server)


def others_words(report: RegisterReport, translate: Translate = english) -> str:
    """Electors without an address of their own in the file, where there are any."""
    told = []
    if report.other_electors:
        told.append(
            translate("Branch", "Without an address in the file: {electors}.").format(
                electors=counts.electors(report.other_electors, translate)
            )
        )
    if report.anonymous_electors:
        told.append(
            translate("Branch", "Registered without a name, and kept so: {electors}.").format(
                electors=counts.electors(report.anonymous_electors, translate)
            )
        )
    return " ".join(told)


def refused_words(report: RegisterReport, translate: Translate = english) -> str:
    """Why a whole file was not taken: "Row 3, column “PD”: …"."""
    problem = next((one for one in report.problems if one.severity is Severity.FILE), None)
    if problem is None:
        return ""
    sentence = problem_sentence(problem, translate)
    if problem.row is not None and problem.column:
        return translate("Branch", "Row {row}, column “{column}”: {sentence}").format(
            row=counts.number(problem.row), column=problem.column, sentence=sentence
        )
    if problem.row is not None:
        return translate("Branch", "Row {row}: {sentence}").format(
            row=counts.number(problem.row), sentence=sentence
        )
    return sentence


def survey_words(survey: Survey, translate: Translate = english) -> str:
    """A form at one look: how many questions, in which languages, which version."""
    told = [
        translate("Branch", "{questions}.").format(
            questions=counts.questions(survey.question_count, translate)
        )
    ]
    named = [language for language in survey.languages if language != DEFAULT_LANGUAGE]
    if named:
        told.append(translate("Branch", "In {languages}.").format(languages=", ".join(named)))
    if survey.version:
        told.append(translate("Branch", "Version {version}.").format(version=survey.version))
    return " ".join(told)


def asked_words(survey: Survey, question: Question, translate: Translate = english) -> str:
    """How a question is answered, and whether everybody is asked."""
    kind = {
        Kind.TEXT: translate("Branch", "in their own words"),
        Kind.INTEGER: translate("Branch", "a whole number"),
        Kind.DECIMAL: translate("Branch", "a number"),
        Kind.DATE: translate("Branch", "a date"),
        Kind.SELECT_ONE: translate("Branch", "one of {n}"),
        Kind.SELECT_MULTIPLE: translate("Branch", "some of {n}"),
        Kind.NOTE: translate("Branch", "read out"),
        Kind.CALCULATE: translate("Branch", "worked out"),
    }[question.kind].format(n=len(survey.options.get(question.options, ())))
    groups = {group.name: group for group in survey.groups}
    group = groups.get(question.group)
    is_conditional = question.relevant is not None
    while group is not None and not is_conditional:
        is_conditional = group.relevant is not None
        group = groups.get(group.inside)
    return translate("Branch", "{kind}, not asked of everybody").format(kind=kind) if is_conditional else kind


def heard_words(at: datetime | None, now: datetime, translate: Translate = english) -> str:
    """When the server last answered; ``at`` is in UTC, ``now`` the street's own time."""
    if at is None:
        return translate("Branch", "not yet")
    return moment_words(street_time(at), now, translate)
