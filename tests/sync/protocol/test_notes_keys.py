"""Notes keys: HPKE as RFC 9180 has it, names that never stand for two keys, and signatures over all that counts."""

import hashlib
import hmac

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from sync.protocol import notes_keys
from sync.protocol.entries import EntityId, EntryId, Scope
from sync.protocol.errors import BadSignature, Malformed
from sync.protocol.sealing import BranchKeys, KeyName, NotesKey, UnknownKey, name_of

BRANCH = "b" * 32
ABOUT = (EntryId("a" * 32), Scope(f"branch:{BRANCH}"), "note", EntityId("e" * 32))
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
BOX = X25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
FIRST, SECOND = NotesKey(1, b"1" * 32), NotesKey(2, b"2" * 32)


def made(key: NotesKey = SECOND, *held: NotesKey) -> notes_keys.Making:
    return notes_keys.make(SIGNER, BRANCH, key, {one.name: one for one in held}, ["f" * 32, "0" * 32], bytes)


# RFC 9180 beside us: base mode written down from its section 4 and 5, proved by its own vectors, then asked about ours.


class Hpke:
    """DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-GCM in base mode, as RFC 9180 writes it."""

    def __init__(self, aead: int, key_length: int) -> None:
        self._kem = b"KEM" + (0x0020).to_bytes(2, "big")
        self._suite = b"HPKE" + b"".join(one.to_bytes(2, "big") for one in (0x0020, 0x0001, aead))
        self._key_length = key_length

    def shared(self, ours: X25519PrivateKey, theirs: bytes, context: bytes) -> bytes:
        eae = self._extract(
            self._kem, b"", b"eae_prk", ours.exchange(X25519PublicKey.from_public_bytes(theirs))
        )
        return self._expand(self._kem, eae, b"shared_secret", context, 32)

    def open(self, enc: bytes, private: X25519PrivateKey, info: bytes, aad: bytes, sealed: bytes) -> bytes:
        public = private.public_key().public_bytes_raw()
        return self._cipher(self.shared(private, enc, enc + public), info, aad, sealed, is_sealing=False)

    def seal(self, ephemeral: X25519PrivateKey, public: bytes, info: bytes, text: bytes) -> bytes:
        enc = ephemeral.public_key().public_bytes_raw()
        return enc + self._cipher(
            self.shared(ephemeral, public, enc + public), info, b"", text, is_sealing=True
        )

    def _cipher(self, shared: bytes, info: bytes, aad: bytes, text: bytes, *, is_sealing: bool) -> bytes:
        context = (
            b"\0"
            + self._extract(self._suite, b"", b"psk_id_hash", b"")
            + self._extract(self._suite, b"", b"info_hash", info)
        )
        secret = self._extract(self._suite, shared, b"secret", b"")
        key = self._expand(self._suite, secret, b"key", context, self._key_length)
        nonce = self._expand(self._suite, secret, b"base_nonce", context, 12)
        cipher = AESGCM(key)
        return cipher.encrypt(nonce, text, aad) if is_sealing else cipher.decrypt(nonce, text, aad)

    def _extract(self, suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
        return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + material, hashlib.sha256)

    def _expand(self, suite: bytes, secret: bytes, label: bytes, info: bytes, length: int) -> bytes:
        text = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
        found, block = b"", b""
        for number in range(1, 2 + (length - 1) // 32):
            block = hmac.digest(secret, block + text + bytes([number]), hashlib.sha256)
            found += block
        return found[:length]


INFO = bytes.fromhex("4f6465206f6e2061204772656369616e2055726e")
VECTOR = {  # RFC 9180, A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base
    "enc": "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
    "skEm": "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
    "skRm": "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
    "pkRm": "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
    "shared_secret": "fe0e18c9f024ce43799ae393c7e8fe8fce9d218875e8227b0187c04e7d2ea1fc",
    "aad": "436f756e742d30",
    "pt": "4265617574792069732074727574682c20747275746820626561757479",
    "ct": "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
}


def vector(name: str) -> bytes:
    return bytes.fromhex(VECTOR[name])


def test_what_is_written_down_here_of_rfc_9180_holds_by_its_own_vectors() -> None:
    hpke = Hpke(0x0001, 16)
    private = X25519PrivateKey.from_private_bytes(vector("skRm"))
    assert private.public_key().public_bytes_raw() == vector("pkRm")
    assert hpke.shared(private, vector("enc"), vector("enc") + vector("pkRm")) == vector("shared_secret")
    assert hpke.open(vector("enc"), private, INFO, vector("aad"), vector("ct")) == vector("pt")
    ephemeral = X25519PrivateKey.from_private_bytes(vector("skEm"))
    assert ephemeral.public_key().public_bytes_raw() == vector("enc")


@pytest.mark.parametrize(("number", "length", "aead"), [(1, 16, AEAD.AES_128_GCM), (2, 32, AEAD.AES_256_GCM)])
def test_the_library_opens_what_the_rfc_seals_and_the_rfc_what_the_library_seals(
    number: int, length: int, aead: AEAD
) -> None:
    hpke, suite = Hpke(number, length), Suite(KEM.X25519, KDF.HKDF_SHA256, aead)
    private = X25519PrivateKey.from_private_bytes(vector("skRm"))
    ephemeral = X25519PrivateKey.from_private_bytes(vector("skEm"))
    sealed = hpke.seal(ephemeral, vector("pkRm"), INFO, vector("pt"))
    assert suite.decrypt(sealed, private, info=INFO) == vector("pt")
    theirs = suite.encrypt(vector("pt"), private.public_key(), info=INFO)
    assert hpke.open(theirs[:32], private, INFO, b"", theirs[32:]) == vector("pt")


def test_a_gift_is_one_hpke_message_of_the_suite_that_it_names() -> None:
    box, suite, sealed = notes_keys.give(FIRST, BRANCH, BOX.public_key().public_bytes_raw()).split(":")
    assert (box, suite) == (BOX.public_key().public_bytes_raw().hex(), "0020-0001-0002")
    info = f"groundswell-notes-key-v1\n{BRANCH}\n{FIRST.name}".encode()
    packed = bytes.fromhex(sealed)
    assert Hpke(0x0002, 32).open(packed[:32], BOX, info, b"", packed[32:]) == FIRST.key


# What we make of it


def test_what_is_sealed_under_a_later_key_names_it_and_is_shut_to_whoever_lacks_it() -> None:
    branch_key = b"k" * 32
    before, after = BranchKeys(branch_key), BranchKeys(branch_key, [FIRST, SECOND])
    old, new = (keys.seal({"text": "quiet"}, ABOUT, bytes(12)) for keys in (before, after))
    assert new.startswith(f"{SECOND.name}.")
    assert after.unseal(old, ABOUT) == after.unseal(new, ABOUT) == {"text": "quiet"}
    with pytest.raises(UnknownKey) as told:
        before.unseal(new, ABOUT)
    assert told.value.name == SECOND.name
    moved = f"{FIRST.name}.{new.partition('.')[2]}"
    with pytest.raises(BadSignature):
        after.unseal(moved, ABOUT)


def test_of_several_keys_the_largest_number_then_name_is_written_under_and_never_one_to_read_with() -> None:
    one, other = NotesKey(2, b"3" * 32), NotesKey(2, b"4" * 32)
    wanted = max(one.name, other.name)
    for held in ([FIRST, one, other], [other, one, FIRST]):
        assert BranchKeys(b"k" * 32, held).current == wanted
    assert BranchKeys(b"k" * 32, [NotesKey(0, b"5" * 32)]).current == ""


def test_a_gift_opens_for_its_box_alone_and_must_be_the_key_of_its_name() -> None:
    gift = notes_keys.give(FIRST, BRANCH, BOX.public_key().public_bytes_raw())
    assert notes_keys.open_gift(gift, BRANCH, FIRST.name, BOX) == FIRST.key
    for branch, name, box in (
        ("c" * 32, FIRST.name, BOX),
        (BRANCH, SECOND.name, BOX),
        (BRANCH, FIRST.name, X25519PrivateKey.from_private_bytes(bytes(32))),
    ):
        with pytest.raises(BadSignature):
            notes_keys.open_gift(gift, branch, name, box)
    swapped = KeyName(name_of(b"x" * 32))
    public, suite, _ = gift.split(":")
    info = f"groundswell-notes-key-v1\n{BRANCH}\n{swapped}".encode()
    other = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).encrypt(
        b"y" * 32, BOX.public_key(), info=info
    )
    with pytest.raises(BadSignature):
        notes_keys.open_gift(f"{public}:{suite}:{other.hex()}", BRANCH, swapped, BOX)


@pytest.mark.parametrize(
    "gift", ["", ":", "::", "x:y:z", f"{'0' * 64}:0020-0001-0002:", "a:9999-0001-0002:00"]
)
def test_a_broken_gift_is_refused(gift: str) -> None:
    with pytest.raises(BadSignature):
        notes_keys.open_gift(gift, BRANCH, FIRST.name, BOX)


def test_every_bit_of_a_gift_counts() -> None:
    gift = notes_keys.give(FIRST, BRANCH, BOX.public_key().public_bytes_raw())
    box, suite, sealed = gift.split(":")
    for place in range(len(sealed) // 2):
        packed = bytearray.fromhex(sealed)
        packed[place] ^= 1
        with pytest.raises(BadSignature):
            notes_keys.open_gift(f"{box}:{suite}:{packed.hex()}", BRANCH, FIRST.name, BOX)


def test_nothing_is_given_to_a_point_that_every_secret_agrees_with() -> None:
    with pytest.raises(Malformed):
        notes_keys.give(FIRST, BRANCH, bytes(32))


@pytest.mark.parametrize(
    "change",
    [{"number": 3}, {"after": ["0" * 32]}, {"former": "00"}, {"without": []}, {"signature": "00" * 64}],
)
def test_all_that_a_maker_says_is_signed(change: dict[str, object]) -> None:
    said = made(SECOND, FIRST)
    said.check(BRANCH, SECOND.name)
    with pytest.raises(BadSignature):
        msgspec.structs.replace(said, **change).check(BRANCH, SECOND.name)
    for branch, name in (("c" * 32, SECOND.name), (BRANCH, FIRST.name)):
        with pytest.raises(BadSignature):
            said.check(branch, name)


@pytest.mark.parametrize("field", ["after", "without"])
def test_a_list_that_is_joined_to_one_word_has_no_signature(field: str) -> None:
    said = made(SECOND, FIRST, NotesKey(1, b"3" * 32))
    joined = msgspec.structs.replace(said, **{field: [",".join(sorted(getattr(said, field)))]})
    assert joined.text(BRANCH, SECOND.name) == said.text(BRANCH, SECOND.name), "what is signed is the same"
    with pytest.raises(BadSignature):
        joined.check(BRANCH, SECOND.name)


def test_a_maker_who_names_what_is_no_id_is_not_believed() -> None:
    said = notes_keys.make(SIGNER, BRANCH, SECOND, {}, ["f" * 32, "F" * 32], bytes)
    with pytest.raises(BadSignature):
        said.check(BRANCH, SECOND.name)


def test_a_key_brings_the_earlier_ones_along_and_nobody_without_it_opens_them() -> None:
    said = made(SECOND, FIRST)
    assert said.after == [FIRST.name]
    assert notes_keys.open_former(SECOND, said.former) == [FIRST]
    with pytest.raises(BadSignature):
        notes_keys.open_former(NotesKey(2, b"3" * 32), said.former)
    assert notes_keys.open_former(FIRST, made(FIRST).former) == []
