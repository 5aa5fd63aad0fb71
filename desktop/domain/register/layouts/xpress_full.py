"""The full register of Xpress: 14 columns, 13 where the name is one column, with or without Elector ID."""

from desktop.domain.register.layouts.layout import Field, Layout

XPRESS_FULL = Layout(
    name="xpress-full",
    columns={
        "electornumberprefix": Field.DISTRICT,
        "electornumber": Field.NUMBER,
        "electornumbersuffix": Field.SUFFIX,
        "electormarkers": Field.MARKERS,
        "electormarker": Field.MARKERS,
        "electordob": Field.ATTAINS_ON,
        "electortitle": Field.TITLE,
        "electorsurname": Field.FAMILY_NAME,
        "electorforename": Field.GIVEN_NAME,
        "electorforenames": Field.GIVEN_NAME,
        "electormiddlename": Field.ADDITIONAL_NAME,
        "electormiddlenames": Field.ADDITIONAL_NAME,
        "electorname": Field.FULL_NAME,
        "postcode": Field.POSTCODE,
        "postcode2": Field.POSTCODE,
        "propertypostcode": Field.POSTCODE,
        "optout": Field.OPTED_OUT,
        "uprn": Field.UPRN,
        "electorid": Field.LEFT_OUT,
    },
    required=(
        ("Elector Number Prefix", frozenset({Field.DISTRICT})),
        ("Elector Number", frozenset({Field.NUMBER})),
        ("Elector Surname", frozenset({Field.FAMILY_NAME, Field.FULL_NAME})),
        ("Address1", frozenset({Field.ADDRESS})),
    ),
)
