"""Writes the catalogue for translators: every text that the program shows (``make strings``).

``python -m tests.catalogue [FILE]``. Qt's own tool reads the screens. The wording knows no Qt, and most of
its sentences are in tables: they are read here, and handed to the tool as the calls that it knows.
"""

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "resources" / "i18n" / "groundswell_en.ts"
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def modules_of(*folders: str) -> list[Path]:
    """The modules of these parts of the desktop."""
    found = [path for folder in folders for path in (ROOT / "desktop" / folder).rglob("*.py")]
    return sorted(path for path in found if path.name != "jargon.py")


def translated(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of each ``translate("Context", "Text")``, however the function is reached."""
    yield from ((line, text) for line, _, text in calls(tree))


def calls(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Line, context and text of each such call; the context is empty where it is not written there."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or len(node.args) < 2:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        text = node.args[1]
        if name == "translate" and isinstance(text, ast.Constant) and isinstance(text.value, str):
            context = node.args[0]
            yield node.lineno, str(getattr(context, "value", "")), text.value


def written(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of everything with a space in it that is not a docstring."""
    quiet = {
        id(after.value)
        for node in ast.walk(tree)
        for after in (getattr(node, "body", None) or [] if isinstance(node, DOCUMENTED) else [])
        if isinstance(after, ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in quiet:
            continue
        if isinstance(node.value, str) and " " in node.value.strip():
            yield node.lineno, node.value


def context_of(tree: ast.Module, path: Path) -> str:
    """What a wording module calls its part of the catalogue: its ``_CONTEXT``, else its name."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if names == ["_CONTEXT"]:
                return str(node.value.value)
    return path.stem


def wording() -> Iterator[str]:
    """The sentences of the wording, as calls that Qt's tool reads."""
    for path in modules_of("wording"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        context = context_of(tree, path)
        called = [(line, named or context, text) for line, named, text in calls(tree)]
        known = {text for _, _, text in called}
        in_tables = [(line, context, text) for line, text in written(tree) if text not in known]
        texts = dict.fromkeys((named, text) for _, named, text in sorted([*called, *in_tables]))
        yield from (f"translate({named!r}, {text!r})" for named, text in texts)


def write(catalogue: Path) -> None:
    """Read the texts out of the code; texts that are gone are dropped, translations are kept."""
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en_GB", "-target-language", "en_GB"]
    with tempfile.TemporaryDirectory() as folder:
        sentences = Path(folder) / "sentences.py"
        sentences.write_text("\n".join(wording()) + "\n", encoding="utf-8")
        sources = [*modules_of("ui", "print"), sentences]
        subprocess.run([lupdate, *sources, *options, "-ts", catalogue], cwd=ROOT, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE)
