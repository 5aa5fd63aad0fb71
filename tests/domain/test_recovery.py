"""A recovery code survives the drawer, the pen and cold hands; a slip is found group by group."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.recovery import ALPHABET, GROUP_LENGTH, GROUPS, RecoveryCodeWrong, new_code, read_code

codes = st.integers(min_value=0).map(lambda seed: new_code(random.Random(seed).choice))
groups = st.integers(min_value=0, max_value=GROUPS - 1)
places = st.integers(min_value=0, max_value=GROUP_LENGTH - 1)


def wrong_groups(typed: str) -> tuple[int, ...]:
    with pytest.raises(RecoveryCodeWrong) as wrong:
        read_code(typed)
    return wrong.value.groups


def with_group(code: str, number: int, group: str) -> str:
    parts = code.split("-")
    parts[number] = group
    return "-".join(parts)


@given(codes)
def test_a_code_is_read_as_it_was_printed(code: str) -> None:
    assert read_code(code) == code
    assert [len(group) for group in code.split("-")] == [GROUP_LENGTH] * GROUPS
    assert set(code) <= set(ALPHABET) | {"-"}


@given(codes)
def test_case_spacing_and_dashes_do_not_matter(code: str) -> None:
    assert read_code(code.lower()) == code
    assert read_code(code.replace("-", "")) == code
    assert read_code(f"  {code.replace('-', ' – ')}\n") == code
    assert read_code(code.replace("-", "\n")) == code
    assert read_code("".join(chr(ord(letter) + 0xFEE0) for letter in code.replace("-", ""))) == code


@given(codes, groups, places, st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_found_in_its_group(code: str, number: int, place: int, letter: str) -> None:
    group = code.split("-")[number]
    slip = group[:place] + letter + group[place + 1 :]
    if slip != group:
        assert wrong_groups(with_group(code, number, slip)) == (number + 1,)


@given(codes, groups, places, places)
def test_two_letters_swapped_are_found_in_their_group(code: str, number: int, one: int, other: int) -> None:
    letters = list(code.split("-")[number])
    letters[one], letters[other] = letters[other], letters[one]
    if "".join(letters) != code.split("-")[number]:
        assert wrong_groups(with_group(code, number, "".join(letters))) == (number + 1,)


@given(codes, groups, groups)
def test_two_groups_swapped_are_found_both(code: str, one: int, other: int) -> None:
    parts = code.split("-")
    parts[one], parts[other] = parts[other], parts[one]
    if one != other:
        assert wrong_groups("-".join(parts)) == tuple(sorted((one + 1, other + 1)))


@given(codes, groups)
def test_a_missing_letter_is_found_in_its_group(code: str, number: int) -> None:
    assert wrong_groups(with_group(code, number, code.split("-")[number][:-1])) == (number + 1,)


@given(codes)
def test_missing_groups_are_named(code: str) -> None:
    assert wrong_groups("-".join(code.split("-")[:6])) == (7, 8)


@given(codes)
def test_a_code_with_more_behind_it_is_no_code(code: str) -> None:
    assert wrong_groups(code + "-ABCD") == ()


@pytest.mark.parametrize(
    "typed", ["", "-", "\x00", "\ud800", "I" * 32, "0" * 32, "é" * 1000, "A" * 10_000_000]
)
def test_what_is_no_code_at_all_is_wrong_in_every_group_or_too_long(typed: str) -> None:
    with pytest.raises(RecoveryCodeWrong):
        read_code(typed)


@given(st.text(max_size=60))
def test_nothing_typed_by_chance_is_a_code(typed: str) -> None:
    assert all(1 <= number <= GROUPS for number in wrong_groups(typed))


def test_codes_differ() -> None:
    choose = random.Random(3).choice
    assert len({new_code(choose) for _ in range(500)}) == 500
