"""Importing a register: streamed, all or nothing, one journal entry however many electors."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.register.edition import EditionWriter, write_edition
from desktop.domain.register.imports import ImportRow
from desktop.domain.register.problems import RegisterRefused
from desktop.domain.register.reading import RegisterReader
from desktop.domain.register.report import RegisterReport
from desktop.operations.changed import Changed, Done
from desktop.operations.register import Progress, RegisterCancelled, read_chunks, refuse_by_size
from desktop.store.editions import NewEdition, Step
from desktop.store.register_fold import RegisterFold
from desktop.store.store import Store
from sync.protocol.sealing import attachment_id

DEFAULT_AUTHORITY = "the council"
DEFAULT_REGISTER = "the register"

_CHANGED = Changed.REGISTER | Changed.CONTACTS | Changed.HOUSEHOLDS | Changed.SYNC


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was in the file, and what it changed: ``added + changed + unchanged`` is the report's ``electors``.

    ``report.accepted`` is False where the file was refused: then nothing was kept.
    """

    report: RegisterReport
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def import_register(
    store: Store,
    path: Path,
    *,
    authority: str = "",
    register: str = "",
    progress: Progress | None = None,
    writing: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done[ImportReport]:
    """Import a council's file in one transaction. A refused file is reported, not raised; nothing of it is kept.

    ``authority`` and ``register`` are the branch's unless given, else one fixed default each. The same file again,
    on this or on a colleague's laptop, writes no entry. ``progress`` is told bytes read of bytes in all; then
    ``writing`` is told steps done of steps in all. Raises RegisterCancelled, and then nothing is kept either.
    """
    refusal = refuse_by_size(path)
    if refusal:
        return _refused(RegisterReport(accepted=False, problem_count=1, problems=(refusal,)))
    named = store.members.register_names()
    names = (authority or named[0] or DEFAULT_AUTHORITY, register or named[1] or DEFAULT_REGISTER)
    with path.open("rb") as file, _uncollected():
        reader = RegisterReader(read_chunks(file, path.stat().st_size, progress, cancelled), store.today())
        try:
            if store.editions.is_empty():
                return _import_first(store, reader, names, _step(writing, cancelled))
            return _import_again(store, reader, names, _step(writing, cancelled))
        except RegisterRefused:
            return _refused(reader.report())


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let no garbage collector go over hundreds of thousands of tuples: a tenth of the time, and none is in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _step(writing: Progress | None, cancelled: Callable[[], bool] | None) -> Step:
    def step(done: int, of: int) -> None:
        if cancelled and cancelled():
            raise RegisterCancelled
        if writing:
            writing(done, of)

    return step


def _import_first(
    store: Store, reader: RegisterReader, names: tuple[str, str], step: Step
) -> Done[ImportReport]:
    """Fold while reading: nothing can be known yet."""
    with store.transaction(), store.batch():
        fold = store.editions.begin(*names)
        edition = EditionWriter()
        with fold.beside():
            edition.add(fold.passing(reader))
        sealed = store.editions.seal_beside(edition.blocks(), fold, step)
        report = reader.report()
        store.editions.announce(sealed, _new(report, names), fold)
    return Done(_report(report, fold), _CHANGED)


def _import_again(
    store: Store, reader: RegisterReader, names: tuple[str, str], step: Step
) -> Done[ImportReport]:
    """Find out first which edition this is: most likely one that is here already."""
    sealed = store.editions.seal(write_edition(reader))
    report = reader.report()
    if store.editions.is_known(attachment_id(sealed), *names):
        return Done(ImportReport(report, unchanged=report.electors), Changed.NOTHING)
    with store.transaction(), store.batch():
        fold = store.editions.begin(*names)
        taken = 0
        for batch in store.editions.batches(sealed):
            step(taken, report.electors)
            fold.take(batch)
            taken += len(batch)
        step(taken, report.electors)
        store.editions.announce(sealed, _new(report, names), fold)
    return Done(_report(report, fold), _CHANGED)


def _new(report: RegisterReport, names: tuple[str, str]) -> NewEdition:
    return NewEdition(
        *names,
        layout=report.layout,
        rows=report.rows,
        electors=report.electors,
        households=report.households,
    )


def _report(report: RegisterReport, fold: RegisterFold) -> ImportReport:
    return ImportReport(report, fold.added, fold.changed, fold.unchanged)


def _refused(report: RegisterReport) -> Done[ImportReport]:
    return Done(ImportReport(report), Changed.NOTHING)


def list_imports(store: Store) -> list[ImportRow]:
    """Every register that was brought in on any laptop, the latest first, those that were undone among them."""
    return store.imports.listed()


def undo_import(store: Store, register_import: str) -> Done[str]:
    """Undo an import: who is known from it alone is gone, others are as the register before it has them.

    What the branch wrote about anybody stays. Takes about as long as bringing in the registers that stay. Raises
    NoSuchImport.
    """
    return _set_undone(store, register_import, undone=True)


def redo_import(store: Store, register_import: str) -> Done[str]:
    """Let an import that was undone stand again. Raises NoSuchImport."""
    done = _set_undone(store, register_import, undone=False)
    store.exchange.fold_editions()
    return done


def _set_undone(store: Store, register_import: str, *, undone: bool) -> Done[str]:
    with store.transaction():
        is_news = store.imports.set_undone(register_import, undone=undone)
    return Done(register_import, _CHANGED | Changed.ATTEMPTS | Changed.TURFS if is_news else Changed.NOTHING)
