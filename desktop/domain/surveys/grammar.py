"""Reading one cell's expression: elementpath's XPath grammar, behind a scan that bounds what it is given.

The scan gives every reference and function a name of ours before the grammar sees it, so that nothing a form
writes is looked up by name. What comes out is a tree of ``expressions`` in which only known functions stand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from desktop.domain.surveys.expressions import (
    OPERATORS,
    Apply,
    Column,
    Constant,
    Expression,
    Itself,
    Reference,
    parts,
)
from desktop.domain.surveys.functions import FUNCTIONS, compiled
from desktop.domain.surveys.limits import (
    MOST_EXPRESSION,
    MOST_EXPRESSION_DEPTH,
    MOST_PATTERN,
    MOST_TOKENS,
    MOST_TREE_DEPTH,
)
from desktop.domain.surveys.problems import Reason

if TYPE_CHECKING:
    from elementpath import XPath1Parser, XPathToken

_QUOTES = {"'": "'", '"': '"', "‘": "‘’'", "’": "‘’'", "“": '“”"', "”": '“”"'}
"""What may end a text, by what began it; a word processor bends quotation marks."""
_WORDY = frozenset(["and", "or", "div", "mod"])
_SIGNS = ("!=", "<=", ">=", "(", ")", ",", "=", "<", ">", "+", "-", "*")
_PATHS = frozenset("/[]@|:")


class ExpressionWrong(Exception):
    """An expression cannot be taken: why, and what stands there."""

    def __init__(self, reason: Reason, found: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.found = found


@dataclass(slots=True)
class _Scan:
    """An expression as it is handed to the grammar, and what its names stand for."""

    written: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    depth: int = 0
    signs: int = 0

    def add(self, text: str, *, is_sign: bool = False) -> None:
        """Write one token. Raises ExpressionWrong if there are too many."""
        self.written.append(text)
        self.signs = self.signs + 1 if is_sign else 0
        if len(self.written) > MOST_TOKENS or self.signs > MOST_EXPRESSION_DEPTH:
            raise ExpressionWrong(Reason.TOO_COMPLEX)


def parse(text: str) -> Expression:
    """The tree of an expression. Raises ExpressionWrong."""
    if len(text) > MOST_EXPRESSION:
        raise ExpressionWrong(Reason.TOO_COMPLEX)
    scan = _scanned(text)
    from elementpath import ElementPathError

    try:
        token = _parser().parse(" ".join(scan.written))
    except RecursionError as fault:
        raise ExpressionWrong(Reason.TOO_COMPLEX) from fault
    except (ElementPathError, ValueError, SyntaxError) as fault:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text) from fault
    tree = _Tree(scan).of(token, 0)
    for part in parts(tree):
        if isinstance(part, Constant) and isinstance(part.value, str) and "${" in part.value:
            raise ExpressionWrong(Reason.QUOTED_REFERENCE, part.value)
    return tree


@cache
def _parser() -> "XPath1Parser":
    """The grammar, without its evaluation: a form's expression is never run by it."""
    from elementpath import XPath1Parser
    from elementpath.tdop import Parser

    class Grammar(XPath1Parser):
        """XPath 1.0 with the functions of forms, which take any number of arguments here."""

        def parse(self, source: str) -> "XPathToken":
            """Parse and no more."""
            if self.tokenizer is None:
                self.tokenizer = self.create_tokenizer(self.symbol_table)
            return Parser.parse(self, source)

    for place in range(len(FUNCTIONS)):
        Grammar.function(f"f{place}-", nargs=(0, None))
    return Grammar()


_PLACES = {name: place for place, name in enumerate(FUNCTIONS)}


def _scanned(text: str) -> _Scan:
    scan = _Scan()
    at = 0
    while at < len(text):
        letter = text[at]
        if letter.isspace():
            at += 1
        elif letter in _QUOTES:
            at = _quoted(text, at, scan)
        elif text.startswith("${", at):
            at = _reference(text, at, scan)
        elif letter.isdecimal() or (letter == "." and text[at + 1 : at + 2].isdecimal()):
            at = _number(text, at, scan)
        elif letter.isalpha() or letter == "_":
            at = _name(text, at, scan)
        elif letter == "." and text[at + 1 : at + 2] not in (".", "/"):
            scan.add(".")
            at += 1
        else:
            at = _sign(text, at, scan)
    if not scan.written:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    return scan


def _quoted(text: str, at: int, scan: _Scan) -> int:
    end = min((found for mark in _QUOTES[text[at]] if (found := text.find(mark, at + 1)) > 0), default=-1)
    if end < 0:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    scan.texts.append(text[at + 1 : end])
    scan.add(f"'{len(scan.texts) - 1}'")
    return end + 1


def _reference(text: str, at: int, scan: _Scan) -> int:
    end = text.find("}", at)
    name = text[at + 2 : end].strip() if end > 0 else ""
    if not name or "#" in name or "${" in name:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    scan.references.append(name)
    scan.add(f"$r{len(scan.references) - 1}")
    return end + 1


def _number(text: str, at: int, scan: _Scan) -> int:
    end = at
    while end < len(text) and (text[end].isdecimal() or text[end] == "."):
        end += 1
    written = text[at:end]
    if not written.isascii() or written.count(".") > 1 or len(written) > 30:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    if text[end : end + 1].isalpha():
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    scan.add(written)
    return end


def _name(text: str, at: int, scan: _Scan) -> int:
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "_-.:"):
        end += 1
    name = text[at:end]
    after = text[end:].lstrip()[:1]
    if name in _WORDY and _is_operand(scan):
        scan.add(name)
    elif after == "(":
        if name not in FUNCTIONS:
            raise ExpressionWrong(Reason.UNKNOWN_FUNCTION, name)
        scan.add(f"f{_PLACES[name]}-")
    elif ":" in name or after in ("/", "["):
        raise ExpressionWrong(Reason.PATH, name)
    else:
        scan.names.append(name)
        scan.add(f"n{len(scan.names) - 1}_")
    return end


def _is_operand(scan: _Scan) -> bool:
    """Whether what was written last can stand left of an operator."""
    last = scan.written[-1] if scan.written else ""
    return bool(last) and (last[-1] in "').0123456789_" or last[0] == "$")


def _sign(text: str, at: int, scan: _Scan) -> int:
    sign = next((sign for sign in _SIGNS if text.startswith(sign, at)), "")
    if not sign:
        raise ExpressionWrong(
            Reason.PATH if text[at] in _PATHS or text[at] == "." else Reason.NOT_UNDERSTOOD, text
        )
    if sign == "*" and not _is_operand(scan):
        raise ExpressionWrong(Reason.PATH, text)
    scan.depth += {"(": 1, ")": -1}.get(sign, 0)
    if scan.depth > MOST_EXPRESSION_DEPTH:
        raise ExpressionWrong(Reason.TOO_COMPLEX)
    if scan.depth < 0:
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD, text)
    scan.add(sign, is_sign=sign in "+-")
    return at + len(sign)


class _Tree:
    """Turns the grammar's tokens into our tree, and checks what functions are given."""

    def __init__(self, scan: _Scan) -> None:
        self._scan = scan

    def of(self, token: "XPathToken", depth: int) -> Expression:
        """The tree below a token."""
        if depth > MOST_TREE_DEPTH:
            raise ExpressionWrong(Reason.TOO_COMPLEX)
        symbol, value = token.symbol, str(token.value)
        if symbol == "(":
            if len(token) != 1:
                raise ExpressionWrong(Reason.NOT_UNDERSTOOD)
            return self.of(token[0], depth)
        if symbol in ("(integer)", "(decimal)", "(float)"):
            return Constant(_finite(float(value)))
        if symbol == "(string)":
            return Constant(self._scan.texts[int(value)])
        if symbol == "$":
            return Reference(self._scan.references[int(str(token[0].value)[1:])])
        if symbol == ".":
            return Itself()
        if symbol == "(name)" and value[-1] == "_":
            return Column(self._scan.names[int(value[1:-1])])
        if symbol in OPERATORS:
            return self._operation(symbol, token, depth)
        if symbol[0] == "f" and symbol[-1] == "-":
            return self._call(list(FUNCTIONS)[int(symbol[1:-1])], token, depth)
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD)

    def _operation(self, symbol: str, token: "XPathToken", depth: int) -> Expression:
        given = tuple(self.of(part, depth + 1) for part in token)
        if len(given) == 1:
            return given[0] if symbol == "+" else Apply("negative", given)
        return Apply(symbol, given)

    def _call(self, name: str, token: "XPathToken", depth: int) -> Expression:
        given = [self.of(part, depth + 1) for part in token]
        if name == "jr:choice-name" and len(given) == FUNCTIONS[name].most:
            given[1] = _quoted_reference(given[1])
        check_call(name, given)
        return Apply(name, tuple(given))


def check_call(name: str, given: Sequence[Expression]) -> None:
    """Make sure that there is a function, and that it can be applied to these. Raises ExpressionWrong."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise ExpressionWrong(Reason.UNKNOWN_FUNCTION, name)
    if not function.least <= len(given) <= function.most:
        raise ExpressionWrong(Reason.WRONG_ARGUMENTS, name)
    named = {"count": given, "jr:choice-name": given[1:]}.get(name, ())
    if not all(isinstance(part, Reference) for part in named):
        raise ExpressionWrong(Reason.WRONG_ARGUMENTS, name)
    if name == "regex":
        _check_pattern(given[1])


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise ExpressionWrong(Reason.NOT_UNDERSTOOD)
    return number


def _quoted_reference(part: Expression) -> Expression:
    """The question that ``jr:choice-name`` is told of in quotes."""
    if isinstance(part, Reference):
        return part
    if isinstance(part, Constant) and isinstance(part.value, str):
        name = part.value.strip()
        if name.startswith("${") and name.endswith("}") and name.count("${") == 1:
            return Reference(name[2:-1].strip())
    raise ExpressionWrong(Reason.WRONG_ARGUMENTS, "jr:choice-name")


def _check_pattern(part: Expression) -> None:
    """Refuse a pattern that is made by the form, too long, or not to be had in linear time."""
    if not isinstance(part, Constant) or not isinstance(part.value, str):
        raise ExpressionWrong(Reason.BAD_PATTERN)
    if len(part.value) > MOST_PATTERN:
        raise ExpressionWrong(Reason.BAD_PATTERN, part.value)
    try:
        compiled(part.value)
    except ValueError as fault:
        raise ExpressionWrong(Reason.BAD_PATTERN, part.value) from fault
