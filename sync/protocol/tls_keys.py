"""The pins of TLS keys: the SHA-256 of a key's SubjectPublicKeyInfo (RFC 7469, 2.4), in hexadecimal digits."""

import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from sync.protocol.errors import Malformed
from sync.protocol.pins import Pin


def pin_of(certificate: bytes) -> Pin:
    """The pin of the key in a certificate (DER). Raises Malformed."""
    from cryptography import x509

    try:
        return _pin(x509.load_der_x509_certificate(certificate).public_key())
    except (ValueError, UnsupportedAlgorithm) as fault:
        raise Malformed("certificate") from fault


def pin_in(pem: bytes) -> Pin:
    """The pin of the key in a PEM file that holds a certificate, a private key or a public one. Raises Malformed."""
    from cryptography import x509

    try:
        if b"BEGIN CERTIFICATE" in pem:
            return _pin(x509.load_pem_x509_certificate(pem).public_key())
        if b"PRIVATE KEY" in pem:
            return _pin(load_pem_private_key(pem, None).public_key())
        return _pin(load_pem_public_key(pem))
    except (ValueError, TypeError, UnsupportedAlgorithm) as fault:
        raise Malformed("key") from fault


def _pin(key: PublicKeyTypes) -> Pin:
    return hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).hexdigest()
