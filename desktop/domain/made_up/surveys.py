"""Surveys to practise with and to begin with: three questions at a door, in English and in Welsh; and one on heating.

``python -m tests.made_up_files.forms`` writes the first into ``resources/surveys/listening.xlsx``,
the same bytes each time.
"""

from collections.abc import Sequence

from desktop.domain.surveys.expressions import Apply, Constant, Itself, Reference
from desktop.domain.surveys.survey import Kind, Option, Question, Survey, Words

ENGLISH = "English (en)"
WELSH = "Cymraeg (cy)"


def listening_survey() -> Survey:
    """*Listening*: how things are, what would most change life here, and whether we may come back."""
    return Survey(
        form_id="listening",
        version="1",
        title="Listening",
        languages=(ENGLISH, WELSH),
        questions=_questions(),
        options={name: _options(rows) for name, rows in _LISTS.items()},
        default_language=ENGLISH,
    )


def _said(english: str, welsh: str) -> Words:
    return Words({ENGLISH: english, WELSH: welsh})


def _questions() -> tuple[Question, ...]:
    return (
        Question(
            "how",
            Kind.SELECT_ONE,
            _said("How are things on this street?", "Sut mae pethau ar y stryd hon?"),
            options="direction",
        ),
        Question(
            "change",
            Kind.SELECT_ONE,
            _said(
                "What would most change life on this street?",
                "Beth fyddai’n newid bywyd fwyaf ar y stryd hon?",
            ),
            options="matter",
        ),
        Question(
            "words",
            Kind.TEXT,
            _said("In their words", "Yn eu geiriau nhw"),
            relevant=Apply("!=", (Reference("change"), Constant(""))),
            appearance="multiline",
        ),
        Question(
            "back",
            Kind.SELECT_ONE,
            _said(
                "May we come back and tell you what we did?",
                "Gawn ni ddod yn ôl a dweud wrthych beth wnaethon ni?",
            ),
            options="yes_no",
        ),
    )


def _options(rows: Sequence[tuple[str, str, str]]) -> tuple[Option, ...]:
    return tuple(Option(name, _said(english, welsh)) for name, english, welsh in rows)


_LISTS: dict[str, Sequence[tuple[str, str, str]]] = {
    "direction": (
        ("better", "Getting better", "Yn gwella"),
        ("same", "Much the same", "Fwy neu lai yr un fath"),
        ("harder", "Getting harder", "Yn mynd yn anoddach"),
    ),
    "matter": (
        ("rents", "Rents and repairs", "Rhenti ac atgyweirio"),
        ("heating", "Heating bills", "Biliau gwresogi"),
        ("buses", "Buses after seven", "Bysiau ar ôl saith"),
        ("doctor", "Seeing a doctor", "Gweld meddyg"),
        ("other", "Something else", "Rhywbeth arall"),
        ("would_not_say", "Would not say", "Ddim am ddweud"),
    ),
    "yes_no": (("yes", "Yes", "Iawn, cewch"), ("no", "No", "Na chewch")),
}
"""Options by list: name, English, Welsh."""


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
                _plainly("Does your heating work?"),
                options="heating",
                required=_ALWAYS,
            ),
            Question(
                "out_since",
                Kind.DATE,
                _plainly("Since when is it out?"),
                relevant=is_out,
                constraint=Apply("<=", (Itself(), Apply("today", ()))),
                constraint_message=_plainly("That day is still to come."),
            ),
            Question(
                "told", Kind.SELECT_MULTIPLE, _plainly("Who has been told?"), relevant=is_out, options="told"
            ),
            Question(
                "warm_rooms",
                Kind.INTEGER,
                _plainly("How many rooms are warm in the evening?"),
                constraint=Apply(
                    "and",
                    (Apply(">=", (Itself(), Constant(0.0))), Apply("<=", (Itself(), Constant(30.0)))),
                ),
                constraint_message=_plainly("Say a number from 0 to 30."),
            ),
            Question("first_help", Kind.TEXT, _plainly("What would help first?")),
        ),
        options={
            "heating": _plain(works="It works", poorly="Not well", out="It is out"),
            "told": _plain(landlord="The landlord", council="The council", nobody="Nobody yet"),
        },
    )


_ALWAYS = Constant("true")


def _plainly(words: str) -> Words:
    return Words({"default": words})


def _plain(**options: str) -> tuple[Option, ...]:
    return tuple(Option(name, _plainly(words)) for name, words in options.items())
