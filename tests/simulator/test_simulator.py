"""Nothing is lost and all converge, whatever happens; and with any safeguard off, the simulator says so."""

import pytest

from tests.simulator.mutants import MUTANTS
from tests.simulator.run import Broken, run

MOST_SEEDS = 32


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_and_everybody_ends_with_the_same(seed: int) -> None:
    run(seed)


@pytest.mark.prove
def test_the_same_holds_with_the_real_store_on_its_disk() -> None:
    run(1000, is_real=True)


def test_a_seed_gives_the_same_trace_again() -> None:
    assert run(7, steps=60) == run(7, steps=60)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", MUTANTS)
def test_with_a_safeguard_switched_off_the_simulator_fails(name: str) -> None:
    def falls() -> bool:
        for seed in range(MOST_SEEDS):
            try:
                with MUTANTS[name]():
                    run(seed)
            except Broken as fault:
                if isinstance(fault.__cause__, (TypeError, AttributeError, NameError)):
                    raise  # the mutant itself is wrong, and proves nothing
                return True
        return False

    assert falls(), name
