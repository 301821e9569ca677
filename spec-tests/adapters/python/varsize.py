"""VarSize, Section "VarSize" of the draft: an unsigned integer of up to 32 bits in 1, 3 or 5 octets."""

from __future__ import annotations

MAX = 0xFFFFFFFF
"""The greatest value (Section "VarSize")."""


class Malformed(Exception):
    """A longer form than the shortest one (Section "VarSize")."""


def size_of_form(first: int) -> int:
    """Octets of the whole VarSize, by its first octet (Section "VarSize")."""
    return {0xFE: 3, 0xFF: 5}.get(first, 1)


def decode(octets: bytes | bytearray, offset: int = 0) -> tuple[int, int] | None:
    """Returns (value, octets used), or None if the VarSize is incomplete."""
    if offset >= len(octets):
        return None
    first = octets[offset]
    size = size_of_form(first)
    if len(octets) - offset < size:
        return None
    if size == 1:
        return first, 1
    value = int.from_bytes(octets[offset + 1 : offset + size], "little")
    if len(encode(value)) != size:
        raise Malformed(f"{value} in {size} octets")
    return value, size


def encode(value: int) -> bytes:
    """Encodes a value in its shortest form (Section "VarSize")."""
    if not 0 <= value <= MAX:
        raise ValueError(f"{value} is no VarSize")
    if value <= 253:
        return bytes([value])
    if value <= 0xFFFF:
        return b"\xfe" + value.to_bytes(2, "little")
    return b"\xff" + value.to_bytes(4, "little")
