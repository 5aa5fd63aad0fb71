"""The numbered account of a rehearsal: what was done, what came of it, how long it took, and what was wrong."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Account:
    """Prints each step as it ends; remembers whether any check failed."""

    def __init__(self) -> None:
        self._steps = 0
        self._told: list[str] = []
        self.wrong: list[str] = []

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step: numbered, timed, with what was told within it."""
        self._steps += 1
        self._told = []
        began = time.monotonic()
        failed_before = len(self.wrong)
        try:
            yield
        finally:
            took = time.monotonic() - began
            mark = "ok " if len(self.wrong) == failed_before else "NOT"
            sys.stdout.write(
                f"{self._steps:3}. {mark} {title}: {'; '.join(self._told) or 'done'} ({took:.1f} s)\n"
            )
            sys.stdout.flush()

    def tell(self, words: str) -> None:
        """Something that was done or counted in this step."""
        self._told.append(words)

    def check(self, holds: object, words: str) -> None:
        """A result that must hold; told either way."""
        if not holds:
            self.wrong.append(f"step {self._steps}: {words}")
            self._told.append(f"WRONG: {words}")
        else:
            self._told.append(words)

    def close(self) -> int:
        """The last lines; the exit status."""
        if self.wrong:
            sys.stdout.write("\nNot as it should be:\n" + "".join(f"  {words}\n" for words in self.wrong))
            return 1
        sys.stdout.write(f"\nAll {self._steps} steps as they should be.\n")
        return 0
