"""The forty fault scenarios are all there, each by its number."""

import ast
import re
from pathlib import Path

from tests.faults.gateway import Fate
from tests.faults.test_network import ANSWER_LOST, NOT_OUR_SERVER, OUT_OF_ORDER, REQUEST_LOST, SPOILT, TWICE

NUMBERED = re.compile(r"test_(\d\d)_\w+")  # noqa: TID251 - our own constant
SECTIONS = {
    "network": (1, 10),
    "server": (11, 20),
    "client": (21, 30),
    "clocks": (31, 34),
    "meaning": (35, 40),
}


def numbers(section: str) -> list[int]:
    """The numbers of a section's tests, in the order of the file."""
    tree = ast.parse((Path(__file__).parent / f"test_{section}.py").read_text(encoding="utf-8"))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [int(found.group(1)) for name in names if (found := NUMBERED.fullmatch(name))]


def test_each_of_the_forty_is_a_test_by_its_number_in_its_section() -> None:
    for section, (first, last) in SECTIONS.items():
        assert sorted(set(numbers(section))) == list(range(first, last + 1))
        assert numbers(section) == sorted(numbers(section))


def test_whatever_a_gateway_does_belongs_to_a_scenario() -> None:
    belonging = [*REQUEST_LOST, *ANSWER_LOST, *TWICE, *OUT_OF_ORDER, *NOT_OUR_SERVER, *SPOILT]
    assert sorted(belonging) == sorted(Fate)
