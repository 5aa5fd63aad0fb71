"""Words that nobody else says: what an evening is full of, and what no file may hold."""

SURNAME = "Zyxwandabird"
MEMBER = "Quillabeth Canarytree"
PASSPHRASE = "violet otter harbour nine canary"
OPINION = "votes for the singing kettle party"
NOTE = "the boiler has been sulking since Candlemas"
UNFINISHED = "half a sentence about the purple stairwell"

PERSONAL = (SURNAME, MEMBER, PASSPHRASE, OPINION, NOTE, UNFINISHED)
"""On a laptop none of them."""
SEALED = (SURNAME, PASSPHRASE, OPINION, NOTE, UNFINISHED)
"""On the server none of these: who is on the register alone, and what was said in somebody's own words."""
