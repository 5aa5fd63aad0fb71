"""The way through an organiser's help on a locked laptop, one page at a time; each is built when it is first shown."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from desktop.domain.helping import HelpAsked, HelpPart
from desktop.operations import helping
from desktop.ui.start.help_steps import AnswerStep, AskStep, RequestStep
from desktop.ui.start.passphrase import PassphraseStep
from desktop.ui.start.step import Step
from desktop.ui.start.telling import sentence_of
from desktop.ui.tasks import Tasks
from desktop.ui.translating import translate

if TYPE_CHECKING:  # types alone
    from desktop.store.device_secrets import DeviceSecrets
    from desktop.store.store import Store


class HelpSteps(QObject):
    """Asks, waits, takes the answer; ``opened`` gets the store."""

    def __init__(
        self,
        pages: QStackedWidget,
        tasks: Tasks,
        folder: Path,
        device: "DeviceSecrets | None",
        opened: "Callable[[Store], None]",
    ) -> None:
        super().__init__(pages)
        self._pages, self._tasks, self._folder, self._device = pages, tasks, folder, device
        self._opened = opened
        self._from: Step | None = None
        self._request = self._answer = ""

    @cached_property
    def ask(self) -> AskStep:
        """Who asks."""
        page = AskStep()
        self._pages.addWidget(page)
        page.back.connect(self._go_back)
        page.done.connect(self._ask)
        page.has_answer.connect(lambda: self._show(self.answer))
        return page

    @cached_property
    def request(self) -> RequestStep:
        """What an organiser is to be given."""
        page = RequestStep()
        self._pages.addWidget(page)
        page.back.connect(lambda: self._show(self.ask))
        page.done.connect(lambda: self._show(self.answer))
        page.written.connect(self._write)
        return page

    @cached_property
    def answer(self) -> AnswerStep:
        """What they gave back."""
        page = AnswerStep()
        self._pages.addWidget(page)
        page.back.connect(lambda: self._show(self.ask))
        page.done.connect(self._check)
        return page

    @cached_property
    def passphrase(self) -> PassphraseStep:
        """A new passphrase in place of the lost one."""
        page = PassphraseStep(translate("Start", "4 of 4"))
        self._pages.addWidget(page)
        page.back.connect(lambda: self._show(self.answer))
        page.done.connect(self._take)
        return page

    def begin(self, back: Step) -> None:
        """Ask who asks; ``back`` is the page that one came from."""
        self._from = back
        self._show(self.ask)

    def forget(self) -> None:
        """Leave nothing that was typed or shown."""
        self._request = self._answer = ""
        for name in ("ask", "request", "answer", "passphrase"):
            if name in self.__dict__:  # a page that was never shown holds nothing
                getattr(self, name).forget()

    def _go_back(self) -> None:
        if self._from is not None:
            self._show(self._from)

    def _show(self, step: Step) -> None:
        self._pages.setCurrentWidget(step)
        step.take_keys()

    def _ask(self, who: str) -> None:
        self._do(partial(helping.ask_for_help, self._folder, who), self._asked, self.ask)

    def _asked(self, asked: HelpAsked) -> None:
        self._request = asked.text
        self.request.show_request(asked)
        self._show(self.request)

    def _write(self, file: str) -> None:
        self._tasks.errand(
            partial(helping.write_text, Path(file), self._request),
            lambda _nothing: self.request.tell(translate("Start", "It is written.")),
            owner=self,
            failed=lambda fault: self.request.tell(sentence_of(fault)),
        )

    def _check(self, source: str) -> None:
        def read() -> str:
            text = helping.read_text(HelpPart.ANSWER, source)
            helping.check_answer(self._folder, text)
            return text

        self._do(read, self._checked, self.answer)

    def _checked(self, text: str) -> None:
        self._answer = text
        self._show(self.passphrase)

    def _take(self, passphrase: str) -> None:
        work = partial(helping.take_help, self._folder, self._answer, passphrase, device=self._device)
        self._do(work, self._taken, self.answer)

    def _taken(self, store: "Store") -> None:
        self.forget()
        self._opened(store)

    def _do(self, work: Callable[[], object], then: Callable[..., None], fails: AskStep | AnswerStep) -> None:
        def failed(fault: Exception) -> None:
            self._show(fails)
            fails.show_fault(sentence_of(fault))

        self._tasks.errand(work, then, owner=self, failed=failed)
