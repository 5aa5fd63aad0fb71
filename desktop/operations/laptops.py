"""The branch's laptops, as the server knows them."""

from desktop.domain.laptops import BranchErasure, BranchLaptop, LaptopsPage, advise
from desktop.operations.enrolment import open_transport
from desktop.store.rows import instant
from desktop.store.store import Store
from sync.client.laptops import ask_laptops


def list_branch_laptops(store: Store, *, authorities: str | None = None) -> LaptopsPage:
    """Ask the server. Raises NotJoined, or ExchangeError (``role`` unless an organiser asks)."""
    transport = open_transport(store, authorities=authorities)
    try:
        answer = ask_laptops(transport)
    finally:
        transport.close()
    names = {one.device: one.laptop for one in answer.laptops}
    laptops = sorted(
        (
            BranchLaptop(
                name=one.laptop,
                role=one.role,
                seen_at=instant(one.seen_at),
                behind=one.behind,
                pending=one.pending,
                questions=one.questions,
                kept_apart=one.quarantined,
                forks=one.forks,
                is_revoked=bool(one.revoked_at),
            )
            for one in answer.laptops
        ),
        key=lambda one: (one.is_revoked, one.seen_at, one.name),
    )
    erasures = [
        BranchErasure(
            erased_at=instant(one.erased_at),
            done=len(one.done),
            waiting=[names.get(device, "") for device in one.waiting],
            discarded=one.discarded,
        )
        for one in answer.erasures
    ]
    now = instant(answer.now)
    return LaptopsPage(now, advise(laptops, now), laptops, erasures)
