"""Decompression of the payloads of compressed frames (Section "Compression")."""

from __future__ import annotations

import zlib
from typing import Callable

import varsize


class Corrupt(Exception):
    """The payload is malformed: DECO."""


class TooLarge(Exception):
    """The message exceeds the limit: LRGE."""


Open = Callable[[bytes], bytes]
"""Decompresses the payloads of one direction, in the order of the frames."""


class Lz4:
    """Decompresses each message independently (Section "LZ4"). `limit` is the message limit in octets."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, payload: bytes) -> bytes:
        """Decompresses one payload; makes the checks in the order of Section "LZ4"."""
        try:
            found = varsize.decode(payload)
        except varsize.Malformed as error:
            raise Corrupt(str(error)) from None
        if found is None or found[0] == 0:
            raise Corrupt("Size is incomplete or 0")
        size, used = found
        block = payload[used:]
        if size > self.limit:
            raise TooLarge(f"Size {size}")
        if size > 255 * len(block):
            raise Corrupt(f"Size {size} of {len(block)} octets")
        message = block_message(block, size)
        if len(message) != size:
            raise Corrupt(f"{len(message)} octets, not {size}")
        return message


def block_message(block: bytes, size: int) -> bytes:
    """Decompresses one LZ4 block of at most `size` octets; its last sequence has literals only."""
    out = bytearray()
    at = 0

    def length(nibble: int) -> int:
        """Reads a length: four bits and, if these are 15, octets up to the first that is not 255."""
        nonlocal at
        total = nibble
        more = 255 if nibble == 15 else 0
        while more == 255:
            if at >= len(block):
                raise Corrupt("the block ends in a length")
            more = block[at]
            at += 1
            total += more
        return total

    while True:
        if at >= len(block):
            raise Corrupt("no last sequence")
        token = block[at]
        at += 1
        literals = length(token >> 4)
        if literals > len(block) - at or literals > size - len(out):
            raise Corrupt("literals")
        out += block[at : at + literals]
        at += literals
        if at == len(block):
            return bytes(out)
        if at + 2 > len(block):
            raise Corrupt("the block ends in an offset")
        offset = int.from_bytes(block[at : at + 2], "little")
        at += 2
        if not 1 <= offset <= len(out):
            raise Corrupt(f"offset {offset}")
        count = length(token & 15) + 4
        if count > size - len(out):
            raise Corrupt("match")
        # A match may overlap its own output: the octets repeat then.
        start = len(out) - offset
        period = bytes(out[start : start + count])
        out += (period * (count // len(period) + 1))[:count]


TAIL = b"\x00\x00\xff\xff"
"""The octets that the sender removes: the end of an empty stored block (Section "DEFLATE")."""

PROBE = b"\x03\x00"
"""A final block without content: it ends the data if and only if a block may begin there."""


class Deflate:
    """Decompresses all messages of a direction with one context (Section "DEFLATE").

    `limit` is the message limit in octets.
    """

    def __init__(self, limit: int, window_bits: int) -> None:
        self.limit = limit
        self.context = zlib.decompressobj(-window_bits)

    def __call__(self, payload: bytes) -> bytes:
        """Appends the tail, decompresses with the context, and checks the final state of the decompressor."""
        try:
            message = self._bounded(payload)
            if self.context.decompress(TAIL) or not _at_block(self.context):
                raise Corrupt("the tail is not the end of an empty stored block")
        except zlib.error as error:
            raise Corrupt(str(error)) from None
        if not message:
            raise Corrupt("empty message")
        return message

    def _bounded(self, payload: bytes) -> bytes:
        message = self.context.decompress(payload, self.limit + 1)
        if len(message) > self.limit:
            raise TooLarge("message")
        if self.context.unconsumed_tail:
            message += self.context.decompress(self.context.unconsumed_tail, self.limit + 1 - len(message))
            if len(message) > self.limit:
                raise TooLarge("message")
        if self.context.eof:
            raise Corrupt("BFINAL")
        return message


def _at_block(context: "zlib._Decompress") -> bool:
    """Returns whether the decompressor is at the start of a block."""
    if context.eof:
        return False
    probe = context.copy()
    try:
        return probe.decompress(PROBE) == b"" and probe.eof and not probe.unused_data
    except zlib.error:
        return False


def opener(method: str, parameter: int, limit: int) -> Open:
    """Returns the decompressor of one direction for a negotiated method."""
    return Lz4(limit) if method == "lz4" else Deflate(limit, parameter)
