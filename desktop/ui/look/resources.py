"""Where data files lie: beside the packages in a source tree, inside `desktop` in an installed wheel."""

from pathlib import Path


class ResourceMissing(LookupError):
    """A file that belongs to the program is not there; `path` is relative to the resources folder."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def resource(path: str) -> Path:
    """The file or folder at `path` below `resources/`. Raises `ResourceMissing`."""
    desktop = Path(__file__).resolve().parents[2]
    for root in (desktop / "resources", desktop.parent / "resources"):
        found = root / path
        if found.exists():
            return found
    raise ResourceMissing(path)
