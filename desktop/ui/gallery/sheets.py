"""The sheets of the gallery: the parts, the door, the lists and the fields."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.ui.gallery import samples
from desktop.ui.look import sizes
from desktop.ui.look.look import Look
from desktop.ui.look.marks import Mark, Shape
from desktop.ui.look.painting import CapState
from desktop.ui.look.palettes import Role
from desktop.ui.look.type_styles import Type
from desktop.ui.widgets.actions import Action, Kind, PrimaryButton
from desktop.ui.widgets.delegates import (
    DoorDelegate,
    NameDelegate,
    RowDelegate,
    TwoLineDelegate,
    WaitingDelegate,
)
from desktop.ui.widgets.fields import Field, MultilineField, PassphraseField, SearchField
from desktop.ui.widgets.figures import Figure, FigureRow, ProgressSquares, Saying
from desktop.ui.widgets.heads import SectionHead
from desktop.ui.widgets.keys import KeyCap, KeyHint
from desktop.ui.widgets.lists import RowList
from desktop.ui.widgets.marks import CheckedSentence, MarkView
from desktop.ui.widgets.options import Option, OptionGrid
from desktop.ui.widgets.page import Columns, Page
from desktop.ui.widgets.paged_model import PagedModel
from desktop.ui.widgets.rows import Row
from desktop.ui.widgets.rules import HairRule, SwelledRule
from desktop.ui.widgets.states import Empty, Failed, Loading
from desktop.ui.widgets.strip import Strip, StripState
from desktop.ui.widgets.tables import TableDelegate, TableHead
from desktop.ui.widgets.ways import WayList
from desktop.ui.widgets.words import Quotation, Words


def nothing() -> None:
    """What a sample action does."""


def _column(*parts: QWidget | QLayout, gap: int = 0) -> QWidget:
    column = QWidget()
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(gap)
    for part in parts:
        if isinstance(part, QLayout):
            stack.addLayout(part)
        else:
            stack.addWidget(part)
    stack.addStretch(1)
    return column


def _shown(left: QWidget, words: str, look: Look) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(16))
    row.addWidget(left)
    row.addWidget(Words(words))
    row.addStretch(1)
    line.setFixedHeight(look.px(36))
    return line


def _put(column: QVBoxLayout, *widgets: QWidget) -> None:
    """Widgets below each other; a section keeps its distance from what is above it."""
    for widget in widgets:
        if column.count() and isinstance(widget, SectionHead | Field | MultilineField):
            column.addSpacing(sizes.SPACE_3 + 2)
        column.addWidget(widget)


def rows(listed: Sequence[Row], delegate: RowDelegate, name: str, *, current: int = -1) -> RowList:
    """A list of sample rows, as high as they are."""
    model = PagedModel(lambda ids: [listed[at] for at in ids])
    model.set_ids(range(len(listed)))
    view = RowList(model, delegate, name=name, grows=True)
    model.setParent(view)
    if current >= 0:
        view.go_to(current)
    return view


def parts_sheet(look: Look) -> Page:
    """States, marks, keys, fields, actions and strips on one sheet."""
    page = Page("The parts", "one sheet, three palettes")
    column = page.add_column()
    practise = Action("P", "Practise", nothing)
    stop = Action("Escape", "Stop, keep nothing", nothing)
    again = Action("R", "Try again", nothing)
    faces = (
        (
            "Empty",
            Empty(
                "No walks yet",
                "Your organiser cuts them from streets.",
                "Meanwhile there is a street to practise on.",
                practise,
            ),
        ),
        (
            "Loading",
            Loading(
                "Reading the register",
                "61,200 of 100,000 people",
                "About 20 seconds. You can go on working.",
                stop,
            ),
        ),
        (
            "Failed",
            Failed(
                "This list could not be read",
                "Your visits are safe on this laptop.",
                "Try again, or tell Eluned: fault 4, 19:22.",
                again,
            ),
        ),
    )
    column.addWidget(Columns(*(_column(SectionHead(head), face) for head, face in faces)))
    column.addWidget(Columns(_marks(look), _caps(look), _fields(), _actions()))
    column.addSpacing(sizes.SPACE_4)
    for strip in _strips():
        column.addWidget(strip)
    return page


def _marks(look: Look) -> QWidget:
    kinds = (
        (samples.TALKED, "finished: solid square"),
        (samples.NOBODY, "go again: ruled circle"),
        (samples.BACK, "due: heavy circle"),
        (samples.NEVER, "never: stop ink, solid"),
        (Mark(Shape.NOT_YET), "not yet: a point"),
    )
    return _column(SectionHead("Marks"), *(_shown(MarkView(mark), words, look) for mark, words in kinds))


def _caps(look: Look) -> QWidget:
    kinds = (
        ("T", CapState.RESTING, "at rest"),
        ("T", CapState.ANSWERING, "answers now"),
        ("T", CapState.CHOSEN, "chosen"),
        ("X", CapState.STOP, "cannot be taken lightly"),
        ("Ctrl+Z", CapState.RESTING, "pressed together"),
    )
    shown = (_shown(KeyCap(key, state), words, look) for key, state, words in kinds)
    return _column(SectionHead("Keys"), *shown)


def _fields() -> QWidget:
    rest, wrong = Field("at rest"), Field("not understood")
    rest.set_text("Ropewalk Court")
    typing = Field("with the keys")
    typing.set_text("Saltm")
    typing.setObjectName("typing")
    wrong.set_text("31/02/2027")
    wrong.set_error("February has no 31st. Kept as typed.")
    return _column(SectionHead("Fields"), rest, typing, wrong, gap=sizes.SPACE_2)


def _actions() -> QWidget:
    return _column(
        SectionHead("Actions"),
        PrimaryButton("Return", "Save and go on"),
        KeyHint("N", "Another action"),
        KeyHint("X", "Stop contact", stop=True),
        gap=sizes.SPACE_3,
    )


def _strips() -> list[Strip]:
    said = (
        ("Saved on this laptop. Sending 9 of 14 visits.", "You can go on working", StripState.SENDING),
        ("Saved on this laptop. 14 visits not yet sent.", "No network since 18:05", StripState.SAVED),
        ("This could not be saved.", "What you typed is still here. Free some space.", StripState.FAILED),
    )
    strips = []
    for sentence, reason, state in said:
        keys = (
            [Action("Escape", "Wait", nothing)]
            if state is StripState.SENDING
            else [Action("Ctrl+S", "Send now", nothing), Action("Ctrl+L", "Lock", nothing)]
        )
        strip = Strip(keys)
        strip.say(sentence, reason, state)
        strips.append(strip)
    return strips


def door_sheet(_look: Look) -> Page:
    """What stands at a door: the walk, residents, outcomes, a question, its note."""
    page = Page("Alma Terrace", "17 of 40")
    left = page.add_column(2)
    left.addWidget(rows(samples.DOORS, DoorDelegate(), "Doors", current=3))
    left.addSpacing(sizes.SPACE_4)
    squares = ProgressSquares()
    squares.show_progress(40, 17, "1 Alma Terrace", "35, next", "2 Alma Terrace")
    left.addWidget(
        FigureRow(
            [
                Figure("23", "doors to go", leading=True),
                Figure("17", "doors done"),
                Figure("9", "people spoken to"),
            ],
            large=True,
        )
    )
    left.addWidget(squares)
    left.addStretch(1)
    right = page.add_column(3)
    _put(right, *_grids())
    note = Field(
        "In their words",
        beside=True,
        keys="Tab",
        note="Would you read this note aloud to them?",
        right_note="Kept as you type",
        height=sizes.FIELD_LOW,
    )
    note.set_text("Boiler out since October; landlord does not answer")
    right.addSpacing(sizes.SPACE_4)
    right.addWidget(note)
    right.addStretch(1)
    page.set_actions(_door_actions())
    return page


def _grids() -> list[QWidget]:
    def grid(name: str, options: Sequence[Option], columns: int, chosen: int, row: int) -> OptionGrid:
        made = OptionGrid(options, name=name, columns=columns, keys_anywhere=False, row=row)
        made.set_chosen(chosen)
        return made

    residents = grid("Who answered?", samples.RESIDENTS, 1, 0, sizes.ROW_RESIDENT)
    outcomes = OptionGrid(
        samples.OUTCOMES,
        name="What happened?",
        columns=4,
        row=sizes.ROW_RESIDENT,
        style=Type.BODY,
        keys_anywhere=False,
    )
    outcomes.set_chosen(1)
    residents.set_answers(False)
    outcomes.set_answers(False)
    answers = grid("What would most change life on this street?", samples.ANSWERS, 3, 0, sizes.ROW_OPTION)
    answers.setObjectName("answers")
    who = SectionHead("Who answered?")
    who.add(KeyHint("Backspace", "back a step", quiet=True))
    question = SectionHead(
        "What would most change life on this street?",
        "question 2 of 3: a digit answers",
        rule=Role.ACCENT,
        style=Type.QUESTION,
    )
    return [who, residents, SectionHead("What happened?"), outcomes, question, answers]


def _door_actions() -> list[Action]:
    return [
        Action("Return", "Next question", nothing, Kind.PRIMARY),
        Action("Ctrl+Z", "Undo", nothing),
        Action("Ctrl+Return", "Others out", nothing, reason="Nobody else lives here."),
        Action("F12", "Only this door", nothing, Kind.FAR),
        Action("X", "Stop contact", nothing, Kind.STOP),
    ]


def lists_sheet(_look: Look) -> Page:
    """Every kind of row, and a table."""
    page = Page("Lists", "rows, never cards")
    left = page.add_column()
    search = SearchField("Name, address or elector number")
    search.set_text("maj")
    people = rows(samples.PEOPLE, NameDelegate(), "People found", current=0)
    people.follow(search.line)
    left.addWidget(search)
    left.addWidget(people)
    left.addSpacing(sizes.SPACE_4)
    _put(
        left,
        SectionHead("So far"),
        TableHead(samples.VISITS_COLUMNS),
        rows(samples.VISITS, TableDelegate(samples.VISITS_COLUMNS), "Visits so far"),
    )
    left.addStretch(1)
    right = page.add_column()
    waiting = rows(samples.WAITING, WaitingDelegate(), "Branches waiting", current=0)
    sheets = rows(samples.SHEETS, TwoLineDelegate(), "Sheets out")
    _put(
        right,
        SectionHead("Branches, longest waiting first", "5 wait for you"),
        waiting,
        SectionHead("Sheets out"),
        sheets,
    )
    right.addStretch(1)
    return page


def fields_sheet(_look: Look) -> Page:
    """Fields of every kind, and words."""
    page = Page("Fields and words")
    left = page.add_column()
    passphrase = PassphraseField("Passphrase", show="Show", hide="Hide")
    passphrase.set_text("correct horse")
    note = MultilineField("What was said", note="Would you read this note aloud to them?")
    note.set_text("Damp in the back bedroom since the flood. The agent came once.")
    _put(left, passphrase, Field("Given name", note="As it stands in the register"), note)
    left.addStretch(1)
    right = page.add_column()
    several = OptionGrid(
        samples.ANSWERS, name="Several answers", columns=2, multiple=True, keys_anywhere=False
    )
    several.set_chosen(1, 4)
    quote = Quotation("“Damp in the back bedroom since the flood. The agent came once.”")
    week = [Figure("212", "doors"), Figure("97", "conversations"), Figure("9", "people came back")]
    _put(
        right,
        SectionHead("Several answers"),
        several,
        SectionHead("In his words"),
        quote,
        SectionHead("This week"),
        FigureRow(week),
        Saying("Desk B was last heard at 18:41.", "Someone may be counted at both desks."),
    )
    right.addStretch(1)
    return page


def begin_sheet(_look: Look) -> Page:
    """Ways to go on, and sentences that are so or not yet."""
    page = Page("How do you want to begin?")
    left = page.add_column(2)
    _put(left, WayList(samples.WAYS, name="How do you want to begin?"))
    left.addStretch(1)
    right = page.add_column(1)
    _put(
        right,
        Words("Groundswell", Type.NAMEPLATE),
        SwelledRule(swell=10),
        CheckedSentence("Three words compared", done=True),
        CheckedSentence("A passphrase of at least four words"),
        HairRule(),
        Saying("No network needed.", "Everything works in a hall without one."),
    )
    right.addStretch(1)
    return page


SHEETS: tuple[tuple[str, Callable[[Look], Page]], ...] = (
    ("Parts", parts_sheet),
    ("Door", door_sheet),
    ("Lists", lists_sheet),
    ("Fields", fields_sheet),
    ("Begin", begin_sheet),
)
