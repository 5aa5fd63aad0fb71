"""Sentences that people read: plain British words, no jargon, and a current catalogue for translators."""

import ast
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from desktop.wording.jargon import JARGON
from tests.catalogue import CATALOGUE, modules_of, translated, written

ROOT = Path(__file__).parents[1]
AMERICAN = (
    r"\b(color|colors|organiz\w+|recogniz\w+|center|centers|canceled|canceling|enrollments?|favorites?|behavior|"
    r"labeled|labeling|license[sd]? (is|of)|dialogs?|gray|neighbor\w*|honor\w*|labor|analyze\w*|"
    r"catalog|judgment|check (box|mark)|zip code|last name|first name|apartment|ok|okay|please wait)\b"
)
SYNONYMS = r"\b(voters?|passwords?|username|database|users?|errors?|invalid)\b"
"""Words for which the house has another (elector, passphrase, laptop, person), or says what happened."""


@cache
def sentences() -> list[tuple[str, str]]:
    """Where and what: each text that is handed to a translator, and each sentence of the wording."""
    found = []
    for path in modules_of("wording", "ui", "print"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        is_wording = "wording" in path.relative_to(ROOT).parts
        for line, text in (*translated(tree), *(written(tree) if is_wording else ())):
            found.append((f"{path.relative_to(ROOT).as_posix()}:{line}", text))
    return found


def breaking(pattern: str) -> dict[str, str]:
    """The sentences in which a pattern is found, by place."""
    return {place: text for place, text in sentences() if re.search(pattern, text, re.IGNORECASE)}


def test_there_are_sentences_to_look_at() -> None:
    assert len(sentences()) > 100


@pytest.mark.parametrize("word", sorted(JARGON))
def test_jargon_is_not_said(word: str) -> None:
    assert breaking(rf"\b{re.escape(word)}(s|es|d|ed)?\b") == {}


def test_spelling_is_british() -> None:
    assert breaking(AMERICAN) == {}


def test_no_second_word_is_used_for_what_has_one() -> None:
    assert breaking(SYNONYMS) == {}


def test_nobody_is_shouted_at() -> None:
    assert breaking(r"\w!") == {}
    capitals = {word for _, text in sentences() for word in re.findall(r"\b[A-Z]{4,}\b", text)}
    assert capitals <= {"HTTP", "HTTPS", "JSON", "README", "XLSX"}


def test_nothing_ends_in_dots_and_quotes_are_typographic_or_straight_but_not_mixed() -> None:
    assert breaking(r"…|\.\.\.") == {}
    mixed = {place for place, text in sentences() if re.search("[“”]", text) and '"' in text}
    assert mixed == set()


def test_the_catalogue_for_translators_is_current(tmp_path: Path) -> None:
    """``make strings`` writes it anew."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    if not lupdate.exists() and shutil.which("pyside6-lupdate") is None:
        pytest.skip("Qt's translation tools are not installed")
    fresh = tmp_path / CATALOGUE.name
    subprocess.run(
        [sys.executable, "-m", "tests.catalogue", str(fresh)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=100,
    )
    assert messages(CATALOGUE) == messages(fresh)


def messages(catalogue: Path) -> set[tuple[str, str]]:
    """The (context, source) pairs of a catalogue."""
    tree = ElementTree.parse(catalogue)  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in tree.getroot().iter("context")
        for message in context.iter("message")
    }


KEY = r"(Ctrl\+|Alt\+|F\d|Enter|Tab|Backspace|Esc|.$)"


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs" / "guides").glob("*.md"))])
def test_what_the_guides_name_in_bold_is_on_a_screen(page: Path) -> None:
    named = set(re.findall(r"\*\*([^*]+)\*\*", page.read_text(encoding="utf-8")))
    said = "\n".join(text for _, text in sentences())
    assert {name for name in named if name not in said and not re.match(KEY, name)} == set()
