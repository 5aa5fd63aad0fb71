"""The page of threats says what is tried: each attack has its tests, or says why it is open."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "threats.md"
ATTACKS = 47


def rows() -> dict[int, str]:
    """The last cell of each attack's row, by its number."""
    found = re.findall(r"(?m)^\| (\d+) \| [^|]+ \| (.+) \|$", PAGE.read_text(encoding="utf-8"))
    return {int(number): cell for number, cell in found}


def links(cell: str) -> list[Path]:
    return [(PAGE.parent / link).resolve() for link in re.findall(r"\]\(([^)]+)\)", cell)]


def test_every_attack_stands_on_the_page_once() -> None:
    assert list(rows()) == list(range(1, ATTACKS + 1))


def test_every_attack_has_tests_that_are_there_or_says_why_it_is_open() -> None:
    for number, cell in rows().items():
        if cell.startswith("open: "):
            assert not links(cell), number
            continue
        assert links(cell), number
        assert all(path.is_file() for path in links(cell)), number


def test_every_test_of_an_attack_stands_in_its_row() -> None:
    for path in (ROOT / "tests" / "attacks").glob("test_[0-9]*.py"):
        number = int(path.name[5:7])
        assert path.resolve() in links(rows()[number]), path.name
