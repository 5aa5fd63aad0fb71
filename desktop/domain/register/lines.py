"""Physical lines out of decoded text, with bounded memory whatever the file is made of."""

from collections.abc import Iterable, Iterator

from desktop.domain.register.cells import are_plain_lines
from desktop.domain.register.limits import MAX_RECORD, MAX_RECORD_LINES
from desktop.domain.register.problems import Reason, refuse

_LOOKED_AT = 32  # lines at once: a hundredth of what it costs one by one, and one odd line spoils few others


class LineFeed:
    """An iterable of lines for ``csv.reader``. ``pending`` is set to 0 by the reader as each record begins.

    Once it has been told the ``delimiter``, ``is_plain`` says whether the present line's cells are clean as they
    stand.

    Lines end with LF or CRLF, or with CR alone where the first text has no LF. A CR alone among them ends a line
    too, as where two files were put together, unless it may stand in quotation marks.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self.pending = 0
        self.count = 0
        self.last = ""
        self.delimiter = ""
        self.is_plain = False
        self.is_ended_by_newline = True

    def __iter__(self) -> Iterator[str]:
        rest = ""
        newline = ""
        for text in self._texts:
            if not newline:
                newline = "\r" if "\r" in text and "\n" not in text else "\n"
            lines = (rest + text).split(newline)
            rest = lines.pop()
            if newline == "\n" and text.count("\r") != text.count("\r\n"):
                lines = [part for line in lines for part in _parts(line)]
            if len(rest) > MAX_RECORD or (lines and max(map(len, lines)) > MAX_RECORD):
                raise self._too_long([*lines, rest])
            for at in range(0, len(lines), _LOOKED_AT):
                some = lines[at : at + _LOOKED_AT]
                self.is_plain = self.delimiter != "" and are_plain_lines(some, self.delimiter)
                yield from self._counted(some)
        self.is_plain = False
        if rest:
            *lines, last = _parts(rest) if newline == "\n" else [rest]
            yield from self._counted(lines)
            self.is_ended_by_newline = False
            self.count += 1
            self.pending += 1
            self.last = last
            yield last

    def _counted(self, lines: list[str]) -> Iterator[str]:
        for line in lines:
            self.count += 1
            self.pending += 1
            if self.pending > MAX_RECORD_LINES:
                raise refuse(Reason.OPEN_QUOTE, self.count - self.pending + 1)
            self.last = line
            yield line + "\n"

    def _too_long(self, lines: list[str]) -> Exception:
        before = next(at for at, line in enumerate(lines) if len(line) > MAX_RECORD)
        return refuse(Reason.RECORD_TOO_LONG, self.count + before + 1, expected=MAX_RECORD)


def _parts(line: str) -> list[str]:
    """The lines that a CR alone parts; quotation marks may hold one, so that such a line stays as it is."""
    return [line] if '"' in line else line.rstrip("\r").split("\r")
