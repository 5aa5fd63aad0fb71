"""Attachments arrive in chunks, in any order, and are whole only when their bytes have their name."""

import hashlib

import pytest

from sync.client.errors import ServerRefused
from sync.client.transport import Transport
from sync.protocol.messages import ATTACHMENT_CAP, CHUNK_BYTES, AttachmentState
from tests.sync.central import SCOPE, Central

CONTENT = b"x" * CHUNK_BYTES + b"y" * CHUNK_BYTES + b"the rest"
NAME = hashlib.sha256(CONTENT).hexdigest()
QUERY = {"scope": SCOPE}


def declare(line: Transport, size: int = len(CONTENT), name: str = NAME) -> AttachmentState:
    return line.post(f"/v1/attachments/{name}", None, AttachmentState, {**QUERY, "size": str(size)})


def put(line: Transport, index: int, content: bytes = CONTENT) -> AttachmentState:
    chunk = content[index * CHUNK_BYTES : (index + 1) * CHUNK_BYTES]
    return line.put_bytes(f"/v1/attachments/{NAME}/{index}", QUERY, chunk, AttachmentState)


def test_chunks_come_in_any_order_and_the_state_says_what_is_lacking(central: Central) -> None:
    line = central.device()
    assert declare(line).missing == [0, 1, 2]
    assert put(line, 2).missing == [0, 1]
    assert put(line, 0).missing == [1]
    assert declare(line).missing == [1]
    assert put(line, 0).missing == [1]
    last = put(line, 1)
    assert (last.missing, last.complete) == ([], True)
    got = [central.device().get_bytes(f"/v1/attachments/{NAME}/{index}", QUERY) for index in range(3)]
    assert b"".join(got) == CONTENT


def test_bytes_that_do_not_have_the_name_are_asked_for_again(central: Central) -> None:
    line = central.device()
    declare(line)
    wrong = b"z" * len(CONTENT)
    states = [put(line, index, wrong) for index in range(3)]
    assert (states[-1].complete, states[-1].missing) == (False, [0, 1, 2])
    for index in range(3):
        put(line, index)
    assert declare(line).complete


def test_nothing_is_given_out_before_it_is_whole(central: Central) -> None:
    line = central.device()
    declare(line)
    put(line, 0)
    with pytest.raises(ServerRefused, match="not_found"):
        line.get_bytes(f"/v1/attachments/{NAME}/0", QUERY)


def test_a_wrong_size_that_was_said_first_does_not_stay(central: Central) -> None:
    line = central.device()
    declare(line, size=5)
    assert declare(line).missing == [0, 1, 2]


@pytest.mark.parametrize(
    ("size", "name", "code"),
    [
        (ATTACHMENT_CAP + 1, NAME, "too_large"),
        (0, NAME, "malformed"),
        (5, "short", "malformed"),
        (5, "Z" * 64, "malformed"),
    ],
)
def test_what_cannot_be_an_attachment_is_refused(embedded: Central, size: int, name: str, code: str) -> None:
    with pytest.raises(ServerRefused, match=code):
        declare(embedded.device(), size, name)


def test_another_branch_cannot_tell_that_it_is_there(central: Central) -> None:
    declare(central.device())
    stranger = central.device(branch="c" * 32)
    with pytest.raises(ServerRefused, match="not_found"):
        stranger.get(f"/v1/attachments/{NAME}", QUERY, AttachmentState)
    with pytest.raises(ServerRefused, match="not_found"):
        stranger.get(f"/v1/attachments/{NAME}", {"scope": f"branch:{'c' * 32}"}, AttachmentState)
