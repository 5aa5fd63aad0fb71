"""Names of things: 32 hex letters each, but never interchangeable."""

from typing import NewType

from desktop.domain.register.identity import ElectorId, HouseholdId

ContactId = NewType("ContactId", str)
AttemptId = NewType("AttemptId", str)
NoteId = NewType("NoteId", str)
SurveyId = NewType("SurveyId", str)
TurfId = NewType("TurfId", str)
MemberId = NewType("MemberId", str)
StreetKey = NewType("StreetKey", str)
LaptopId = NewType("LaptopId", str)

__all__ = [
    "AttemptId",
    "ContactId",
    "ElectorId",
    "HouseholdId",
    "LaptopId",
    "MemberId",
    "NoteId",
    "StreetKey",
    "SurveyId",
    "TurfId",
]
