"""The full register of Idox Eros (formerly Halarose), known as PP50; many columns come and go between
councils.
"""

from desktop.domain.register.layouts.layout import Field, Layout

EROS_PP50 = Layout(
    name="eros-pp50",
    columns={
        "pd": Field.DISTRICT,
        "eno": Field.NUMBER,
        "status": Field.STATUS,
        "title": Field.TITLE,
        "firstnames": Field.GIVEN_NAME,
        "firstname": Field.GIVEN_NAME,
        "forenames": Field.GIVEN_NAME,
        "forename": Field.GIVEN_NAME,
        "initials": Field.ADDITIONAL_NAME,
        "surname": Field.FAMILY_NAME,
        "suffix": Field.NAME_SUFFIX,
        "dateofattainment": Field.ATTAINS_ON,
        "dateattainment": Field.ATTAINS_ON,
        "franchiseflag": Field.MARKERS,
        "franchiseflags": Field.MARKERS,
        "postcode": Field.POSTCODE,
        "postcode2": Field.POSTCODE,
        "uprn": Field.UPRN,
        "optout": Field.OPTED_OUT,
        "optoutflag": Field.OPTED_OUT,
        "registercode": Field.LEFT_OUT,
        "clericalerror": Field.LEFT_OUT,
    },
    required=(
        ("PD", frozenset({Field.DISTRICT})),
        ("ENO", frozenset({Field.NUMBER})),
        ("Surname", frozenset({Field.FAMILY_NAME})),
        ("Address 1", frozenset({Field.ADDRESS})),
    ),
)
