"""``groundswell laptops``: the branch's laptops as the server knows them."""

from desktop.cli.documents import plain
from desktop.cli.enrol import take_authorities
from desktop.cli.verbs import Answer, Call, Verb
from desktop.operations.laptops import list_branch_laptops
from desktop.wording.laptops import advice_words, page_words


def _list(call: Call) -> Answer:
    page = list_branch_laptops(call.store, authorities=call.arguments.authorities)
    document = plain(page) | {"sentence": advice_words(page.advice)}
    return Answer(document, page_words(page))


VERBS = (
    Verb(
        "laptops list",
        "Ask the server which laptops are silent or behind, what waits, and what to do first.",
        _list,
        ["groundswell laptops list --vault records --json"],
        take_authorities,
    ),
)
