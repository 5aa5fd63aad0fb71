"""Whether the disk under a folder is encrypted, as far as a program without special rights can tell.

What cannot be told for certain is ``unknown``: a report must not say more than is known.
"""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

ENCRYPTED, OPEN, UNKNOWN = "encrypted", "open", "unknown"
_SECONDS = 5
_DEEPEST = 8  # layers of devices: crypt under LVM under RAID …


def disk_encryption(folder: Path, devices: Path = Path("/sys/dev/block")) -> str:
    """``encrypted``, ``open`` or ``unknown``: LUKS on Linux, FileVault on macOS; BitLocker tells an administrator alone."""
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        if sys.platform == "darwin":
            return _filevault()
        if sys.platform.startswith("linux"):
            number = folder.stat().st_dev
            return _of_device(devices / f"{os.major(number)}:{os.minor(number)}", 0)
    return UNKNOWN


def _of_device(device: Path, depth: int) -> str:
    """What a block device lies on. A file system that has none of its own (btrfs, a network's) tells nothing."""
    if not device.exists() or depth > _DEEPEST:
        return UNKNOWN
    with suppress(OSError):
        if (device / "dm" / "uuid").read_text("ascii").startswith("CRYPT-"):
            return ENCRYPTED
    below = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    found = {_of_device(one, depth + 1) for one in below}
    if not found:
        return OPEN
    return found.pop() if len(found) == 1 else UNKNOWN


def _filevault() -> str:
    done = subprocess.run(
        ["/usr/bin/fdesetup", "isactive"], capture_output=True, timeout=_SECONDS, check=False
    )
    said = done.stdout.strip()
    return ENCRYPTED if said == b"true" else OPEN if said == b"false" else UNKNOWN
