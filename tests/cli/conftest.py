"""A vault that was made by the command line, and somebody who types."""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminals import QUICK, Person, quick_person


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that nobody has written to, made once."""
    folder = tmp_path_factory.mktemp("made") / "records"
    told = Person(folder).say("vault", "create", "--name", "Ann", "--laptop", "Kitchen")
    assert told.status == 0, told.err
    return folder


@pytest.fixture
def vault(made: Path, tmp_path: Path) -> Path:
    """A vault of the test's own."""
    return Path(shutil.copytree(made, tmp_path / "records"))


@pytest.fixture(scope="session")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that nobody has written to, and that opens at once."""
    return quick_person(tmp_path_factory.mktemp("quick") / "records", "Ann", "Kitchen").vault


@pytest.fixture
def ann(quick: Path, tmp_path: Path) -> Person:
    """Somebody who types commands about a vault of their own."""
    return Person(Path(shutil.copytree(quick, tmp_path / "quick")), floor=QUICK)
