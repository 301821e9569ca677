"""A push decoder and an encoder of frames (Section "Frames")."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import compression
import varsize

Frame = dict[str, Any]
"""A frame in the form of the vectors: type, and text, bytes, code/status/reason or kind/data."""

TYPES = ("text", "binary", "error", "ping")  # Section "Frame Format"
METHODS = {"none": 0, "lz4": 1, "deflate": 2}  # Section "Compression"
KINDS = ("ping", "pong")  # Section "Ping"

CODES = ("CLOS", "UTF8", "DECO", "FRAM", "LRGE")  # Section "Error"

PING_PAYLOAD = 9
"""Octets of a ping payload: Kind and Data (Section "Ping")."""

CODE = 4
"""Octets of Code in an error payload (Section "Error")."""

MAX_REASON = 123
"""The longest Reason in octets (Section "Error")."""


class Fault(Exception):
    """A violation of the draft by the peer; `code` is its Code (Section "Error").

    `frames` are the frames that the last pushed octets complete before the fault.
    """

    def __init__(self, code: str, why: str) -> None:
        super().__init__(f"{code}: {why}")
        self.code = code
        self.frames: list[Frame] = []


class Unsupported(Exception):
    """A feature that this implementation does not have."""


def is_error_payload(size: int) -> bool:
    """Returns whether an error payload may have this size: 4, or 6 to 129 octets (Section "Error")."""
    return size == CODE or CODE + 2 <= size <= CODE + 2 + MAX_REASON


def is_sendable_status(status: int) -> bool:
    """Returns whether a sender may send this Status (Section "Error")."""
    return 1000 <= status <= 1003 or 1007 <= status <= 1014 or 3000 <= status <= 4999


def known_code(code: str) -> str:
    """Returns a registered Code as it is, and FRAM for any other (Section "Error")."""
    return code if code in CODES else "FRAM"


def _utf8(octets: bytes) -> str:
    """Decodes UTF-8 (RFC 3629); raises the fault UTF8 (Sections "Text" and "Error")."""
    try:
        return octets.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        raise Fault("UTF8", str(error)) from None


def _error(payload: bytes) -> Frame:
    """Decodes an error payload whose size is valid; makes the checks in the order of Section "Error"."""
    code = payload[:CODE]
    if any(not 0x20 <= octet <= 0x7E for octet in code):
        raise Fault("FRAM", "Code is not printable ASCII")
    frame: Frame = {"type": "error", "code": code.decode("ascii")}
    if len(payload) > CODE:
        frame["status"] = int.from_bytes(payload[CODE : CODE + 2], "little")
        frame["reason"] = _utf8(payload[CODE + 2 :])
    return frame


def _ping(payload: bytes) -> Frame:
    """Decodes a ping payload (Section "Ping")."""
    if payload[0] >= len(KINDS):
        raise Fault("FRAM", f"Kind {payload[0]}")
    return {"type": "ping", "kind": KINDS[payload[0]], "data": payload[1:].hex()}


@dataclass
class Decoder:
    """Decodes frames in DATA frames of any size (Section "Use of HTTP"), with the checks of Section "Frame Checks".

    `limit` is the message limit in octets, `method` the negotiated code of Section "Compression" or 0. `opener`
    decompresses payloads (Section "Compression"); without it a compressed message raises Unsupported.
    """

    limit: int
    method: int = 0
    opener: compression.Open | None = None
    _buffer: bytearray = field(default_factory=bytearray)
    _length: int | None = None
    _header_checked: bool = False
    _done: bool = False

    def push(self, octets: bytes) -> list[Frame]:
        """Returns the frames that these octets complete.

        Raises a fault with the frames before it in `frames`. Octets after a fault (Section "Faults")
        or after an error frame (Section "Graceful Close") are ignored.
        """
        frames: list[Frame] = []
        if self._done:
            return frames
        self._buffer += octets
        try:
            while (frame := self._next()) is not None:
                frames.append(frame)
                if frame["type"] == "error":
                    self._done = True
                    self._buffer.clear()
                    break
        except Fault as fault:
            self._done = True
            self._buffer.clear()
            fault.frames = frames
            raise
        return frames

    @property
    def inside_frame(self) -> bool:
        """Returns whether the octets so far end inside a frame."""
        return bool(self._buffer) or self._length is not None

    def _next(self) -> Frame | None:
        """Takes one frame from the buffer; None if it is incomplete."""
        if self._length is None and not self._read_length():
            return None
        assert self._length is not None
        if not self._header_checked:
            if not self._buffer:
                return None
            self._check_header(self._buffer[0], self._length - 1)
        if len(self._buffer) < self._length:
            return None
        header, payload = self._buffer[0], bytes(self._buffer[1 : self._length])
        del self._buffer[: self._length]
        self._length, self._header_checked = None, False
        return self._payload(header, payload)

    def _read_length(self) -> bool:
        """Makes the checks 1 to 3 of Section "Frame Checks", once Length is complete."""
        try:
            found = varsize.decode(self._buffer)
        except varsize.Malformed as error:
            raise Fault("FRAM", str(error)) from None
        if found is None:
            return False
        length, used = found
        if length == 0:
            raise Fault("FRAM", "Length 0")
        if length - 1 > self.limit:
            raise Fault("LRGE", f"payload of {length - 1} octets")
        del self._buffer[:used]
        self._length = length
        return True

    def _check_header(self, header: int, size: int) -> None:
        """Makes the check 4 of Section "Frame Checks", once the octet after Length has arrived; `size` is that of the payload."""
        reserved, compression, kind = header >> 4, header >> 2 & 3, TYPES[header & 3]
        if reserved != 0:
            raise Fault("FRAM", "Reserved is not 0")
        if compression not in (0, self.method):
            raise Fault("FRAM", "Compression was not negotiated")
        if kind in ("error", "ping") and compression != 0:
            raise Fault("FRAM", f"compressed {kind}")
        if kind == "error" and not is_error_payload(size):
            raise Fault("FRAM", f"error payload of {size} octets")
        if kind == "ping" and size != PING_PAYLOAD:
            raise Fault("FRAM", f"ping payload of {size} octets")
        self._header_checked = True

    def _payload(self, header: int, payload: bytes) -> Frame:
        """Makes the check 5 of Section "Frame Checks", once the frame is complete."""
        if header >> 2 & 3:
            if not payload:
                raise Fault("DECO", "compressed frame without payload")
            payload = self._open(payload)
        kind = TYPES[header & 3]
        if kind == "text":
            return {"type": kind, "text": _utf8(payload)}
        if kind == "binary":
            return {"type": kind, "bytes": payload.hex()}
        return _error(payload) if kind == "error" else _ping(payload)

    def _open(self, payload: bytes) -> bytes:
        """Decompresses a payload (Section "Compression")."""
        if self.opener is None:
            raise Unsupported("compressed payloads are not decompressed")
        try:
            return self.opener(payload)
        except compression.Corrupt as error:
            raise Fault("DECO", str(error)) from None
        except compression.TooLarge as error:
            raise Fault("LRGE", str(error)) from None


def encode(frame: Frame, text: bytes | None = None, octets: bytes | None = None) -> bytes:
    """Encodes one frame, uncompressed.

    `text` and `octets` replace the content of a text or binary frame. Raises ValueError for a
    frame that a sender must not send (Sections "Frame Checks" and "Error").
    """
    kind = frame["type"]
    if kind == "text":
        payload = text if text is not None else frame["text"].encode("utf-8", "strict")
    elif kind == "binary":
        payload = octets if octets is not None else bytes.fromhex(frame["bytes"])
    elif kind == "error":
        payload = _encode_error(frame)
    elif kind == "ping":
        data = bytes.fromhex(frame["data"])
        if len(data) != 8:
            raise ValueError("Data is not 8 octets")
        payload = bytes([KINDS.index(frame["kind"])]) + data
    else:
        raise ValueError(f"type {kind}")
    return varsize.encode(len(payload) + 1) + bytes([TYPES.index(kind)]) + payload


def _encode_error(frame: Frame) -> bytes:
    """Encodes an error payload that a sender may send (Section "Error")."""
    code = frame["code"].encode("ascii")
    if len(code) != CODE or any(not 0x20 <= octet <= 0x7E for octet in code):
        raise ValueError("Code is not four printable octets")
    status = frame.get("status")
    if status is None:
        if frame.get("reason"):
            raise ValueError("Reason without Status")
        return code
    if not is_sendable_status(status):
        raise ValueError(f"Status {status} may not be sent")
    reason = frame.get("reason", "").encode("utf-8", "strict")
    if len(reason) > MAX_REASON:
        raise ValueError("Reason is too long")
    return code + status.to_bytes(2, "little") + reason
