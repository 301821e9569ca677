"""Decompresses payloads with Python's zlib, or compresses messages. Each is preceded by its length.

The first word is the window bits, the second 0 to decompress and 1 to compress.
"""

import struct
import sys
import zlib

data = sys.stdin.buffer.read()
bits, sends = struct.unpack_from("<II", data)
at = 8
deflate = zlib.compressobj(6, zlib.DEFLATED, -bits)
inflate = zlib.decompressobj(-bits)
while at < len(data):
    (length,) = struct.unpack_from("<I", data, at)
    octets = data[at + 4 : at + 4 + length]
    at += 4 + length
    if sends:
        made = (deflate.compress(octets) + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
    else:
        made = inflate.decompress(octets + b"\x00\x00\xff\xff")
    sys.stdout.buffer.write(struct.pack("<I", len(made)) + made)
