"""The line that carries a request or an answer: read as it may arrive, refused where it is not whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.helping import HelpPart, HelpUnreadable, read_line, write_line


@given(st.binary(max_size=700), st.sampled_from(HelpPart))
def test_a_line_is_read_in_any_case_and_however_it_was_broken(body: bytes, part: HelpPart) -> None:
    line = write_line(part, body)
    assert line.isascii()
    assert line.isalnum()
    assert read_line(part, line) == body
    broken = "\n".join(line.lower()[at : at + 30] for at in range(0, len(line), 30))
    assert read_line(part, f"  {broken}\r\n") == body


@given(st.binary(min_size=1, max_size=200), st.data())
def test_a_letter_that_is_another_is_noticed(body: bytes, data: st.DataObject) -> None:
    line = write_line(HelpPart.REQUEST, body)
    at = data.draw(st.integers(0, len(line) - 2))  # the last letter may carry bits that mean nothing
    other = data.draw(st.sampled_from([one for one in "ABCXYZ2345" if one != line[at]]))
    with pytest.raises(HelpUnreadable):
        read_line(HelpPart.REQUEST, line[:at] + other + line[at + 1 :])


@pytest.mark.parametrize(
    "text", ["", "GWASK1", "GWASK1A", "GWASK1!!!!", "hello", "GWASK1" + "A" * 20_000, "ß"]
)
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(HelpUnreadable) as refused:
        read_line(HelpPart.REQUEST, text)
    assert refused.value.part is HelpPart.REQUEST


def test_an_answer_is_no_request() -> None:
    with pytest.raises(HelpUnreadable):
        read_line(HelpPart.REQUEST, write_line(HelpPart.ANSWER, b"body"))
