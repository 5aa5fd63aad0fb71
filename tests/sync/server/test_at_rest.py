"""How an entry about somebody lies in the ledger: its header as it came, its body apart and nowhere else."""

import msgspec
import pytest

from sync.protocol.entries import Entry, for_the_wire, scope_of, whole
from sync.server.subjects import with_body, without_body
from tests.contracts.authors import Author

AUTHOR = Author(3, scope_of("b" * 32))
ENTRY = AUTHOR.write("contact", "c" * 32, {"given_name": 'Łukasz "Lu" O\'Neill\n'})
TEXT = msgspec.json.encode(for_the_wire(ENTRY))
BODY = msgspec.json.encode(ENTRY.body)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        msgspec.json.encode(ENTRY),
        msgspec.json.format(TEXT, indent=1),
        TEXT.replace(b'{"id"', b'{"body":' + BODY + b',"id"'),
        TEXT.replace(b'{"id"', b'{"\\u0062ody":' + BODY + b',"id"'),
        TEXT[:-1].replace(b',"body":' + BODY, b"").replace(b'{"id"', b'{"body":' + BODY + b',"id"') + b"}",
        TEXT[:-1] + b',"of_later":1}',
    ],
    ids=["as sent", "with its hash", "spread out", "twice", "twice, hidden", "first", "with more"],
)
def test_a_text_without_its_body_holds_no_word_of_it_and_gives_the_same_entry_back(text: bytes) -> None:
    entry = whole(msgspec.json.decode(text, type=Entry))
    assert entry == ENTRY
    kept = without_body(text, entry)
    assert b"ukasz" not in kept
    assert msgspec.json.decode(kept, type=Entry) == msgspec.structs.replace(ENTRY, body="")
    assert whole(msgspec.json.decode(with_body(kept, ENTRY.body.encode(), ENTRY.hash), type=Entry)) == ENTRY
