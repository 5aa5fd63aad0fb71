"""The expressions of forms: what they come to, as ODK's tools have it, and which are refused before they run."""

import math
import sys
import time
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.surveys.evaluation import Evaluation
from desktop.domain.surveys.expressions import TreeWrong, from_tree, to_tree
from desktop.domain.surveys.functions import TextTooLong
from desktop.domain.surveys.grammar import ExpressionWrong, parse
from desktop.domain.surveys.problems import Reason
from desktop.domain.surveys.values import Value, to_date, to_number

NOW = datetime(2026, 11, 24, 19, 30)


class Street:
    """Some answers to ask for."""

    now = NOW
    answers: dict[str, Value] = {  # noqa: RUF012 - nobody writes to it
        "age": 42.0,
        "name": "Ann",
        "empty": "",
        "likes": "red blue",
        "born": to_date("1984-11-24") or "",
    }

    def value_of(self, name: str) -> Value:
        return self.answers[name]

    def is_relevant(self, name: str) -> bool:
        return name != "empty"

    def option_words(self, name: str, value: Value) -> str:
        return f"{name}:{value}"


def worth(text: str, itself: Value = "") -> Value:
    return Evaluation(Street(), itself).value(from_tree(to_tree(parse(text))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("7 - 2 - 1", 4.0),
        ("-2 + 5", 3.0),
        ("7 mod 3", 1.0),
        ("-7 mod 3", -1.0),
        ("7 div 2", 3.5),
        ("${age} > 18 and ${age} < 65", True),
        ("${age}>=42", True),
        ("${age} = '42'", True),
        ("${name} = 'Ann'", True),
        ("${name} != 'Ann'", False),
        ("${empty} = ''", True),
        ("${empty} > 3", False),
        ("${empty} < 3", False),
        ("not(${age} > 18)", False),
        ("true() or false()", True),
        ("selected(${likes}, 'red')", True),
        ("selected(${likes}, 're')", False),
        ("count-selected(${likes})", 2.0),
        ("count-selected(${empty})", 0.0),
        ("selected-at(${likes}, 1)", "blue"),
        ("selected-at(${likes}, 5)", ""),
        ("jr:choice-name(${likes}, '${likes}')", "likes:red blue"),
        ("if(${age} > 18, 'adult', 'child')", "adult"),
        ("coalesce(${empty}, ${name})", "Ann"),
        ("concat(${name}, ' is ', ${age})", "Ann is 42"),
        ("string-length(${name})", 3.0),
        ("substr('abcdef', 1, 3)", "bc"),
        ("substr('abcdef', -2)", "ef"),
        ("contains(${name}, 'nn')", True),
        ("starts-with(${name}, 'A')", True),
        ("ends-with(${name}, 'A')", False),
        ("substring-before('a-b', '-')", "a"),
        ("substring-before('ab', '-')", ""),
        ("substring-after('a-b', '-')", "b"),
        ("translate('abc', 'ab', 'x')", "xc"),
        ("normalize-space('  a   b ')", "a b"),
        ("number('12.5')", 12.5),
        ("int(-2.7)", -2.0),
        ("int('4')", 4.0),
        ("round(2.5)", 3.0),
        ("round(2.345, 2)", 2.35),
        ("round(1234, -2)", 1200.0),
        ("floor(2.7)", 2.0),
        ("ceiling(2.1)", 3.0),
        ("abs(-3)", 3.0),
        ("pow(2, 10)", 1024.0),
        ("sqrt(9)", 3.0),
        ("min(3, ${empty}, 1)", 1.0),
        ("max(3, 7)", 7.0),
        ("sum(${age}, 1, ${empty})", 43.0),
        ("count(${age}, ${empty})", 1.0),
        ("count-non-empty(${age}, ${empty})", 1.0),
        ("boolean-from-string('true')", True),
        ("regex('AB1 2CD', '[A-Z]{2}[0-9] [0-9][A-Z]{2}')", True),
        ("regex('xAB1', '[A-Z]+1')", False),
        ("format-date(today(), '%d/%m/%Y')", "24/11/2026"),
        ("format-date(${born}, '%e %b %Y %q')", "24 Nov 1984 %q"),
        ("today() = '2026-11-24'", True),
        ("today() > '2026-11-23'", True),
        ("${born} < today()", True),
        ("today() - date('2026-11-20')", 4.0),
        ("int((today() - ${born}) div 365.25)", 41.0),
        ("format-date(date(today() + 7), '%Y-%m-%d')", "2026-12-01"),
        ("decimal-date-time(date('1970-01-02'))", 1.0),
        ("once('first')", "first"),
        ("string(1 div 4)", "0.25"),
        ("'it’s “so”'", "it’s “so”"),
        ("‘Ann’", "Ann"),
        ("'a' = \"a\"", True),
    ],
)
def test_an_expression_comes_to_what_the_field_expects(text: str, value: Value) -> None:
    assert worth(text) == value
    assert type(worth(text)) is type(value)


def test_the_point_is_the_answer_that_is_checked() -> None:
    assert worth(". >= 3 and .<= 5", 4.0) is True
    assert worth(". >= 3 and .<= 5", 6.0) is False


def test_once_keeps_what_was_there() -> None:
    assert worth("once('second')", "first") == "first"


@pytest.mark.parametrize("text", ["0 div 0", "5 mod 0", "number('x')", "number('1e5')", "sqrt(-1)", "log(0)"])
def test_arithmetic_without_an_answer_is_no_number(text: str) -> None:
    value = worth(text)
    assert isinstance(value, float)
    assert math.isnan(value)


@pytest.mark.parametrize("text", ["1 div 0", "pow(10, 400)", "exp(10000) * 0 + pow(9, 999)"])
def test_arithmetic_beyond_every_number_is_not_an_accident(text: str) -> None:
    value = worth(text)
    assert isinstance(value, float)
    assert not math.isfinite(value)


@pytest.mark.parametrize(
    "text",
    ["date('2026-02-30')", "date(pow(10, 300))", "date(99999999999)", "date('__class__')", "date(0 div 0)"],
)
def test_a_day_out_of_the_calendar_is_no_day(text: str) -> None:
    assert worth(text) == ""


def test_a_text_that_grows_and_grows_is_stopped() -> None:
    doubled = "'ha'"
    for _ in range(3):
        doubled = f"concat({', '.join([doubled] * 6)})"
    assert worth(doubled) == "ha" * 216
    with pytest.raises(TextTooLong):
        worth(f"join('{'x' * 3000}', 1, 2, 3, 4, 5)")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.NOT_UNDERSTOOD),
        ("1 +", Reason.NOT_UNDERSTOOD),
        ("(1", Reason.NOT_UNDERSTOOD),
        ("1)", Reason.NOT_UNDERSTOOD),
        ("1 2", Reason.NOT_UNDERSTOOD),
        ("'open", Reason.NOT_UNDERSTOOD),
        ("${open", Reason.NOT_UNDERSTOOD),
        ("${}", Reason.NOT_UNDERSTOOD),
        ("${last-saved#age}", Reason.NOT_UNDERSTOOD),
        ("a & b", Reason.NOT_UNDERSTOOD),
        ("''.__class__", Reason.NOT_UNDERSTOOD),
        ("__import__('os')", Reason.UNKNOWN_FUNCTION),
        ("pulldata('../../etc/passwd', 'a', 'b', 'c')", Reason.UNKNOWN_FUNCTION),
        ("random()", Reason.UNKNOWN_FUNCTION),
        ("uuid()", Reason.UNKNOWN_FUNCTION),
        ("indexed-repeat(${a}, ${b}, 1)", Reason.UNKNOWN_FUNCTION),
        ("instance('x')/root/item[name = ${a}]/label", Reason.UNKNOWN_FUNCTION),
        ("position(..)", Reason.UNKNOWN_FUNCTION),
        ("../age > 3", Reason.PATH),
        ("/data/age", Reason.PATH),
        ("a/b", Reason.PATH),
        ("//*", Reason.PATH),
        ("if(1, 2)", Reason.WRONG_ARGUMENTS),
        ("today(1)", Reason.WRONG_ARGUMENTS),
        ("count(1)", Reason.WRONG_ARGUMENTS),
        ("jr:choice-name('a', 'b')", Reason.WRONG_ARGUMENTS),
        ("concat('Hello ${name}')", Reason.QUOTED_REFERENCE),
        ("'Hello ${name}'", Reason.QUOTED_REFERENCE),
        (r"regex(., '(a)\1')", Reason.BAD_PATTERN),
        ("regex(., '(?=a)')", Reason.BAD_PATTERN),
        ("regex(., '[')", Reason.BAD_PATTERN),
        ("regex(., 'a{1000}{1000}')", Reason.BAD_PATTERN),
        ("regex(., ${name})", Reason.BAD_PATTERN),
        (f"regex(., '{'a' * 600}')", Reason.BAD_PATTERN),
        ("(" * 60 + "1" + ")" * 60, Reason.TOO_COMPLEX),
        ("(" * 3000, Reason.TOO_COMPLEX),
        ("-" * 3000 + "1", Reason.TOO_COMPLEX),
        ("1" + "+1" * 1500, Reason.TOO_COMPLEX),
        ("1" + "+1" * 400, Reason.TOO_COMPLEX),
        ("not(" * 60 + "1" + ")" * 60, Reason.TOO_COMPLEX),
        ("x" * 5000, Reason.TOO_COMPLEX),
    ],
)
def test_what_cannot_be_taken_is_refused_before_it_runs(text: str, reason: Reason) -> None:
    with pytest.raises(ExpressionWrong) as refused:
        parse(text)
    assert refused.value.reason is reason


def test_two_hundred_alternatives_are_taken() -> None:
    assert worth(" or ".join(["${name} = 'Bea'"] * 199 + ["${name} = 'Ann'"])) is True


def test_a_catastrophic_pattern_takes_no_time() -> None:
    began = time.perf_counter()
    assert Evaluation(Street(), "a" * 5000 + "!").value(parse("regex(., '^(a+)+$')")) is False
    assert time.perf_counter() - began < 0.5


@given(st.text(alphabet="${}()'\"aox.,+-*=<>!/[]_0123456789 \u2019\u00e9\x00", max_size=60))
@example("${a}div")
@example("*")
@example("٣")
def test_any_text_is_an_expression_or_a_refusal(text: str) -> None:
    try:
        expression = parse(text)
    except ExpressionWrong:
        return
    assert from_tree(to_tree(expression)) == expression


@pytest.mark.parametrize(
    "tree",
    [
        None,
        [],
        ["is"],
        ["is", True],
        ["is", None],
        ["answer", 3],
        ["eval", "1"],
        "text",
        {"is": 1},
        ["apply"],
    ],
)
def test_a_stored_tree_that_is_none_is_refused(tree: object) -> None:
    with pytest.raises(TreeWrong):
        from_tree(tree)


def test_a_stored_tree_that_is_too_deep_is_refused() -> None:
    tree: list[object] = ["is", 1]
    for _ in range(sys.getrecursionlimit() * 2):
        tree = ["apply", "not", tree]
    with pytest.raises(TreeWrong):
        from_tree(tree)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_survives_being_written(number: float) -> None:
    text = worth(f"string({number:.6f})") if number >= 0 else worth(f"string(-{-number:.6f})")
    assert to_number(text) == pytest.approx(float(f"{number:.6f}"))
