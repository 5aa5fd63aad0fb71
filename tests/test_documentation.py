"""The documentation says what is so: dependencies, targets, commands, words, messages, decisions."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from sync.protocol import hello, messages
from sync.protocol.kinds import KINDS
from tests import commands_page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COMPATIBLE = {"MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "PSF-2.0", "Zlib"}
COMPATIBLE |= {"Unlicense", "OFL-1.1", "LGPL-3.0-only", "GPL-3.0-only", "AGPL-3.0-or-later"}
"""Licences of parts that may be combined with AGPL-3.0-or-later (fonts are carried beside it)."""
BESIDE_IMPORTS = {"psycopg-binary", "font-source-serif-pro", "font-source-sans-pro"}
"""What is needed and not imported: a driver's compiled half, and fonts, which are read as files."""
LOADED_BY_NAME = {"psycopg", "sqlcipher3", "zxcvbn", "keyring"}
"""What is imported by name: by the address of a database, in the place of another, or without types."""


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def named(requirements: object) -> set[str]:
    assert isinstance(requirements, list)
    found = [re.match(r"[\w.-]+", requirement) for requirement in requirements]
    return {normal(match.group()) for match in found if match}


def wanted_by_the_program() -> set[str]:
    part = project()["project"]
    assert isinstance(part, dict)
    return named(part["dependencies"])


def wanted_by_the_workshop() -> set[str]:
    groups, build = project()["dependency-groups"], project()["build-system"]
    assert isinstance(groups, dict)
    assert isinstance(build, dict)
    tools = [tool for tool in groups["dev"] if tool != {"include-group": "build"}]
    return named(tools) | named(groups["build"]) | named(build["requires"])


def locked() -> set[str]:
    return {
        normal(name)
        for lock in ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
        for name in re.findall(
            r"(?m)^([a-z0-9][\w.-]*)==", (ROOT / "build" / lock).read_text(encoding="utf-8")
        )
    }


def table(heading: str) -> dict[str, list[str]]:
    """The rows under a heading of docs/dependencies.md: name to the other cells."""
    section = page("dependencies.md").split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("|")
    ]
    return {row[0]: row[1:] for row in rows[2:]}


def test_every_dependency_of_the_program_is_listed_with_its_reason_and_no_other() -> None:
    assert set(table("What the program needs")) == wanted_by_the_program()


def test_every_tool_is_listed_with_its_reason_and_no_other() -> None:
    assert set(table("What builds and tests it")) == wanted_by_the_workshop()


def test_whatever_else_is_locked_is_listed_with_what_brings_it() -> None:
    direct = wanted_by_the_program() | wanted_by_the_workshop()
    assert set(table("What these bring along")) == locked() - direct


def every_row() -> dict[str, list[str]]:
    return {
        **table("What the program needs"),
        **table("What builds and tests it"),
        **table("What these bring along"),
    }


def test_every_dependency_has_a_reason_and_a_licence_that_agrees_with_ours() -> None:
    for name, (reason, licence) in every_row().items():
        assert reason, name
        assert agrees(licence), name


def agrees(licence: str) -> bool:
    """Whether a licence may be combined with ours; a choice in parentheses is made first."""
    while choice := re.search(r"\(([^()]*)\)", licence):
        chosen = "MIT" if agrees(choice.group(1)) else "none"
        licence = licence.replace(choice.group(), chosen)
    return any(all(part in COMPATIBLE for part in way.split(" AND ")) for way in licence.split(" OR "))


def test_of_a_choice_of_licences_one_must_agree_and_of_several_each() -> None:
    assert agrees("MPL-2.0 AND (Apache-2.0 OR MIT)")
    assert agrees("LGPL-3.0-only OR Proprietary")
    assert not agrees("MPL-2.0 AND (Proprietary OR Secret)")
    assert not agrees("MIT AND Proprietary")


def test_licences_are_those_that_the_packages_state() -> None:
    for name, (_, licence) in every_row().items():
        try:
            stated = importlib.metadata.metadata(name).json.get("license_expression")
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system
        if stated:
            assert licence == stated, name


def test_every_refused_package_is_absent() -> None:
    refused = {normal(part) for name in table("What was considered and refused") for part in name.split(", ")}
    assert refused & locked() == set()


@pytest.mark.parametrize(
    "notice", ["ZETETIC LLC", "AS IS", "LGPL-3.0-only", "SIL Open Font License", "Häring"]
)
def test_the_notices_that_licences_ask_for_are_given(notice: str) -> None:
    assert notice in page("notices.md")


def imported(*tops: str) -> set[str]:
    """The distributions that the code of these folders imports."""
    tree = [
        ast.parse(path.read_text(encoding="utf-8")) for top in tops for path in (ROOT / top).rglob("*.py")
    ]
    roots = {
        name.split(".")[0]
        for module in tree
        for node in ast.walk(module)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    owners = importlib.metadata.packages_distributions()
    foreign = roots - set(sys.stdlib_module_names) - {"desktop", "sync", "tests"}
    return {normal(owner) for root in foreign for owner in owners.get(root, [root])}


def test_the_code_imports_what_is_declared_and_nothing_else() -> None:
    brought = {"shiboken6", "starlette"}  # the one half of PySide6, the other of FastAPI: never without them
    assert imported("desktop", "sync") - brought <= wanted_by_the_program()


def test_nothing_is_declared_that_is_not_used() -> None:
    unused = wanted_by_the_program() - imported("desktop", "sync") - BESIDE_IMPORTS - LOADED_BY_NAME
    assert unused == set()


def old_pip() -> set[str]:
    """The options that pip 23.2 knows, which a new environment of Python 3.11 brings, as far as README types them."""
    return {"--require-hashes", "--no-deps", "--no-build-isolation"}


def test_the_way_by_pip_needs_no_newer_pip_and_fetches_nothing_past_the_locks() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").replace("\\", "/")
    typed = [line for line in readme.splitlines() if " -m pip install " in line]
    assert len(typed) == 4
    for line in typed:
        assert set(re.findall(r"--[a-z-]+", line)) <= old_pip()
        locks = re.findall(r"-r build/(\S+)", line)
        assert set(locks) == {"requirements.txt", "requirements-build.txt"} or line.endswith(
            "--no-deps --no-build-isolation ."
        )
        assert not locks or "--require-hashes" in line


def targets() -> list[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return re.findall(r"(?m)^([a-z][a-z-]*):", text)


@pytest.mark.parametrize("target", targets())
def test_every_target_of_make_is_explained(target: str) -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    assert any(f"make {target}`" in path.read_text(encoding="utf-8") for path in pages)


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for path in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name}: {link}"


def decisions() -> list[Path]:
    return sorted((DOCS / "decisions").glob("*.md"))


def test_no_two_decisions_have_one_number() -> None:
    numbers = [path.name[:4] for path in decisions()]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_fits_a_page_and_says_what_was_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert "## Decided" in text
    assert "## Refused" in text
    assert len(text.splitlines()) <= 60


def structures(module: ModuleType) -> list[str]:
    return [
        name
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, msgspec.Struct)
        and value.__module__ == module.__name__
    ]


@pytest.mark.parametrize("name", [*structures(messages), *structures(hello)])
def test_every_message_of_the_wire_is_in_the_protocol(name: str) -> None:
    assert f"`{name}`" in page("protocol.md")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_record_and_its_fields_are_in_the_protocol(kind: str) -> None:
    text = page("protocol.md")
    assert f"`{kind}`" in text
    for field in KINDS[kind].fields:
        assert f"`{field}`" in text, field


def glossary() -> list[list[str]]:
    """The rows of the glossary: word, meaning, names in the code."""
    rows = [line.strip("|").split("|") for line in page("glossary.md").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows if row[0].strip() != "word"]


@cache
def code() -> str:
    """All that is written in the program, as one text."""
    return "\n".join(
        path.read_text(encoding="utf-8")
        for top in ("desktop", "sync")
        for path in sorted((ROOT / top).rglob("*.py"))
    )


def test_every_name_that_the_glossary_gives_is_in_the_code() -> None:
    names = {name for row in glossary() for name in re.findall(r"`([^`]+)`", row[2])}
    assert {name for name in names if not re.search(rf"\b{re.escape(name)}\b", code())} == set()


def test_every_word_of_the_glossary_is_used() -> None:
    words = {row[0].strip("*").replace(" ", "[ _]?") for row in glossary()}
    assert {word for word in words if not re.search(word, code(), re.IGNORECASE)} == set()


def test_no_word_of_the_glossary_stands_twice() -> None:
    words = [row[0].strip("*") for row in glossary()]
    assert sorted(words) == sorted(set(words))


def is_error(node: ast.ClassDef) -> bool:
    """Whether a class is of a family of errors: their names are made of words that stand here already."""
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    return any(base == "Exception" or base.endswith("Problem") for base in bases)


def domain_classes() -> set[str]:
    return {
        node.name
        for path in (ROOT / "desktop" / "domain").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not is_error(node)
    }


def test_every_class_of_the_domain_and_every_kind_of_record_is_in_the_glossary() -> None:
    told = {name for row in glossary() for name in re.findall(r"`([^`]+)`", row[2])}
    assert (domain_classes() | set(KINDS)) - told == set()


def test_the_page_of_commands_is_what_the_programs_say() -> None:
    """``make commands`` writes it anew."""
    assert page("commands.md") == commands_page.text()


def refusal_codes() -> set[str]:
    """The codes that the server refuses with, as they stand in its code: ``Refused(409, "gap")``."""
    return {
        node.args[1].value
        for path in (ROOT / "sync" / "server").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Refused"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    }


@pytest.mark.parametrize("code", sorted(refusal_codes()))
def test_every_refusal_of_the_server_is_in_the_protocol(code: str) -> None:
    assert f"`{code}`" in page("protocol.md")
