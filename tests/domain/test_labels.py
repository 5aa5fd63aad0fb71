"""What somebody may be called on a locked page that everybody sees."""

import pytest

from desktop.domain.labels import MOST_LETTERS, LabelRefused, accept_label, free_label


def test_a_label_is_kept_without_gaps_around_it() -> None:
    assert accept_label("  Ann   K. ") == "Ann K."


@pytest.mark.parametrize(
    ("label", "what"),
    [
        ("", "empty"),
        (" \t ", "empty"),
        ("x" * (MOST_LETTERS + 1), "long"),
        ("Ann\u202e", "unfit"),
        ("An\x00n", "unfit"),
        ("\u200b", "unfit"),
        ("\ud800", "unfit"),
    ],
)
def test_what_cannot_be_a_label_is_refused(label: str, what: str) -> None:
    with pytest.raises(LabelRefused) as refused:
        accept_label(label)
    assert refused.value.what == what


def test_whoever_chooses_nothing_has_the_first_number_that_is_free() -> None:
    assert free_label([]) == "Person 1"
    assert free_label(["PERSON 1", "Ann", "Person 3"]) == "Person 2"
