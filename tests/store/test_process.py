"""What the system must not keep: looked at in a process of its own, which no other test has to live with."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.store.process import forbid_reports

ROOT = Path(__file__).parents[2]
BEGIN = "import logging, sys; logging.basicConfig(stream=sys.stdout); from desktop.store.process import harden; harden()\n"


def run(code: str, *options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *options, "-c", BEGIN + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_no_image_of_memory_is_kept() -> None:
    done = run("import resource; print(resource.getrlimit(resource.RLIMIT_CORE))")
    assert done.stdout == "(0, 0)\n"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has it")
def test_no_other_program_of_the_same_person_may_look_into_it() -> None:
    done = run("import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))")
    assert done.stdout == "0\n"


def test_python_writes_no_trace_of_a_crash_into_a_file_that_others_named() -> None:
    done = run("import faulthandler; print(faulthandler.is_enabled())", "-X", "faulthandler")
    assert done.stdout == "False\n"


@pytest.mark.parametrize(
    "fault",
    [
        "name = 'Abena Osei'\nraise ValueError(name)",
        "import threading\nname = 'Abena Osei'\ndef work():\n    raise ValueError(name)\n"
        "one = threading.Thread(target=work); one.start(); one.join()",
        "class Left:\n    def __del__(self):\n        raise ValueError('Abena Osei')\nLeft()",
    ],
    ids=["in the main thread", "in a thread", "while something is deleted"],
)
def test_a_fault_that_nobody_met_says_where_and_never_what(fault: str) -> None:
    done = run(fault)
    told = done.stdout + done.stderr
    assert re.search(r"unforeseen ValueError at .*<string>:\d+\n", told)
    assert "Osei" not in told
    assert "Traceback" not in told


class Kernel:
    """As much of Windows as is asked here."""

    def __init__(self, *known: str) -> None:
        self.asked: dict[str, int] = {}
        for name in known:
            setattr(self, name, lambda flags, name=name: self.asked.update({name: flags}))


@pytest.mark.parametrize("known", [("SetErrorMode", "WerSetFlags"), ("SetErrorMode",), ()])
def test_windows_is_asked_for_reports_without_memory_as_far_as_it_knows_how(known: tuple[str, ...]) -> None:
    kernel: Any = Kernel(*known)
    forbid_reports(kernel)
    assert set(kernel.asked) == set(known)
    assert kernel.asked.get("WerSetFlags", 1) & 1  # no heap
