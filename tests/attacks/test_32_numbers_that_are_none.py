"""Attack 32: JSON with what is no number, too large, twice, or of another kind. Refused by one code; the server goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.client.transport import Transport
from sync.protocol.codec import decode, unpack
from sync.protocol.errors import Malformed
from sync.protocol.hello import HelloRequest
from sync.protocol.messages import Refusal
from sync.server.database import sqlite_address
from tests.sync.central import running

NOT_TAKEN = [
    *(
        "NaN",
        "-NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "-1e999",
        "9" * 5000,
        "0x10",
        "1.5",
        "01",
        "+1",
        "1_0",
    ),
    *("true", "null", '"1"', "[]", "{}", "", "[" * 100_000, '{"a":' * 100_000),
]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Transport]:
    folder: Path = tmp_path_factory.mktemp("server")
    with running(folder, sqlite_address(folder / "ledger.db")) as central:
        found = central.device()
        yield found
        found.close()


def hello(number: str) -> bytes:
    return f'{{"epoch":"","writer":"{"f" * 32}","n":{number},"scopes":[]}}'.encode()


@pytest.mark.parametrize("number", NOT_TAKEN, ids=range(len(NOT_TAKEN)))
def test_what_is_no_number_is_malformed(line: Transport, number: str) -> None:
    with pytest.raises(Malformed):
        decode(hello(number), HelloRequest)
    answer = line.ask("POST", "/v1/hello", {}, hello(number))
    told = decode(unpack(answer.body, answer.encoding), Refusal)
    assert (answer.status, told.error) == (400, "malformed")


def test_of_a_key_that_is_there_twice_one_value_counts_and_minus_nothing_is_nothing(line: Transport) -> None:
    assert decode(hello('0,"n":1'), HelloRequest).n == 1
    assert decode(hello("-0"), HelloRequest).n == 0
    assert line.ask("POST", "/v1/hello", {}, hello("-0")).status == 200
