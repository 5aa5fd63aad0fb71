"""From bytes to text: which encoding a register file has, found while it streams and never asked of a person.

Order: a byte order mark, then UTF-16 by its zero bytes, then UTF-8, then Windows-1252 (Latin-1 where a byte
has no meaning there). Up to the first byte above 127 the last three read alike, so that the choice can wait
for it.
"""

import codecs

from desktop.domain.register.problems import Problem, Reason, Severity, refuse

_UTF16_SHARE = 0.3  # of the bytes on one side of each pair that are zero in Latin text
_KINDS = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_MARKUP = ((b"<!doctype", "a web page"), (b"<html", "a web page"), (b"<?xml", "an XML file"))


def refuse_other_kinds(sample: bytes) -> None:
    """Raise ``RegisterRefused`` for an empty file and for what is plainly another kind of file."""
    if not sample.strip(b"\r\n\t \0\xff\xfe\xef\xbb\xbf"):
        raise refuse(Reason.NUL if b"\0\0\0" in sample else Reason.EMPTY, 1)
    start = sample.lstrip()[:16].lower()
    for signature, kind in _KINDS:
        # "MZ" may begin a polling district's name in a file without a header line; a program also holds
        # zeros.
        if sample.startswith(signature) and (len(signature) > 2 or b"\0" in sample[:512]):
            raise refuse(Reason.WRONG_KIND, found=kind)
    for signature, kind in _MARKUP:
        if start.startswith(signature):
            raise refuse(Reason.WRONG_KIND, found=kind)


class TextDecoder:
    """Decodes a stream of bytes; ``encoding`` names the best knowledge so far."""

    def __init__(self, sample: bytes) -> None:
        """Choose by the first bytes of the file, which are *not* consumed."""
        self.encoding = "utf-8"
        self.notes: list[Problem] = []
        self._skip = 0
        self._lines = 1
        self._has_multibyte = False
        if sample.startswith(codecs.BOM_UTF8):
            self.encoding, self._skip = "utf-8-sig", 3
        elif sample.startswith((codecs.BOM_UTF32_BE, codecs.BOM_UTF32_LE)):
            raise refuse(Reason.WRONG_KIND, found="UTF-32 text")
        elif sample.startswith(codecs.BOM_UTF16_LE):
            self.encoding, self._skip = "utf-16le", 2
        elif sample.startswith(codecs.BOM_UTF16_BE):
            self.encoding, self._skip = "utf-16be", 2
        elif utf16 := _utf16_by_zeros(sample):
            self.encoding = utf16
        codec = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(self.encoding, "utf-8")
        self._decoder = codecs.getincrementaldecoder(codec)("strict")

    def decode(self, chunk: bytes, *, final: bool = False) -> str:
        """Return the text of the next bytes.

        Raises:
            RegisterRefused: for broken UTF-16, bytes missing at the end, and zero characters.
        """
        if self._skip:
            cut = min(self._skip, len(chunk))
            chunk, self._skip = chunk[cut:], self._skip - cut
        text = self._decode(chunk, final)
        if "\0" in text:
            line, column = _place(text, text.index("\0"))
            raise refuse(Reason.NUL, self._lines + line, found=column)
        self._lines += text.count("\n")
        return text

    def _decode(self, chunk: bytes, final: bool) -> str:
        if self.encoding in ("cp1252", "latin-1"):
            return self._single_bytes(chunk)
        pending = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError as error:
            if self.encoding.startswith("utf-16"):
                reason = Reason.CUT_SHORT if error.reason == "truncated data" else Reason.BROKEN_ENCODING
                raise refuse(reason, self._row_of(error), expected=self.encoding) from None
            return self._not_utf8(pending + chunk, error)
        self._has_multibyte = self._has_multibyte or not text.isascii()
        return text

    def _row_of(self, error: UnicodeDecodeError) -> int:
        return self._lines + error.object[: error.start].decode(self._codec(), "replace").count("\n")

    def _codec(self) -> str:
        return {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(self.encoding, "utf-8")

    def _not_utf8(self, data: bytes, error: UnicodeDecodeError) -> str:
        """Change to single bytes, or read the odd bytes of a file that is UTF-8 otherwise and say so."""
        lenient = data.decode("utf-8", "surrogateescape")
        odd = sum("\udc80" <= letter <= "\udcff" for letter in lenient)
        proper = sum(letter > "\x7f" for letter in lenient) - odd
        if not self._has_multibyte and proper <= odd and self.encoding == "utf-8":
            self.encoding = "cp1252"
            return self._single_bytes(data)
        if error.reason == "unexpected end of data":
            raise refuse(Reason.CUT_SHORT, self._row_of(error))
        if not self.notes:
            self.notes.append(Problem(Reason.MIXED_ENCODING, Severity.NOTE, self._row_of(error)))
        self._decoder.reset()
        self._has_multibyte = True
        # A sequence that this chunk cuts in two is read as single bytes too: rare, in a file that is broken
        # anyway.
        return lenient.translate(_ODD_BYTES)

    def _single_bytes(self, chunk: bytes) -> str:
        if self.encoding == "cp1252" and chunk.translate(None, _DEFINED):
            self.encoding = "latin-1"
        return codecs.charmap_decode(chunk, "strict", _SINGLE_BYTES)[0]


def _single_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_SINGLE_BYTES = "".join(map(_single_byte, range(256)))
_DEFINED = bytes(set(range(256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D})
_ODD_BYTES = {0xDC00 + byte: _SINGLE_BYTES[byte] for byte in range(0x80, 0x100)}


def _utf16_by_zeros(sample: bytes) -> str:
    start = sample[:4096]
    half = len(start) // 2
    if half < 2:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > half * _UTF16_SHARE and even * 10 < odd:
        return "utf-16le"
    if even > half * _UTF16_SHARE and odd * 10 < even:
        return "utf-16be"
    if even + odd > half * _UTF16_SHARE:
        raise refuse(Reason.NOT_TEXT)
    return ""


def _place(text: str, at: int) -> tuple[int, int]:
    """Return (lines before this position, position in its line counting from 1)."""
    before = text[:at]
    return before.count("\n"), at - before.rfind("\n")
