"""Two surveys to practise with: what a branch asks on a street, and what it asks where heating failed.

``LISTENING_SHEETS`` is the first as an XLSForm, sheet by sheet; ``build/surveys/write_listening.py`` writes it
into ``resources/surveys/listening.xlsx``. Here it is made without reading a workbook, so that practice starts fast.
"""

from collections.abc import Mapping, Sequence

from desktop.domain.surveys.expressions import Apply, Constant, Expression, Itself, Reference
from desktop.domain.surveys.survey import Kind, Option, Question, Survey, Words

ENGLISH = "English (en)"
WELSH = "Cymraeg (cy)"

_LISTS: Mapping[str, Sequence[tuple[str, str, str]]] = {
    "things": (
        ("better", "Getting better", "Yn gwella"),
        ("same", "About the same", "Tua’r un fath"),
        ("harder", "Getting harder", "Yn mynd yn anoddach"),
    ),
    "change": (
        ("rents_and_repairs", "Rents and repairs", "Rhenti ac atgyweiriadau"),
        ("heating_bills", "Heating bills", "Biliau gwresogi"),
        ("buses_after_seven", "Buses after seven", "Bysiau ar ôl saith"),
        ("seeing_a_doctor", "Seeing a doctor", "Gweld meddyg"),
        ("something_else", "Something else", "Rhywbeth arall"),
        ("would_not_say", "Would not say", "Ddim am ddweud"),
    ),
    "come_back": (
        ("yes", "Yes", "Cewch"),
        ("not_now", "Not now", "Ddim nawr"),
        ("no", "No", "Na chewch"),
    ),
}

LISTENING_SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "survey": (
        ("type", "name", f"label::{ENGLISH}", f"label::{WELSH}", "relevant"),
        (
            "select_one things",
            "things",
            "How are things on this street?",
            "Sut mae pethau ar y stryd hon?",
            "",
        ),
        (
            "select_one change",
            "change",
            "What would most change life on this street?",
            "Beth fyddai’n newid bywyd fwyaf ar y stryd hon?",
            "",
        ),
        ("text", "in_their_words", "In their words", "Yn eu geiriau nhw", "${change} != ''"),
        (
            "select_one come_back",
            "come_back",
            "May we come back and tell you what we did?",
            "Gawn ni ddod yn ôl i ddweud wrthych beth wnaethon ni?",
            "",
        ),
    ),
    "choices": (
        ("list_name", "name", f"label::{ENGLISH}", f"label::{WELSH}"),
        *((listed, *option) for listed, options in _LISTS.items() for option in options),
    ),
    "settings": (
        ("form_title", "form_id", "version", "default_language"),
        ("Listening on this street", "listening", "2026-11", ENGLISH),
    ),
}


def listening_survey() -> Survey:
    """What a branch asks on a street: how things are, what would change life most, may we come back."""
    rows = LISTENING_SHEETS["survey"][1:]
    title, form_id, version, language = LISTENING_SHEETS["settings"][1]
    return Survey(
        form_id=form_id,
        version=version,
        title=title,
        languages=(ENGLISH, WELSH),
        questions=tuple(_listening_question(row) for row in rows),
        options={listed: _options(options) for listed, options in _LISTS.items()},
        default_language=language,
    )


def _listening_question(row: Sequence[str]) -> Question:
    kind, _, listed = row[0].partition(" ")
    return Question(
        name=row[1],
        kind=Kind(kind),
        label=Words({ENGLISH: row[2], WELSH: row[3]}),
        options=listed,
        relevant=_answered("change") if row[4] else None,
    )


def _options(options: Sequence[tuple[str, str, str]]) -> tuple[Option, ...]:
    return tuple(Option(name, Words({ENGLISH: english, WELSH: welsh})) for name, english, welsh in options)


def _answered(name: str) -> Expression:
    return Apply("!=", (Reference(name), Constant("")))


def heating_survey() -> Survey:
    """What is asked where heating failed: since when, who was told, how many rooms are warm, what helps first."""
    is_out = Apply("=", (Reference("heating"), Constant("out")))
    return Survey(
        form_id="heating",
        version="2026-11",
        title="Heating on this street",
        languages=("default",),
        questions=(
            Question(
                "heating",
                Kind.SELECT_ONE,
                _said("Does your heating work?"),
                options="heating",
                required=_ALWAYS,
            ),
            Question(
                "out_since",
                Kind.DATE,
                _said("Since when is it out?"),
                relevant=is_out,
                constraint=Apply("<=", (Itself(), Apply("today", ()))),
                constraint_message=_said("That day is still to come."),
            ),
            Question(
                "told", Kind.SELECT_MULTIPLE, _said("Who has been told?"), relevant=is_out, options="told"
            ),
            Question(
                "warm_rooms",
                Kind.INTEGER,
                _said("How many rooms are warm in the evening?"),
                constraint=Apply(
                    "and",
                    (Apply(">=", (Itself(), Constant(0.0))), Apply("<=", (Itself(), Constant(30.0)))),
                ),
                constraint_message=_said("Say a number from 0 to 30."),
            ),
            Question("first_help", Kind.TEXT, _said("What would help first?")),
        ),
        options={
            "heating": _plain(works="It works", poorly="Not well", out="It is out"),
            "told": _plain(landlord="The landlord", council="The council", nobody="Nobody yet"),
        },
    )


_ALWAYS = Constant("true")


def _said(words: str) -> Words:
    return Words({"default": words})


def _plain(**options: str) -> tuple[Option, ...]:
    return tuple(Option(name, _said(words)) for name, words in options.items())
