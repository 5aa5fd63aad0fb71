"""Attack 30: names and notes with marks in them are letters everywhere; no picture that they name is loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QTextBrowser, QTextEdit, QWidget

from desktop.domain.attempts import Outcome
from desktop.domain.made_up.surveys import listening_survey
from desktop.domain.members import Role
from desktop.domain.surveys.documents import survey_to_json
from desktop.operations.attempts import record_attempt
from desktop.operations.branch_surveys import adopt_survey
from desktop.operations.contacts import add_person, edit_person, order_people, read_people
from desktop.operations.members import list_members, name_branch, name_me
from desktop.operations.register_import import import_register
from desktop.operations.turfs import cut_turf, list_streets, walk_list
from desktop.store.store import Store
from desktop.ui.branch.screen import _PAGES
from desktop.ui.desk import Place
from desktop.ui.widgets.actions import Action, ActionBar
from desktop.ui.widgets.tips import as_it_stands
from desktop.ui.widgets.words import Words
from tests.attacks.open_laptop import NOW
from tests.made_up_stores import colleague, exchange, made_store, register_file
from tests.rehearsal.player import Player
from tests.ui.conftest import app  # noqa: F401 - a fixture

pytestmark = [
    pytest.mark.usefixtures("app"),
    pytest.mark.qt_log_ignore("This plugin does not support", extend=True),
]
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bait(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A picture that is there, and marks that would show it."""
    file = tmp_path_factory.mktemp("bait") / "bait.png"
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    assert picture.save(str(file))
    return f'<img src="file://{file}">'


def test_this_test_would_see_a_picture_that_is_loaded(bait: str) -> None:
    label = QLabel(bait)
    assert label.sizeHint().width() >= 300
    assert is_read_as_a_page(label)


def is_read_as_a_page(widget: QWidget) -> bool:
    """Whether Qt would read marks in what this widget shows."""
    if isinstance(widget, QLabel):
        return widget.textFormat() is not Qt.TextFormat.PlainText
    return isinstance(widget, QTextBrowser) or (isinstance(widget, QTextEdit) and widget.acceptRichText())


def make_store(folder: Path, bait: str, role: Role) -> Store:
    """A branch in which everybody and everything is called by marks."""
    store = made_store(folder / "records")
    name_me(store, f"Me {bait}", f"Laptop {bait}", role)
    name_branch(store, f"Branch {bait}")
    import_register(store, register_file(folder))
    asked = listening_survey()
    adopt_survey(
        store,
        form_id=f"<b>{asked.form_id}",
        version=f"<i>{asked.version}",
        title=f"Survey {bait}",
        definition=survey_to_json(asked),
    )
    for person in read_people(store, order_people(store)[:20]):
        edit_person(store, person.id, {"given_name": bait, "family_name": f"<b>{person.id[:4]}</b>"})
    add_person(store, {"given_name": bait, "phone": f"<u>{bait}", "address": bait, "email": f"{bait}@x"})
    street = max(list_streets(store), key=lambda one: one.doors)
    me = next(member for member in list_members(store) if member.is_me)
    turf = cut_turf(store, f"Walk {bait}", [street.key], canvasser=me.id).value
    for door in walk_list(store, turf).doors[:3]:
        record_attempt(store, door.household, Outcome.TALKED, note=f"They said {bait}", turf=turf)
    other = colleague(store, folder / "other")
    name_me(other, f"Other {bait}", f"Old {bait}", Role.CANVASSER)
    exchange(store, other)
    someone = read_people(store, order_people(store)[:1])[0].id
    edit_person(other, someone, {"phone": f"one {bait}"})
    edit_person(store, someone, {"phone": f"two {bait}"})
    exchange(store, other)
    other.close()
    return store


@pytest.fixture(params=[Role.ORGANISER, Role.CANVASSER, Role.COORDINATOR], ids=lambda role: role.value)
def player(request: pytest.FixtureRequest, tmp_path: Path, bait: str) -> Iterator[Player]:
    store = make_store(tmp_path, bait, request.param)
    made = Player("somebody", tmp_path / "p", tmp_path, now=lambda: NOW)
    made.move_in(store)
    yield made
    made.leave()
    store.close()


def places(player: Player) -> list[Place]:
    assert player.window.workplace is not None
    rooms = player.window.workplace.room_names
    branch = [Place("branch", name) for name in _PAGES] if "branch" in rooms else []
    return [*(Place(name) for name in rooms), *branch]


def test_every_screen_shows_marks_as_letters(player: Player, bait: str) -> None:
    seen = 0
    for place in places(player):
        player.go(place.room, place.about)
        for widget in QApplication.allWidgets():
            where = (place.room, place.about, type(widget).__name__, widget.objectName())
            assert not is_read_as_a_page(widget), where
            assert "<img" not in widget.toolTip(), where
            assert not widget.whatsThis(), where
            if isinstance(widget, QLabel):
                assert widget.pixmap().isNull(), where
                seen += bait in widget.text()
            if isinstance(widget, QAbstractItemView) and widget.model() is not None:
                model = widget.model()
                for row in range(min(20, model.rowCount())):
                    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.WhatsThisRole):
                        assert not model.index(row, 0).data(role), where
    assert seen > 0, "nobody's name was on any screen"


def test_words_that_carry_marks_take_the_room_of_their_letters(bait: str) -> None:
    words = Words(bait, wrap=True)
    words.resize(words.sizeHint())
    picture = words.grab().toImage()
    red = QImage(picture).pixelColor(picture.width() // 2, picture.height() // 2)
    assert (red.red(), red.green()) != (255, 0)
    assert words.sizeHint().height() < 200


def test_a_tip_that_carries_marks_tells_them(bait: str) -> None:
    tip = QLabel(as_it_stands(bait))
    letters = QLabel()
    letters.setTextFormat(Qt.TextFormat.PlainText)
    letters.setText(bait)
    assert abs(tip.sizeHint().height() - letters.sizeHint().height()) < 40
    assert tip.sizeHint().height() < 200
    bar = ActionBar([Action("A", "Do it", lambda: None, reason=bait)])
    button = bar.button("Do it")
    assert button is not None
    assert "<img" not in button.toolTip()


@pytest.mark.parametrize(
    "marks",
    [".setToolTip(", ".setHtml(", ".setWhatsThis(", "RichText", "AutoText", "QMessageBox", ".showText("],
)
def test_nothing_in_the_program_asks_qt_to_read_marks(marks: str) -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "desktop").rglob("*.py")
        if marks in path.read_text(encoding="utf-8")
    }
    assert found <= {"desktop/ui/widgets/tips.py"}


def test_a_label_is_made_by_words_alone() -> None:
    """``Words`` sets its text plain before anything is in it; any other label would have to think of it."""
    made = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "desktop").rglob("*.py")
        if "QLabel(" in path.read_text(encoding="utf-8")
    }
    assert made <= {"desktop/ui/widgets/words.py"}
    assert Words("x").textFormat() is Qt.TextFormat.PlainText
