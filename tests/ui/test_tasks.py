"""Answers come back on the window's thread, each after whoever asked has ended asking."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.operations.changed import Changed, Done
from desktop.ui.tasks import Tasks
from tests.bench.waiting import settle


def at_once(_worker: ThreadPoolExecutor, work: Callable[[], Any]) -> "Future[Any]":
    """A worker so quick, or a window's thread so slow, that all is done before the asker can wait for it."""
    done: Future[Any] = Future()
    done.set_result(work())
    return done


@pytest.fixture
def tasks(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tasks]:
    del app
    with monkeypatch.context() as patched:
        patched.setattr(ThreadPoolExecutor, "submit", at_once)
        made = Tasks()
        yield made
        settle(made)
    made.close()


def test_no_answer_comes_within_the_asking(tasks: Tasks) -> None:
    owner, heard = QObject(), list[str]()
    tasks.query(lambda: "read", heard.append, owner=owner)
    tasks.command(lambda: Done("written", Changed.CONTACTS), heard.append, owner=owner)
    tasks.errand(lambda: "asked", heard.append, owner=owner)
    assert not heard
    assert tasks.is_busy
    settle(tasks)
    assert heard == ["read", "written", "asked"]


def test_of_two_questions_on_a_channel_the_later_one_is_answered_however_quick_the_first_was(
    tasks: Tasks,
) -> None:
    owner, heard = QObject(), list[str]()
    for said in ("first", "second"):
        tasks.query(partial(str, said), heard.append, owner=owner, latest="channel")
    settle(tasks)
    assert heard == ["second"]
