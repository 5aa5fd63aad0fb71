"""Attack 24: parts of a workbook whose names climb out of it. It is read in memory, so nothing is written anywhere."""

import io
import zipfile
from pathlib import Path

import pytest

from desktop.domain.surveys.forms import read_form
from tests.made_up_files.forms import form

CLIMBING = [
    "../evil",
    "xl/../../evil",
    "/nowhere/evil",
    "C:\\evil",
    "..\\evil",
    "CON",
    "a:b",
    "evil.",
    "evil ",
    "xl/workbook.xml/../../../evil",
    "XL/WORKBOOK.XML",
]


@pytest.mark.parametrize("name", CLIMBING)
def test_a_part_that_climbs_is_never_unpacked(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "a" / "b"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    file = io.BytesIO(form([["text", "a", "A?"]]))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, b"evil")
        link = zipfile.ZipInfo(f"link to {name}".replace("/", "-"))
        link.external_attr = 0o120777 << 16
        archive.writestr(link, name)
    report = read_form(file.getvalue(), "form")
    assert report.is_accepted or report.problems
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b"]
