"""Editions and ids: the same bytes and the same names on every laptop."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain import made_up
from desktop.domain.register import edition
from desktop.domain.register.edition import EditionBroken, NotCanonical, read_edition, write_edition
from desktop.domain.register.elector import Elector, sort_key
from desktop.domain.register.identity import Identities, elector_id, elector_identity, household_id
from desktop.domain.register.reading import RegisterReader
from tests.made_up_files.register_files import PP50, TODAY, XPRESS, as_bytes, pp50_row, xpress_rows

KEY = bytes(range(32))


def truth() -> list[Elector]:
    electors = list(made_up.electors(400, 7))
    electors[3] = electors[3]._replace(
        suffix="2", attains_on=date(2027, 5, 1), uprn="000072771509", markers="G"
    )
    electors[5] = electors[5]._replace(address=None, is_other_elector=True)
    electors.append(Elector("ZZ", 4, is_anonymous=True))
    return sorted(electors, key=sort_key)


def test_an_edition_gives_back_what_it_was_written_from() -> None:
    assert list(read_edition(write_edition(truth()))) == truth()


@settings(max_examples=20)
@given(st.integers(), st.integers(min_value=1, max_value=5_000))
def test_the_order_of_electors_and_the_size_of_pieces_change_no_byte(seed: int, size: int) -> None:
    electors = truth()
    Random(seed).shuffle(electors)
    written = b"".join(write_edition(electors))
    assert written == b"".join(write_edition(truth()))
    assert list(read_edition(written[at : at + size] for at in range(0, len(written), size))) == truth()


def test_the_same_register_in_another_encoding_and_layout_is_the_same_edition() -> None:
    rows = xpress_rows(200)
    files = [
        as_bytes(XPRESS, rows),
        as_bytes(XPRESS, reversed(rows), encoding="utf-16", delimiter="\t"),
        as_bytes(XPRESS, rows, encoding="utf-8-sig", delimiter=";", newline="\n"),
    ]
    editions = {b"".join(write_edition(RegisterReader([data], TODAY))) for data in files}
    assert len(editions) == 1
    plain = list(made_up.electors(200, 1))
    assert (
        list(read_edition(write_edition(RegisterReader([as_bytes(PP50, map(pp50_row, plain))], TODAY))))
        == plain
    )


def test_an_edition_that_was_cut_or_changed_is_noticed() -> None:
    edition = b"".join(write_edition(truth()))
    last = edition.rindex(b"E\t")
    for broken in (
        b"",
        edition[:-1],
        edition[:last],
        edition + b"x\n",
        edition.replace(b"edition 1", b"edition 2"),
    ):
        with pytest.raises(EditionBroken):
            list(read_edition([broken]))


@given(st.binary(max_size=300))
def test_bytes_that_are_no_edition_raise_nothing_else(tail: bytes) -> None:
    with pytest.raises(EditionBroken):
        list(read_edition([b"groundswell register edition 1\n", tail, b"\n?\n"]))


def test_two_electors_with_one_number_make_no_edition() -> None:
    with pytest.raises(NotCanonical):
        list(write_edition([Elector("A", 1, family_name="X"), Elector("A", 1, family_name="Y")]))


def test_an_edition_holds_nothing_of_the_councils_own_columns() -> None:
    rows = [[*row, "SECRET998877"] for row in xpress_rows(5)]
    edition = b"".join(write_edition(RegisterReader([as_bytes([*XPRESS, "Elector ID"], rows)], TODAY)))
    assert b"SECRET" not in edition


def test_an_electors_id_is_128_bits_and_fixed_for_ever() -> None:
    found = elector_id(KEY, "Wexbridge", "2027", "DK2", 231, "")
    assert found == "ee1b42452cfd9b135b28dd551932f18c"
    assert household_id(KEY, "8 coleman road|SE57TG") == "319a34056b5fea057f34067b54b96db1"


def test_ids_differ_with_every_part_and_not_with_letter_case() -> None:
    base = ("Wexbridge", "2027", "DK2", 231, "")
    others = [("Wexbridg", "e2027", "DK2", 231, ""), ("Wexbridge", "2028", "DK2", 231, "")]
    others += [("Wexbridge", "2027", "DK", 2231, ""), ("Wexbridge", "2027", "DK2", 23, "1")]
    assert len({elector_id(KEY, *parts) for parts in (base, *others)}) == 5
    assert elector_id(KEY, "WEXBRIDGE ", "2027", "dk2", 231, "") == elector_id(KEY, *base)
    assert elector_id(b"other", *base) != elector_id(KEY, *base)
    assert elector_identity(*base).startswith(b"\x00\x00\x00\x15groundswell elector 1")


@given(st.text(max_size=5), st.integers(min_value=1, max_value=999_999), st.text(max_size=4), st.text())
def test_ids_made_one_after_another_are_those_made_singly(
    district: str, number: int, suffix: str, address_key: str
) -> None:
    identities = Identities(KEY, "Wexbridge", "2027")
    for _ in range(2):
        one = identities.elector(district, number, suffix)
        assert one.hex() == elector_id(KEY, "Wexbridge", "2027", district, number, suffix)
        assert identities.household(address_key).hex() == household_id(KEY, address_key)


@pytest.mark.parametrize("is_shuffled", [False, True])
def test_what_is_packed_meanwhile_is_the_same_edition(
    is_shuffled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = b"".join(write_edition(truth()))
    monkeypatch.setattr(edition, "_RUN", 50)
    monkeypatch.setattr(edition, "_PIECE", 8)
    electors = truth()
    if is_shuffled:
        Random(3).shuffle(electors)
    assert b"".join(write_edition(electors)) == whole
    with pytest.raises(NotCanonical):
        list(write_edition([*electors, electors[0]]))
