"""Addresses: the published acceptance table, and the order in which people walk a street."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.addresses import Address, parse_address
from desktop.domain.places import tidy_postcode, tidy_uprn


def parsed(*lines: str, postcode: str = "") -> Address:
    address = parse_address(lines, postcode)
    assert address is not None
    return address


# TTW Digital, guide C3 "Electoral Register Initial Upload", March 2026: number, name, road.
@pytest.mark.parametrize(
    ("lines", "number", "name", "street"),
    [
        (("8 Coleman Road",), 8, "", "Coleman Road"),
        (("8", "Coleman Road"), 8, "", "Coleman Road"),
        (("16A Coleman Road",), 16, "16A", "Coleman Road"),
        (("16B", "Coleman Road"), 16, "16B", "Coleman Road"),
        (("South House 14", "21 Coleman Road"), 21, "South House 14", "Coleman Road"),
        (("South House", "21 Coleman Road"), 21, "South House", "Coleman Road"),
        (("South House", "21", "Coleman Road"), 21, "South House", "Coleman Road"),
        (("B", "16 Coleman Road"), 16, "B", "Coleman Road"),
        (("Ontario Point 55", "Coleman Road"), 0, "Ontario Point 55", "Coleman Road"),
        (("Flat 3, 30 Dalrymple Road",), 30, "Flat 3", "Dalrymple Road"),
        (("James Cottage", "52a Coleman Road"), 52, "James Cottage 52a", "Coleman Road"),
        (("James Cottage 52a", "52 Coleman Road"), 52, "James Cottage 52a", "Coleman Road"),
    ],
)
def test_the_published_table_is_read_as_published(
    lines: tuple[str, ...], number: int, name: str, street: str
) -> None:
    address = parsed(*lines)
    assert (address.number, address.name, address.street) == (number, name, street)


@pytest.mark.parametrize(
    ("lines", "number", "block", "flat", "street"),
    [
        (("8", "-", "Coleman Road"), 8, "", "", "Coleman Road"),
        (("16C", "-", "Coleman Road"), 16, "", "", "Coleman Road"),
        (("14 South House", "Coleman Road"), 0, "South House", "14", "Coleman Road"),
        (("56 Flat 1", "Coleman Road"), 56, "", "1", "Coleman Road"),
        (("1ST & 2ND", "9 Coleman Road"), 9, "1ST & 2ND", "", "Coleman Road"),
        (("3 Connell Court, Lindal Road",), 0, "Connell Court", "3", "Lindal Road"),
        (("[506], 10 Evelina Gardens",), 10, "", "506", "Evelina Gardens"),
        (("4- 6 Knowsley Road",), 4, "", "", "Knowsley Road"),
        (("Flat 12B", "Mill Towers", "31 Park Road", "London"), 31, "Mill Towers", "12B", "Park Road"),
        (("3 Heol y Bont", "Caerdydd"), 3, "", "", "Heol y Bont"),
        (("12 Kingsway", "Hove"), 12, "", "", "Kingsway"),
        (("Rose Cottage", "High Street", "Ambridge"), 0, "Rose Cottage", "", "High Street"),
        (("12 Station Road Flat 2",), 12, "", "2", "Station Road"),
        (("Basement Flat", "42 Station Road"), 42, "", "Basement Flat", "Station Road"),
    ],
)  # fmt: skip
def test_formats_that_the_table_calls_invalid_and_others_are_read_too(
    lines: tuple[str, ...], number: int, block: str, flat: str, street: str
) -> None:
    address = parsed(*lines)
    assert (address.number, address.block, address.flat, address.street) == (number, block, flat, street)


def test_a_street_is_walked_odds_up_then_evens_down_and_flats_within_their_block() -> None:
    doors = [("2",), ("1",), ("10",), ("3",), ("16A",), ("16",), ("Flat 10", "South House", "7")]
    doors += [("Flat 2", "South House", "7"), ("Rose Cottage",), ("7",)]
    addresses = [parsed(*door[:-1], f"{door[-1]} Coleman Road") for door in doors if door[-1][0].isdigit()]
    addresses.append(parsed("Rose Cottage", "Coleman Road"))
    walked = [f"{a.flat}/{a.number_text}" for a in sorted(addresses, key=lambda address: address.walk_key)]
    assert walked == ["/1", "/3", "/7", "2/7", "10/7", "/16", "/16A", "/10", "/2", "/"]
    assert {a.side for a in addresses} == {"odd", "even", "none"}


def test_flats_sort_by_value_not_by_letters() -> None:
    blocks = [parsed(f"Ontario Point {flat}", "Coleman Road") for flat in (100, 9, 55, 1)]
    assert [a.flat for a in sorted(blocks, key=lambda address: address.walk_key)] == ["1", "9", "55", "100"]


def test_numbers_sort_upwards_with_their_letters() -> None:
    addresses = [parsed(f"{number} Coleman Road") for number in ("100", "16B", "9", "16", "16a")]
    assert [a.number_text for a in sorted(addresses, key=lambda a: a.number_sort)] == [
        "9",
        "16",
        "16a",
        "16B",
        "100",
    ]


@pytest.mark.parametrize(
    "other",
    [("8", "Coleman Road", "London"), ("8 COLEMAN  ROAD,", "London"), ("8 Coleman Road, London", "SE5 7TG")],
)
def test_one_address_spelt_in_two_ways_is_one_household(other: tuple[str, ...]) -> None:
    assert (
        parsed(*other, postcode="SE5 7TG").key == parsed("8 Coleman Road", "London", postcode="SE5 7TG").key
    )


def test_two_doors_are_two_households() -> None:
    keys = {
        parsed(*lines, postcode="SE5 7TG").key
        for lines in [("Flat 1", "12 A Road"), ("Flat 11", "2 A Road"), ("1", "12 A Road")]
    }
    assert len(keys) == 3


def test_an_address_of_nothing_but_a_postcode_is_none() -> None:
    assert parse_address(("SE5 7TG",)) is None
    assert parse_address(("-", "")) is None
    assert parse_address(()) is None


@given(st.lists(st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())), max_size=6))
def test_no_text_upsets_the_reading_of_an_address(lines: list[str]) -> None:
    address = parse_address(tuple(lines))
    if address is not None:
        assert parse_address(address.lines, address.postcode) == address


_ODD_STREETS = (
    *("Mill Road", "A Road", "Élan Lane", "Flat 2", "Heol y Bont", "O'Neill Close", "Station Road Flat 2"),
    *("N1 1AA", "Kingsway", "Rose Cottage", "Mill-End 3-5 Street", "İ Way", "1 Mill Road", "-", "12"),
    *("Hove SE5 7TG", "A", ""),
)
_PIECES = st.sampled_from(_ODD_STREETS) | st.text(min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)


@given(
    st.integers(0, 99_999).map(str) | st.sampled_from(["007", "16A", "4-6"]),
    _PIECES,
    st.lists(_PIECES, max_size=3),
    st.sampled_from(["", "SE5 7TG"]),
)
def test_houses_of_one_street_are_read_as_each_would_be_by_itself(
    number: str, street: str, others: list[str], postcode: str
) -> None:
    lines = (f"{number} {street}", *others)
    # A line that says nothing is left out, and with it before them no house is read by its neighbours.
    assert parse_address(lines, postcode) == parse_address(("-", *lines), postcode)


@pytest.mark.parametrize(
    ("text", "tidy"),
    [("se57tg", "SE5 7TG"), ("  NW10   3JU ", "NW10 3JU"), ("W1A1AA", "W1A 1AA"), ("TBC", ""), ("", "")],
)
def test_postcodes_have_capitals_and_one_space(text: str, tidy: str) -> None:
    assert tidy_postcode(text) == tidy


def test_a_uprn_keeps_its_zeros() -> None:
    assert tidy_uprn("000072771509") == tidy_uprn("72771509") == tidy_uprn("72771509.0") == "000072771509"
    assert tidy_uprn("1234567890123") == tidy_uprn("x") == tidy_uprn("0") == ""
