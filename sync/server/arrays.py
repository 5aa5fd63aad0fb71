"""Columns of many rows as PostgreSQL's binary arrays, made in one go: the driver would look at each value anew."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format

_HEADER = struct.Struct(
    ">iiIii"
)  # dimensions, whether there are nulls, what of, how many, the first one's number
_LENGTH = struct.Struct(">i")
_NULL = _LENGTH.pack(-1)
_EIGHT, _FOUR = struct.Struct(">iq"), struct.Struct(">ii")


@dataclass(frozen=True, slots=True)
class ArrayKind:
    """How PostgreSQL calls a type, the numbers of it and of its arrays, and how one value is written."""

    name: str
    oid: int
    array_oid: int
    pack: Callable[[Any], bytes]


def _pack_text(value: str) -> bytes:
    encoded = value.encode()
    return _LENGTH.pack(len(encoded)) + encoded


def _pack_bytes(value: bytes) -> bytes:
    return _LENGTH.pack(len(value)) + value


ARRAYS = {
    "VARCHAR": ArrayKind("varchar", 1043, 1015, _pack_text),
    "BIGINT": ArrayKind("int8", 20, 1016, lambda value: _EIGHT.pack(8, value)),
    "INTEGER": ArrayKind("int4", 23, 1007, lambda value: _FOUR.pack(4, value)),
    "BYTEA": ArrayKind("bytea", 17, 1001, _pack_bytes),
}
"""By the names of SQLAlchemy's types in PostgreSQL."""


class _Packed:
    """An array as it goes to PostgreSQL."""

    def __init__(self, content: bytes) -> None:
        self.content = content


class _Dumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: _Packed) -> bytes:
        return obj.content


def _packed_as(kind: ArrayKind) -> type[_Packed]:
    packed = type(f"_{kind.name}s", (_Packed,), {})
    psycopg.adapters.register_dumper(
        packed, type(f"_{kind.name}_dumper", (_Dumper,), {"oid": kind.array_oid})
    )
    return packed


_PACKED = {name: _packed_as(kind) for name, kind in ARRAYS.items()}


def pack_array(kind: str, values: Sequence[Any]) -> object:
    """A column of values as one parameter; ``kind`` is the name of its type. Each value is of that type, or None."""
    known, has_null = ARRAYS[kind], None in values
    parts = (
        (_NULL if value is None else known.pack(value) for value in values)
        if has_null
        else map(known.pack, values)
    )
    header = _HEADER.pack(1, has_null, known.oid, len(values), 1)
    return _PACKED[kind](header + b"".join(parts))
