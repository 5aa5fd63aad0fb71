"""Made-up records of about 500 bytes in ten fields, alike for every peer."""

import json
from collections.abc import Iterator
from itertools import islice
from random import Random

from desktop.domain.made_up.people import people as made_up_people
from desktop.domain.made_up.people import pick

FIELDS = (
    "given_name", "family_name", "email", "phone", "address",
    "locality", "postal_code", "occupation", "employer", "source",
)  # fmt: skip
"""Of a contact: each is a field that merges by itself in ours, and a field of a note in Anki."""
_STREETS = ("Foundry Lane", "Mill Street", "Chapel Walk", "Station Road", "Albert Terrace", "Canal Side")
_WORKS = ("Nurse", "Bus driver", "Teacher", "Electrician", "Carer", "Warehouse picker", "Retired", "Cook")
_HOUSES = ("Northern Rail", "City Council", "General Hospital", "Harvest Foods", "Kestrel Logistics")
_TALK = (
    "asked about rent buses the clinic repairs heating damp school meals wages shifts parking library "
    "youth club park benches potholes recycling allotments pension energy bills crossing noise dogs "
    "would come to a meeting on weekday evenings said neighbours agree wants leaflet in large print"
)
_WORDS_TOLD = 38


def made_records(count: int, seed: int = 3) -> Iterator[dict[str, str]]:
    """So many records; the same for the same seed."""
    chance = Random(seed)
    talk = tuple(_TALK.split())
    for number, person in enumerate(islice(made_up_people(seed), count)):
        yield {
            "given_name": person.given_name,
            "family_name": person.family_name,
            "email": f"{chance.randrange(10**8):08d}.{number}@example.org",
            "phone": f"07700 9{chance.randrange(10**5):05d}",
            "address": f"{chance.randrange(1, 240)} {pick(chance, _STREETS)}",
            "locality": f"Ward {chance.randrange(40)}",
            "postal_code": f"QV{chance.randrange(1, 20)} {chance.randrange(10)}AB",
            "occupation": pick(chance, _WORKS),
            "employer": pick(chance, _HOUSES),
            "source": " ".join(pick(chance, talk) for _ in range(_WORDS_TOLD)),
        }


def changed_phone(number: int) -> str:
    """What a changed record's telephone number becomes."""
    return f"07700 8{number:05d}"


def mean_size(count: int = 1000) -> float:
    """Bytes of a record as JSON, on average."""
    return sum(len(json.dumps(record, ensure_ascii=False).encode()) for record in made_records(count)) / count
