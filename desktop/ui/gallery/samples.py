"""Made-up words for the gallery."""

from collections.abc import Sequence

from desktop.ui.look.marks import Mark, Shape
from desktop.ui.widgets.options import Option
from desktop.ui.widgets.rows import Cell, DoorRow, NameRow, Row, TableRow, TwoLineRow, WaitingRow
from desktop.ui.widgets.tables import Column
from desktop.ui.widgets.ways import Way

TALKED = Mark(Shape.FINISHED, "T", "talked")
NOBODY = Mark(Shape.AGAIN, "N", "nobody in")
BACK = Mark(Shape.DUE, "B", "come back")
NEVER = Mark(Shape.NEVER, "X", "do not visit")
NOT_YET = Mark(Shape.NOT_YET, "", "not yet")
OWED = Mark(Shape.DUE, "!", "overdue")

PEOPLE: Sequence[Row] = (
    NameRow("Shafiqul Majumder", "11 Alma Terrace", "DK2-231", ((9, 3),)),
    NameRow("Nasrin Majumder", "11 Alma Terrace", "DK2-232", ((7, 3),)),
    NameRow("Hannah Majumder-Bowen", "26 Alma Terrace", "DK2-248", ((7, 3),)),
    NameRow("Elżbieta Majchrzak", "Flat 3, 9 Heol y Felin", "DK3-017", ((9, 3),), unsent=True),
    NameRow("Majda Okonjo-Price", "52 Lime Kiln Road", "CW1-402", ((0, 3),)),
)
DOORS: Sequence[Row] = (
    DoorRow("29", "Gittins", BACK),
    DoorRow("31", "Treharne", NOBODY, unsent=True),
    DoorRow("33", "Kowalczyk", TALKED, done=True),
    DoorRow("35", "Talukdar", NOT_YET),
    DoorRow("37", "Beddoes", NOT_YET),
    DoorRow("28", "Do not visit", NEVER, stop=True),
)
SHEETS: Sequence[Row] = (
    TwoLineRow("Ropewalk, odd side", "Liban Guuleed, since Thursday", "due 20:00", OWED, care=True),
    TwoLineRow("Heol y Felin", "Kasia Dąbek and Ifan Moss", "due 20:30", NOT_YET),
    TwoLineRow("Lime Kiln Road", "Denzil Crabbe, on paper", "Tuesday", NOT_YET),
)
WAITING: Sequence[Row] = (
    WaitingRow("12", "days", "Ropewalk", "Bogusia Nowicka", "Has asked who may train its new trainers", 1.0),
    WaitingRow(
        "9", "days", "Saltmarsh", "Rafiq Majid", "Wants an answer on hall hire money", 0.75, care=True
    ),
    WaitingRow("6", "days", "Upper Fenwick", "Zofia Beddoes", "Two candidates for one seat", 0.5),
)
VISITS_COLUMNS = (Column("When", 120), Column("What happened", 307), Column("Who was there", 170))
VISITS: Sequence[Row] = (
    TableRow(
        (Cell("12 Oct 2026"), Cell("Talked. Three answers", mark=TALKED), Cell("Eluned Probert", soft=True))
    ),
    TableRow((Cell("3 May 2026"), Cell("Nobody in", mark=NOBODY), Cell("Liban Guuleed", soft=True))),
    TableRow((Cell("9 Nov 2025"), Cell("Asked to come back", mark=BACK), Cell("Kasia Dąbek", soft=True))),
)
RESIDENTS = (
    Option("1", "Rukhsana Talukdar", "Elector 214", "Answered the door"),
    Option("2", "Nasir Talukdar", "Elector 215", "Not asked yet"),
    Option("3", "Megan Hâf Talukdar", "Elector 216", "Turns 18 on 9 March"),
)
OUTCOMES = (
    Option("N", "Nobody in"),
    Option("T", "Talked"),
    Option("R", "Refused"),
    Option("B", "Back later"),
    Option("M", "Moved away"),
    Option("L", "Other language"),
    Option("C", "A child answered"),
    Option("X", "Do not visit", stop=True),
)
ANSWERS = (
    Option("1", "Rents and repairs"),
    Option("2", "Heating bills"),
    Option("3", "Buses after seven"),
    Option("4", "Seeing a doctor"),
    Option("5", "Something else"),
    Option("0", "Would not say"),
)
WAYS = (
    Way(
        "J",
        "Join my branch",
        "Your organiser has given you a code of twelve letters.\n"
        "You will compare three words with them, then choose a passphrase.",
        "About four minutes. Needs a network once, now or later.",
    ),
    Way(
        "P",
        "Practise on a made-up street",
        "Forty doors, and nobody behind them is real.\nLearn the keys before the first cold evening.",
        "About ten minutes. Nothing is kept and nothing is sent.",
    ),
)
