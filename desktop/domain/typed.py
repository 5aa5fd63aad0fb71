"""What a person typed or pasted, as it can be kept: no half characters, and none that nobody can read."""


def printable(text: str) -> str:
    """The text without lone surrogates, which no store can hold, and without control characters; trimmed."""
    return "".join(
        letter
        for letter in text
        if not "\ud800" <= letter <= "\udfff" and (letter >= " " or letter in "\n\t") and letter != "\x7f"
    ).strip()
