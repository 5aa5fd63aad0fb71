"""Names on screens: capitals made readable, what was printed well left alone."""

import pytest

from desktop.domain.register.names import display_name, shown_name, split_full_name, split_opted_out


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("SARAH MCKENZIE", "Sarah McKenzie"),
        ("IAIN MACDONALD", "Iain MacDonald"),
        ("ANNA MACKIE", "Anna Mackie"),
        ("SIOBHÁN O'BRIEN", "Siobhán O'Brien"),
        ("SIOBHÁN O’BRIEN", "Siobhán O’Brien"),
        ("MARY-ANN SMITH-JONES", "Mary-Ann Smith-Jones"),
        ("DAFYDD AP RHYS", "Dafydd ap Rhys"),
        ("anna van der berg", "Anna van der Berg"),
        ("JOHN SMITH III", "John Smith III"),
        ("ŁUKASZ WIŚNIEWSKI", "Łukasz Wiśniewski"),
        ("J.R. HARTLEY", "J.R. Hartley"),
        ("Anne McKenzie", "Anne McKenzie"),
        ("Ana dos Santos", "Ana dos Santos"),
        ("XI", "Xi"),
        ("", ""),
    ],
)
def test_shouted_and_whispered_names_are_recased(printed: str, shown: str) -> None:
    assert display_name(printed) == shown


@pytest.mark.parametrize(
    ("given", "family", "shown"),
    [
        ("Sarah Jane", "MCKENZIE", "Sarah Jane McKenzie"),
        ("Anna", "VAN DER BERG", "Anna van der Berg"),
        ("Siân", "O'BRIEN-PUGH", "Siân O'Brien-Pugh"),
        ("SARAH", "MCKENZIE", "Sarah McKenzie"),
        ("JJ", "Smith", "JJ Smith"),
        ("Sarah", "McKenzie", "Sarah McKenzie"),
        ("Malcolm", "X", "Malcolm X"),
        ("", "MCKENZIE", "McKenzie"),
        ("Cher", "", "Cher"),
        ("", "", ""),
    ],
)
def test_a_family_name_that_alone_is_shouted_is_recased(given: str, family: str, shown: str) -> None:
    assert shown_name(given, family) == shown


@pytest.mark.parametrize(
    ("printed", "family", "given"),
    [
        ("SMITH John Alan", "SMITH", "John Alan"),
        ("DOS SANTOS Ana", "DOS SANTOS", "Ana"),
        ("Smith, John", "Smith", "John"),
        ("Jones", "Jones", ""),
        ("O'BRIEN SEAN", "O'BRIEN", "SEAN"),
        ("De Souza Maria", "De Souza", "Maria"),
        ("", "", ""),
    ],
)
def test_a_name_in_one_column_is_split(printed: str, family: str, given: str) -> None:
    assert split_full_name(printed) == (family, given)


def test_the_opt_out_mark_is_found_however_it_is_spaced() -> None:
    assert split_opted_out("(Z) Smith") == split_opted_out("( z )Smith") == ("Smith", True)
    assert split_opted_out("Smith (z)") == ("Smith (z)", False)
