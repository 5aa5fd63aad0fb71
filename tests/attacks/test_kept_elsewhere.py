"""Attacks that tests of one part meet where they stand: which number is where. A test that is renamed is noticed here."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ELSEWHERE = {
    "06 every bit of a key file": ("store/test_keyfile.py", "test_no_bit_of_a_key_file_can_be_flipped"),
    "07 costs lowered, or asked for without end": (
        "store/test_keyfile.py",
        "test_costs_too_low_too_high_or_no_number_are_refused_before_deriving",
    ),
    "07 a floor that the program has": (
        "store/test_vault.py",
        "test_costs_below_the_floor_are_refused_in_the_product",
    ),
    "08 a slot removed, doubled, moved": (
        "store/test_keyfile.py",
        "test_a_slot_taken_away_doubled_or_moved_breaks_the_seal",
    ),
    "08 thirty-three slots": ("store/test_keyfile.py", "test_a_text_of_another_shape_is_refused"),
    "08 a slot of another vault": (
        "store/test_keyfile.py",
        "test_a_slot_of_another_store_does_not_open_here",
    ),
    "08 a vault swapped for another": (
        "store/test_keyfile.py",
        "test_a_vault_swapped_for_ones_own_is_refused_though_anybody_can_seal_to_a_lock",
    ),
    "10 a crash while the passphrase changes": (
        "store/test_crashes.py",
        "test_a_crash_while_the_passphrase_changes_leaves_the_old_or_the_new",
    ),
    "10 a crash while the key is renewed": (
        "store/test_crashes.py",
        "test_a_crash_while_the_key_is_renewed_leaves_the_old_or_the_new",
    ),
    "10 a crash while somebody is removed": (
        "store/test_crashes.py",
        "test_a_crash_while_somebody_is_removed_leaves_both_or_one",
    ),
    "10 a full disk while the key is renewed": (
        "store/test_renewing.py",
        "test_a_disk_that_refuses_at_any_step_leaves_one_that_opens",
    ),
    "11 a wrong passphrase writes nothing": (
        "store/test_vault.py",
        "test_a_wrong_passphrase_writes_nothing",
    ),
    "11 the wait after several": (
        "ui/test_waiting_after_wrong_ones.py",
        "test_only_wrong_passphrases_are_counted_and_only_the_third_makes_a_wait",
    ),
    "13 which keyrings are good": (
        "store/test_computer.py",
        "test_only_keyrings_that_are_known_to_encrypt_are_taken",
    ),
    "14 both libraries agree": (
        "store/test_binding.py",
        "test_a_program_that_met_sqlite_utils_first_refuses_to_store_anything",
    ),
    "15 statements that move store or key": (
        "store/test_connection.py",
        "test_no_statement_can_move_the_store_or_its_key_elsewhere",
    ),
    "16 two processes, and one that was killed": (
        "store/test_lockfile.py",
        "test_another_process_is_refused_and_a_killed_one_leaves_no_lock",
    ),
    "47 two packages of one name": (
        "store/test_binding.py",
        "test_only_one_of_the_packages_of_this_name_is_installed",
    ),
}


@pytest.mark.parametrize("attack", ELSEWHERE)
def test_an_attack_that_is_met_elsewhere_is_met_there(attack: str) -> None:
    file, name = ELSEWHERE[attack]
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
