"""Free text is sealed: every plain field is named here with what it is. A new one fails until somebody has said that too."""

from typing import Literal, get_args

from sync.protocol.kinds import KINDS

Plain = Literal["id", "code", "date", "number", "flag", "name", "detail", "label", "wording", "key", "places"]
"""What a plain field may be. ``detail`` and ``name`` say who and where somebody is, which the server keeps (decision 57 erases
it); ``label`` is one of few short words that the branch chose; ``wording`` is of questions, not of answers. None is what
somebody said."""

PLAIN_FIELDS: dict[str, dict[str, Plain]] = {
    "attempt": {
        "household": "id", "contact": "id", "outcome": "code", "at": "date", "turf": "id",
        "come_back_at": "date", "mode": "code", "voided": "flag",
    },
    "branch": {"name": "name", "authority": "name", "register": "name", "survey": "id"},
    "contact": {
        "honorific_prefix": "name", "given_name": "name", "additional_name": "name", "family_name": "name",
        "honorific_suffix": "name", "preferred_name": "name", "email": "detail", "phone": "detail",
        "address": "detail", "locality": "detail", "postal_code": "detail", "birthdate": "date",
        "language": "code", "employer": "detail", "occupation": "detail", "household": "id",
        "moved_away": "flag", "source": "code", "tags": "label",
    },
    "erasure": {"subject": "id"},
    "export": {"what": "code", "people": "number", "reason": "code"},
    "household": {
        "do_not_visit": "flag", "do_not_visit_since": "date", "address": "detail", "postal_code": "detail",
    },
    "laptop": {"name": "name", "member": "id"},
    "member": {"name": "name", "role": "code"},
    "note": {"contact": "id", "household": "id", "read_aloud": "flag"},
    "notes_key": {
        "number": "number", "by": "key", "after": "id", "former": "key", "without": "id",
        "signature": "key", "given": "key",
    },
    "recovery_key": {"public": "key", "member": "id", "by": "key", "signature": "key", "helped": "id"},
    "register_import": {
        "authority": "name", "register": "name", "layout": "code", "edition": "id", "size": "number",
        "rows": "number", "electors": "number", "households": "number", "undone": "flag",
    },
    "response": {
        "attempt": "id", "survey": "id", "contact": "id", "household": "id", "answers": "code",
        "read_aloud": "flag", "voided": "flag",
    },
    "same_as": {"contact": "id", "other": "id", "undone": "flag", "typed": "key"},
    "survey": {
        "form_id": "code", "version": "code", "title": "wording", "definition": "wording", "in_use": "flag",
    },
    "turf": {
        "name": "name", "streets": "places", "canvasser": "id", "partner": "id", "back_by": "date",
        "survey": "id", "holds": "places", "extract": "places",
    },
    "voucher": {
        "device": "id", "key": "key", "box": "key", "role": "code", "by": "key", "signature": "key",
    },
}  # fmt: skip


def test_every_plain_field_of_every_kind_has_been_said_to_be_no_free_text() -> None:
    plain = {
        kind.name: {name for name, rule in kind.fields.items() if not rule.sealed} for kind in KINDS.values()
    }
    assert plain == {kind: set(fields) for kind, fields in PLAIN_FIELDS.items()}, (
        "Seal a field that holds free text (SEALED, SEALED_FACT); name any other here with what it is."
    )
    assert {what for fields in PLAIN_FIELDS.values() for what in fields.values()} <= set(get_args(Plain))


def test_what_people_said_is_sealed() -> None:
    sealed = {
        (kind.name, name) for kind in KINDS.values() for name, rule in kind.fields.items() if rule.sealed
    }
    assert sealed >= {("note", "text"), ("response", "texts")}
