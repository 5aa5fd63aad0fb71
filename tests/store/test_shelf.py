"""The vaults of those who share a laptop: the folders are the truth, the labels beside them may be lost."""

import json
from pathlib import Path

import pytest

from desktop.domain.labels import LabelRefused, LabelUnknown
from desktop.store.shelf import LABELS, Shelf
from desktop.store.vault_names import KEY_NAME


def somebody(folder: Path) -> Path:
    """A folder that looks like a vault, as far as the shelf looks."""
    folder.mkdir(parents=True)
    (folder / KEY_NAME).write_bytes(b"")
    return folder


def another(shelf: Shelf, label: str = "") -> Path:
    folder = somebody(shelf.place_for_another())
    shelf.put_first(folder, label)
    return folder


def labels(shelf: Shelf) -> list[str]:
    return [each.label for each in shelf.listed()]


def test_a_single_vault_needs_nothing_and_nothing_is_written_for_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert (shelf.listed(), shelf.default(), shelf.last_used()) == ([], shelf.first, shelf.first)
    assert shelf.place_for_another() == tmp_path / "records"
    somebody(shelf.first)
    shelf.put_first(shelf.first)
    shelf.tidy()
    assert labels(shelf) == ["Person 1"]
    assert [path.name for path in tmp_path.iterdir()] == ["records"]


def test_whoever_was_there_last_is_first_and_a_terminal_still_means_the_first_vault(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    second = another(shelf, "BM")
    third = another(shelf)
    assert labels(shelf) == ["Person 2", "BM", "Person 1"]
    assert shelf.last_used() == third
    shelf.put_first(second)
    assert labels(shelf) == ["BM", "Person 2", "Person 1"]
    assert shelf.default() == shelf.first


def test_a_folders_name_tells_nothing_of_whose_it_is(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    places = {shelf.place_for_another().name for _ in range(20)}
    assert len(places) == 20
    assert all(len(name) == 16 and int(name, 16) >= 0 for name in places)


def test_the_file_of_labels_says_who_reads_it_and_holds_nothing_else(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    second = another(shelf, "BM")
    document = json.loads((tmp_path / LABELS).read_text("utf-8"))
    assert document.pop("note").startswith("Anybody who opens this laptop can read this file.")
    assert document == {
        "people": [
            {"folder": second.name, "label": "BM"},
            {"folder": "records", "label": "Person 1"},
        ]
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"people": 3}',
        b'{"people": [{"folder": "../elsewhere", "label": "x"}]}',
        b'{"people": [{"folder": 7, "label": "x"}]}',
        b'{"people": [{"folder": "records", "label": "a\\u202eb"}]}',
        b'{"people": [{"folder": "records", "label": {}}]}',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_a_file_of_labels_that_is_broken_costs_labels_and_nothing_more(
    tmp_path: Path, content: bytes
) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    second = another(shelf, "BM")
    (tmp_path / LABELS).write_bytes(content)
    assert {each.folder for each in shelf.listed()} == {shelf.first, second}
    assert sorted(labels(shelf)) == ["Person 1", "Person 2"]


def test_a_label_that_somebody_has_is_not_given_twice(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    another(shelf, "BM")
    with pytest.raises(LabelRefused) as refused:
        shelf.relabel(shelf.first, "bm")
    assert refused.value.what == "taken"
    assert shelf.relabel(shelf.first, " Ann ") == "Ann"
    assert labels(shelf) == ["BM", "Ann"]
    assert shelf.find("ANN") == shelf.first
    with pytest.raises(LabelUnknown):
        shelf.find("Person 1")


def test_two_in_the_file_with_one_label_are_told_apart(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    second = another(shelf, "BM")
    people = [{"folder": name, "label": "BM"} for name in (second.name, "records")]
    (tmp_path / LABELS).write_text(json.dumps({"people": people}))
    assert labels(shelf) == ["BM", "Person 1"]


def test_a_label_is_forgotten_with_its_vault(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    second = another(shelf, "BM")
    (second / KEY_NAME).unlink()
    shelf.tidy()
    assert "BM" not in (tmp_path / LABELS).read_text("utf-8")
    assert labels(shelf) == ["Person 1"]


def test_what_else_lies_among_the_folders_is_nobodys(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    somebody(shelf.first)
    somebody(tmp_path / "people" / "mine")
    elsewhere = somebody(tmp_path / "elsewhere")
    (tmp_path / "people" / "0123456789abcdef").symlink_to(elsewhere, target_is_directory=True)
    assert [each.folder for each in shelf.listed()] == [shelf.first]
