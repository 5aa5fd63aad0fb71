"""How much of a fault is tried: a sample in ``make test``, everything in ``make prove``."""

import os

PROVES = "GROUNDSWELL_EXAMPLES" in os.environ


def every(sample: int, everything: int = 1) -> int:
    """One in so many: of a sample, or of everything."""
    return everything if PROVES else sample
