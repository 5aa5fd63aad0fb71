"""What a council's file was found to hold, as lines of text."""

from desktop.domain.register.problems import Problem
from desktop.domain.register.report import RegisterReport
from desktop.wording import counts
from desktop.wording.register import problem_sentence
from desktop.wording.translation import Translate, english

MOST_SHOWN = 20


def report_words(report: RegisterReport, translate: Translate = english) -> list[str]:
    """The counts, then the first problems with their rows."""
    lines = [problem_line(problem, translate) for problem in report.problems[:MOST_SHOWN]]
    if report.problem_count > MOST_SHOWN:
        more = counts.problems(report.problem_count - MOST_SHOWN, translate)
        lines.append(translate("RegisterReport", "And {problems} more.").format(problems=more))
    if report.accepted:
        lines.insert(0, _counts_words(report, translate))
    else:
        lines.append(translate("RegisterReport", "Nothing was taken from the file."))
    return lines


def import_words(added: int, changed: int, unchanged: int, translate: Translate = english) -> str:
    """What an import changed."""
    if not added and not changed:
        return translate("RegisterReport", "All of it was here already. Nothing was changed.")
    return translate("RegisterReport", "{added} added, {changed} changed, {unchanged} as before.").format(
        added=counts.number(added), changed=counts.number(changed), unchanged=counts.number(unchanged)
    )


def problem_line(problem: Problem, translate: Translate = english) -> str:
    """A problem, with the row that it is in."""
    sentence = problem_sentence(problem, translate)
    if problem.row is None:
        return sentence
    return translate("RegisterReport", "Row {row}: {sentence}").format(
        row=counts.number(problem.row), sentence=sentence
    )


def _counts_words(report: RegisterReport, translate: Translate) -> str:
    return translate("RegisterReport", "{electors} in {households} and {districts}; {problems}.").format(
        electors=counts.electors(report.electors, translate),
        households=counts.households(report.households, translate),
        districts=counts.districts(report.polling_districts, translate),
        problems=counts.problems(report.problem_count, translate),
    )
