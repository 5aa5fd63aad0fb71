"""What a register file was found to hold: the counts and problems that an importer shows."""

from dataclasses import dataclass

from desktop.domain.register.problems import Problem


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """``rows`` = ``electors`` + rows refused. Banner lines, blank lines and the header are not rows; they are
    counted apart.

    ``accepted`` is False where the whole file is refused; the counts then say how far reading came.
    ``layout``, ``encoding`` and ``delimiter`` (the character itself) are "" where they were not found out.
    ``households`` are distinct addresses. ``problems`` lists the first ones in the order of rows;
    ``problem_count`` counts all.
    """

    accepted: bool
    layout: str = ""
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    electors: int = 0
    households: int = 0
    polling_districts: int = 0
    other_electors: int = 0
    anonymous_electors: int = 0
    banners: int = 0
    blank_rows: int = 0
    problem_count: int = 0
    problems: tuple[Problem, ...] = ()
