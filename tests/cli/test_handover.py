"""Handing the laptop over at the terminal."""

import pytest

from desktop.domain.handovers import InitialsRefused, read_initials
from tests.cli.terminals import Person


@pytest.mark.parametrize(
    ("text", "found"),
    [("ab", ("AB",)), ("a.b. CD, cd", ("AB", "CD")), ("zoë ŵy", ("ZOË", "ŴY"))],
)
def test_initials_are_letters_each_once(text: str, found: tuple[str, ...]) -> None:
    assert read_initials(text) == found


@pytest.mark.parametrize(
    "text",
    ["", " ", "abcde", "a1", "<b>", "a\x00-", " ".join(f"{a}{b}" for a in "abcdefg" for b in "abcdefg")],
)
def test_what_are_no_initials_is_refused(text: str) -> None:
    with pytest.raises(InitialsRefused):
        read_initials(text)


def test_nothing_is_handed_over_without_a_turf_or_to_nobody(ann: Person) -> None:
    assert ann.get("handover", "list") == []
    assert ann.refused("handover", "end").document["code"] == "not_handed_over"
    refused = ann.refused("handover", "begin", "--turf", "ab" * 16, "--initials", "AB")
    assert refused.document["code"] in ("no_such_turf", "not_an_organiser", "organiser_only")
