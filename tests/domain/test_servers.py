"""A server's address as people type it."""

import pytest

from desktop.domain.servers import complete_address, is_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("branch.example.org", "https://branch.example.org"),
        (" branch.example.org:8443 ", "https://branch.example.org:8443"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("localhost:8080", "http://localhost:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("https://branch.example.org", "https://branch.example.org"),
        ("", ""),
    ],
)
def test_an_address_gets_the_scheme_that_it_needs(typed: str, address: str) -> None:
    assert complete_address(typed) == address


@pytest.mark.parametrize("text", ["https://branch.example.org", "http://127.0.0.1:8080"])
def test_https_and_this_laptop_are_addresses(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "https://", "http://branch.example.org", "https://a b.org", "ftp://a.org"]
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_address(text)
