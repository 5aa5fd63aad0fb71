"""How it is told who wrote something, and where."""

import pytest

from desktop.wording.people import written_on


@pytest.mark.parametrize(
    ("named", "told"),
    [("Ropewalk 2", "laptop Ropewalk 2"), ("Bo’s laptop", "Bo’s laptop"), ("", "another laptop")],
)
def test_a_laptop_is_called_a_laptop_once(named: str, told: str) -> None:
    assert written_on(named, is_this_laptop=False) == told
    assert written_on(named, is_this_laptop=True) == "this laptop"
