"""What holds for every test: one time zone, the same examples, no stray log record, nobody's own folders.

Nothing here imports Qt, so that everything below the windows can be tested where Qt is not installed.
"""

import gc
import logging
import os
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sync.protocol import enrolment

os.environ["TZ"] = "Europe/London"  # has a summer time, so that local and UTC are not the same by luck
os.environ["LANG"] = os.environ["LC_ALL"] = "C.UTF-8"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false;qt.qpa.*.debug=false")
os.environ.pop("GROUNDSWELL_PASSPHRASE", None)
if hasattr(time, "tzset"):
    time.tzset()

settings.register_profile(
    "groundswell",
    max_examples=int(os.environ.get("GROUNDSWELL_EXAMPLES", "60")),
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("groundswell")
LITTLE = enrolment.Stretch(memory_kib=64, passes=1, lanes=1)


class StrayRecords(logging.Handler):
    """Keeps what was logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "logs_warnings: this test expects log records of level WARNING or above"
    )


def pytest_collection_finish() -> None:
    """What was loaded for all tests stays: it is not looked through each time that one of them collects garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_stray_log_record(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test in which a warning is logged fails, unless it asks for ``caplog`` or says so by marker."""
    if "caplog" in request.fixturenames or request.node.get_closest_marker("logs_warnings"):
        yield
        return
    stray = StrayRecords()
    logging.getLogger().addHandler(stray)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(stray)
    told = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in stray.records]
    if told:
        pytest.fail("logged, and nobody expected it:\n" + "\n".join(told))


@pytest.fixture(autouse=True, scope="session")
def what_is_stretched_is_stretched_once() -> Iterator[None]:
    """A code and a key come to the same each time; several laptops of one process stretch the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enrolment, "_argon2id", lru_cache(10_000)(enrolment._argon2id))
        yield


@pytest.fixture(scope="module")
def codes_cost_little() -> Iterator[None]:
    """Codes and words that no other process stretches too cost little here; ``test_secrets`` holds what they are in full."""
    stretched = enrolment._argon2id

    def stretched_a_little(secret: bytes, salt: bytes, _stretch: enrolment.Stretch, length: int) -> bytes:
        return stretched(secret, salt, LITTLE, length)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enrolment, "_argon2id", stretched_a_little)
        yield


@pytest.fixture(autouse=True, scope="session")
def nobodys_own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Settings and data folders are temporary ones, so that no test sees or touches a person's own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield home
