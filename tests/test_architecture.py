"""Rules of the house that neither ruff nor import-linter can hold.

Docstrings, relative imports and complexity are ruff's; who may import whom is import-linter's. ``make check``
runs all three.
"""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST_LINES = 400
MEDIAN_LINES = 150
MOST_LINES_OF_A_FUNCTION = 60
NOT_A_NOUN = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "controller"}
LAZY = {"PySide6", "alembic", "cryptography", "elementpath", "fastapi", "mnemonic", "openpyxl", "psycopg"}
LAZY |= {
    "importlib",
    "platformdirs",
    "pyxform",
    "re2",
    "sqlalchemy",
    "urllib3",
    "uvicorn",
    "xlsxwriter",
    "zxcvbn",
}
"""Libraries that cost so much to import that a function may do it when it needs them."""
COMPOSERS = {"desktop/main.py", "desktop/ui/rooms.py", "desktop/ui/window.py", "sync/server/main.py"}
COMPOSERS |= {"desktop/ui/lock/hearing.py", "desktop/ui/backups/closing.py"}
COMPOSERS |= {"desktop/ui/start/pages.py", "desktop/ui/start/vaults.py", "desktop/wording/faults.py"}
"""Where the program is put together; parts are loaded when first needed, so that the window shows first.

The pages before a passphrase, the operations behind them and the words for faults lead to the store, its cipher and
the network: half a second of reading that nobody needs before the first page is painted.
"""
HEAVY = ("PySide6", "openpyxl", "pyxform", "elementpath", "fastapi", "sqlalchemy", "alembic", "uvicorn")
PROGRAM = ("desktop", "sync")
SQL = (
    r"(?is)\b(select\s.+\sfrom\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\w+\s+set\s|delete\s+from\s|"
    r"create\s+(unique\s+|virtual\s+)?(table|index)\s)|^\s*pragma\s"
)


@cache
def modules(*tops: str) -> list[Path]:
    return sorted(
        path for top in tops for path in (ROOT / top).rglob("*.py") if "__pycache__" not in path.parts
    )


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@pytest.fixture(autouse=True, scope="module")
def no_tree_is_left() -> Iterator[None]:
    """A million objects would be looked through whenever a later test collects garbage."""
    yield
    tree_of.cache_clear()


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def nodes(*tops: str) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of every module under these folders, with where it stands."""
    for path in modules(*tops):
        for node in ast.walk(tree_of(path)):
            yield path, node


def called(node: ast.AST) -> str:
    """The last part of the name of what a node calls, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def place(path: Path, node: ast.AST) -> str:
    return f"{short(path)}:{getattr(node, 'lineno', 0)}"


@cache
def tracked() -> list[Path]:
    """The files of the project: what git knows or would take; without git, all but the environments."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, check=True, capture_output=True, text=True,
        ).stdout.splitlines()  # fmt: skip
        found = [ROOT / name for name in listed]
    else:
        found = [path for path in ROOT.rglob("*") if not any(part.startswith(".venv") for part in path.parts)]
    return [path for path in found if path.is_file()]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    assert {
        short(path): lines(path) for path in modules("desktop", "sync", "tests") if lines(path) > MOST_LINES
    } == {}


def test_modules_are_small_as_a_rule() -> None:
    sizes = [lines(path) for path in modules(*PROGRAM) if path.name != "__init__.py"]
    assert statistics.median(sizes) <= MEDIAN_LINES


def is_table(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is one statement: a table of sentences or columns, read like a list."""
    return sum(not isinstance(part, ast.Expr) for part in function.body) == 1


def test_a_function_fits_on_a_screen() -> None:
    long = {
        f"{place(path, node)} {node.name}": node.end_lineno - node.lineno + 1
        for path, node in nodes("desktop", "sync", "tests")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= MOST_LINES_OF_A_FUNCTION
        and not is_table(node)
    }
    assert long == {}


def test_every_module_is_named_by_a_noun_that_says_something() -> None:
    names = {
        short(path): {path.stem, *path.relative_to(ROOT).parts}
        for path in modules("desktop", "sync", "tests")
    }
    assert {where for where, parts in names.items() if parts & NOT_A_NOUN} == set()


def test_the_build_folder_is_no_package() -> None:
    assert not (ROOT / "build" / "__init__.py").exists()


def test_only_the_store_opens_a_database_and_only_on_a_connection() -> None:
    opened = [(path, node) for path, node in nodes("desktop") if called(node) == "Database"]
    assert {short(path) for path, _ in opened} <= {"desktop/store/connection.py"}
    for path, node in opened:
        assert isinstance(node, ast.Call)
        given = node.args[0]
        assert not isinstance(given, ast.Constant | ast.JoinedStr), place(path, node)
        assert "path" not in ast.unparse(given).lower(), f"{place(path, node)} opens a path, not a connection"


def test_nobody_imports_the_plain_sqlite() -> None:
    found = [
        place(path, node)
        for path, node in nodes("desktop", "sync")
        if (isinstance(node, ast.Import) and any(name.name.split(".")[0] == "sqlite3" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlite3")
    ]
    assert found == []


@pytest.mark.parametrize("name", ["setStyleSheet", "QSortFilterProxyModel", "keyClicks"])
def test_what_the_look_and_the_lists_refuse_is_not_used(name: str) -> None:
    found = [
        place(path, node)
        for path, node in nodes("desktop", "tests")
        if (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.Name) and node.id == name)
    ]
    assert found == []


def test_sql_is_written_in_the_stores_alone() -> None:
    found = [
        place(path, node)
        for path, node in nodes(*PROGRAM)
        if not short(path).startswith(("desktop/store/", "sync/server/"))
        and (
            called(node) in {"execute", "executemany", "executescript"}
            or (isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(SQL, node.value))
        )
    ]
    assert found == []


def test_no_function_changes_a_global_or_sleeps() -> None:
    found = [
        place(path, node)
        for path, node in nodes(*PROGRAM)
        if isinstance(node, ast.Global)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep", "QThread.sleep"})
    ]
    assert found == []


def test_an_import_inside_a_function_is_of_a_heavy_library() -> None:
    found = []
    for path, function in nodes(*PROGRAM):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            named = (
                [name.name for name in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            allowed = LAZY | (set(PROGRAM) if short(path) in COMPOSERS else set())
            found += [f"{place(path, node)} {name}" for name in named if name.split(".")[0] not in allowed]
    assert found == []


def test_the_terminal_loads_neither_qt_nor_a_heavy_library() -> None:
    """``groundswell people list`` must not wait for a window's libraries, and must run where Qt is absent."""
    code = f"import desktop.main, sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_the_window_shows_before_store_and_network_are_read() -> None:
    pages = "desktop.ui.program, desktop.ui.start.first, desktop.ui.start.unlock"
    heavy = ("sqlite_utils", "sqlcipher3", "cryptography", "urllib3", "msgspec", "zxcvbn")
    code = f"import {pages}, sys; print(*[name for name in {heavy!r} if name in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert told.stdout.split() == []


def test_qt_survives_more_calls_than_python_has_references_to_nothing() -> None:
    """PySide6 6.12.0 drops a reference to None at each void call: Python 3.11 aborts after some 5,300."""
    code = "from PySide6.QtCore import QObject; o = QObject(); [o.setObjectName('x') for _ in range(50_000)]"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Put together here, so that this file does not name them either.
    machine = [rf"(?<![\w.$}}])/{top}/\w" for top in ("work", "home", "Users")]
    registry = [
        "py" + r"pi\.org",
        "python" + "hosted",
        "--(extra-)?index" + "-url",
        "artifact" + "ory",
        "npm" + "js",
    ]
    wanted = "|".join(machine + registry)
    found = {}
    for path in tracked():
        if path.name == "LICENSE" or path.suffix in {".png", ".svg", ".ttf", ".qm"}:
            continue
        match = re.search(wanted, path.read_text(encoding="utf-8", errors="replace"))
        if match:
            found[short(path)] = match.group()
    assert found == {}


def test_no_file_leaves_work_for_later() -> None:
    later = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b"
    left = [
        short(path)
        for path in tracked()
        if path.suffix in {".py", ".md", ".sh", ".toml"}
        and re.search(later, path.read_text(encoding="utf-8"))
    ]
    assert left == []


def locked(name: str) -> list[tuple[str, int]]:
    """Each requirement of a lock file with the number of its hashes."""
    found: list[tuple[str, int]] = []
    for line in (ROOT / "build" / name).read_text(encoding="utf-8").splitlines():
        start = re.match(r"([a-z0-9][a-z0-9._-]*)==", line)
        if start:
            found.append((start.group(1), 0))
        elif "--hash=sha256:" in line and found:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            assert line.startswith(("#", "    # ")) or not line.strip(), f"{name}: {line}"
    return found


@pytest.mark.parametrize(
    ("name", "least"),
    [("requirements.txt", 21), ("requirements-build.txt", 5), ("requirements-dev.txt", 21)],
)
def test_every_locked_requirement_carries_a_hash(name: str, least: int) -> None:
    requirements = locked(name)
    assert len(requirements) >= least
    assert [requirement for requirement, hashes in requirements if not hashes] == []


@pytest.mark.parametrize("installed", ["requirements.txt", "requirements-build.txt"])
def test_what_people_install_is_part_of_what_is_tested(installed: str) -> None:
    def pins(name: str) -> set[str]:
        return set(
            re.findall(r"^([a-z0-9][\w.-]*==[\w.]+)", (ROOT / "build" / name).read_text(), re.MULTILINE)
        )

    assert pins(installed)
    assert pins(installed) <= pins("requirements-dev.txt")


def test_there_is_one_binding_of_sqlcipher_and_no_addons_of_qt() -> None:
    names = {name for name, _ in locked("requirements-dev.txt")}
    assert {name for name in names if "cipher" in name or "pysqlite" in name} == {"sqlcipher3"}
    assert {name for name in names if "pyside" in name} == {"pyside6-essentials"}
