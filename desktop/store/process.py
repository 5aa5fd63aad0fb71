"""What the system must not keep of this process: no image of its memory, no report of its end, no word of its faults.

It hinders accidents and other programs of the same person, not whoever rules the machine. Call it first of all.
"""

import ctypes
import faulthandler
import logging
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType

if sys.platform != "win32":
    import resource

log = logging.getLogger(__name__)
_PR_SET_DUMPABLE = 4
_NO_DIALOGS = 0x0001 | 0x0002 | 0x8000  # SetErrorMode: critical errors, faults, files that cannot be opened
_REPORT_WITHOUT_HEAP = 0x1 | 0x20  # WerSetFlags: no heap in a report, and no window that offers one
_PLACES = 6


def harden() -> None:
    """Forbid images of memory and reports, as far as this system lets us; and let faults say where, never what."""
    faulthandler.disable()  # whatever the surroundings asked for: it writes into files of theirs
    sys.excepthook = note_fault
    threading.excepthook = _note_fault_of_thread
    sys.unraisablehook = _note_unraisable
    if sys.platform == "win32":
        forbid_reports(ctypes.WinDLL("kernel32"))
    else:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def forbid_reports(kernel: ctypes.CDLL) -> None:
    """On Windows: no window on a fault, and no memory in what is reported of it. An old system knows less."""
    with suppress(AttributeError):
        kernel.SetErrorMode(_NO_DIALOGS)
        kernel.WerSetFlags(_REPORT_WITHOUT_HEAP)


def note_fault(kind: type[BaseException], _fault: BaseException | None, trace: TracebackType | None) -> None:
    """The barrier of last resort: where it happened, never what was being worked on."""
    places = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    log.error("unforeseen %s at %s", kind.__name__, " ".join(places[-_PLACES:]))


def _note_fault_of_thread(told: threading.ExceptHookArgs) -> None:
    note_fault(told.exc_type, told.exc_value, told.exc_traceback)


def _note_unraisable(told: "sys.UnraisableHookArgs") -> None:
    note_fault(told.exc_type, told.exc_value, told.exc_traceback)
