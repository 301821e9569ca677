"""Calls liblz4 for each request on standard input, (command, size, octets), and prints each result after its length.

Command 0 decompresses to at most `size` octets, command 1 compresses (`size` is the level). An error has the length 0.
"""

import ctypes
import struct
import sys

try:
    lz4 = ctypes.CDLL("liblz4.so.1")
except OSError:
    print("liblz4 not installed", file=sys.stderr)
    sys.exit(77)


def answer(command: int, size: int, octets: bytes) -> bytes:
    room = size if command == 0 else lz4.LZ4_compressBound(len(octets))
    out = ctypes.create_string_buffer(max(1, room))
    if command == 0:
        made = lz4.LZ4_decompress_safe(octets, out, len(octets), room)
        return out.raw[:made] if made == size else b""
    if size < 3:
        made = lz4.LZ4_compress_default(octets, out, len(octets), room)
    else:
        made = lz4.LZ4_compress_HC(octets, out, len(octets), room, size)
    return out.raw[:made]


data = sys.stdin.buffer.read()
at = 0
while at < len(data):
    command, size, length = struct.unpack_from("<III", data, at)
    made = answer(command, size, data[at + 12 : at + 12 + length])
    sys.stdout.buffer.write(struct.pack("<I", len(made)) + made)
    at += 12 + length
