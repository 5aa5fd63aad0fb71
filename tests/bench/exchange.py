"""The exchange with the server, beside Anki's client and server: 10,000 records of about 500 bytes."""

import statistics
from pathlib import Path

from tests.bench import server_cost
from tests.bench.figures import Figure
from tests.bench.peer_run import RECORDS
from tests.bench.processes import run

TIMES = 3
MOST_BYTES = 1.5  # MB, a side
MOST_FRESH = RECORDS / 25_000  # s
MOST_EMPTY = 1000 / 300  # ms
MOST_EMPTY_BYTES = 1000
_ANKI = "Anki's own client and server on the same records, a note of ten fields and a card each"
_WHOLE = "Anki's whole file, as it downloads it; no index for searching is built"

Step = dict[str, float]
Steps = dict[str, Step]


def measure(scratch: Path) -> list[Figure]:
    """Ours and Anki's in turn, several times by the clock; once more through a wire that counts; then the server."""
    ours: list[Steps] = []
    peers: list[Steps] = []
    for turn in range(TIMES):
        peers.append(_run("tests.bench.anki_peer", scratch / f"anki {turn}", "timed"))
        ours.append(_run("tests.bench.our_peer", scratch / f"ours {turn}", "timed"))
    our_bytes = _run("tests.bench.our_peer", scratch / "ours counted", "counted")
    peer_bytes = _run("tests.bench.anki_peer", scratch / "anki counted", "counted")
    times = Times(ours, peers)
    return [
        times.figure("10,000 records uploaded", "upload", 1.0, beside=_ANKI),
        _megabytes("  sent", our_bytes["upload"]["up"], peer_bytes["upload"]["up"], MOST_BYTES),
        _megabytes("  received meanwhile", our_bytes["upload"]["down"], peer_bytes["upload"]["down"], None),
        times.figure("fresh laptop, searchable", "fresh", MOST_FRESH, beside=_WHOLE, is_absolute=True),
        _megabytes("  received", our_bytes["fresh"]["down"], peer_bytes["fresh"]["down"], MOST_BYTES),
        times.figure(
            "  the first, for which the server makes the snapshot", "fresh, the first", None, "fresh"
        ),
        times.figure("10,000 entries from the stream", "stream", 1.0, beside=_ANKI),
        _megabytes(
            "  received from the stream", our_bytes["stream"]["down"], peer_bytes["stream"]["down"], None
        ),
        *times.changed("changed up", "100 of 10,000 changed, up", our_bytes, peer_bytes),
        *times.changed("changed down", "100 of 10,000 changed, down", our_bytes, peer_bytes),
        *_nothing_new(times, our_bytes["nothing new"], peer_bytes["nothing new"]),
        *server_cost.measure(scratch / "server cost"),
    ]


class Times:
    """What both took, each time."""

    def __init__(self, ours: list[Steps], peers: list[Steps]) -> None:
        self._ours, self._peers = ours, peers

    def ours(self, step: str) -> float:
        """Our median, in seconds."""
        return statistics.median(steps[step]["s"] for steps in self._ours)

    def peers(self, step: str) -> float:
        """Anki's median, in seconds."""
        return statistics.median(steps[step]["s"] for steps in self._peers)

    def figure(
        self,
        name: str,
        step: str,
        target: float | None,
        peer_step: str = "",
        *,
        beside: str = "",
        is_absolute: bool = False,
    ) -> Figure:
        """A step beside the same of Anki's."""
        reference = self.peers(peer_step or step)
        return Figure(name, self.ours(step), "s", target, reference, beside, is_absolute)

    def changed(self, step: str, name: str, our_bytes: Steps, peer_bytes: Steps) -> list[Figure]:
        """A hundred records changed: how long, and how many bytes both ways."""
        return [
            Figure(name, self.ours(step) * 1000, "ms", 1.0, self.peers(step) * 1000, _ANKI),
            Figure(
                f"  bytes of {step}", _both(our_bytes[step]), "bytes", 1.0, _both(peer_bytes[step]), _ANKI
            ),
        ]


def _nothing_new(times: Times, ours: Step, peers: Step) -> list[Figure]:
    barely = times.ours("barely") * 1000
    return [
        Figure(
            "nothing new, signed, four scopes",
            times.ours("nothing new") * 1000,
            "ms",
            MOST_EMPTY,
            times.peers("nothing new") * 1000,
            "Anki's, without a signature or scopes",
            is_absolute=True,
        ),
        Figure(
            "  bytes of nothing new", _both(ours), "bytes", MOST_EMPTY_BYTES, _both(peers), is_absolute=True
        ),
        Figure("  a bare requests GET of the same server", barely, "ms", None),
    ]


def _megabytes(name: str, ours: float, peers: float, most: float | None) -> Figure:
    return Figure(name, ours / 1e6, "MB", most, peers / 1e6, is_absolute=True)


def _both(step: Step) -> float:
    return step["up"] + step["down"]


def _run(module: str, folder: Path, mode: str) -> Steps:
    folder.mkdir(parents=True)
    return run(module, str(folder), mode)
