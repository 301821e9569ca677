"""One WebSocket2 connection on an HTTP/2 stream: an endpoint that returns every message (Sections "Frames" and "Closing")."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Protocol

sys.dont_write_bytecode = True  # keeps the repository free of bytecode
sys.path.insert(0, str(Path(__file__).parents[2] / "adapters" / "python"))

import compression  # noqa: E402
import frames  # noqa: E402

MESSAGE_LIMIT = 16 * 1024 * 1024
"""The message limit in octets (Section "Limits")."""

CLOSE_TIMEOUT = 5.0
"""Seconds from the own error frame, or the fault, to the end (Section "Timers")."""

FLUSH_TIMEOUT = 30.0
"""Seconds in which the peer may accept no octet before the own error frame has been sent (Section "Timers")."""

HANDSHAKE_TIMEOUT = 10.0
"""The handshake timeout in seconds."""


TOO_LONG = 1009
"""The close code of an echo that would be longer than the peer accepts."""


def message_size(frame: frames.Frame) -> int:
    """Returns the octets of a message."""
    return len(frame["text"].encode()) if frame["type"] == "text" else len(frame["bytes"]) // 2


class Stream(Protocol):
    """The stream of an endpoint."""

    def wake(self) -> None:
        """Schedules the sending of queued octets."""

    def end(self) -> None:
        """Sends END_STREAM after all queued octets."""

    def reset(self, code: str) -> None:
        """Sends RST_STREAM."""


class Endpoint:
    """The common part of both roles. `receive` takes octets of the peer; `take` returns octets to send."""

    def __init__(self, stream: Stream, choice: dict[str, int] | None) -> None:
        self.stream = stream
        self.peer_limit: int | None = None
        """The message limit of the peer; None if it is unknown."""
        self.queue: list[bytes] = []
        """Frames to send; the first one may be sent in part."""
        self.sent_of_first = 0
        self.sent_error = False
        self.got_error = False
        self.failed = False
        self.peer_ended = False
        self.ended = False
        self.closed = False
        self.deadline: float | None = time.monotonic() + HANDSHAKE_TIMEOUT
        name, parameter = next(iter((choice or {}).items()), ("none", 0))
        opener = compression.opener(name, parameter, MESSAGE_LIMIT) if choice else None
        self.decoder = frames.Decoder(MESSAGE_LIMIT, frames.METHODS[name], opener)

    # Receiving.

    def receive(self, octets: bytes) -> None:
        """Receives content of the peer, in DATA frames of any size."""
        if self.got_error or self.failed or self.closed:
            return
        try:
            found = self.decoder.push(octets)
        except frames.Fault as fault:
            self._take(fault.frames)
            if not self.got_error and not self.closed:
                self._fault(fault.code)
            return
        self._take(found)

    def _take(self, found: list[frames.Frame]) -> None:
        for frame in found:
            if self.got_error or self.failed or self.closed:
                return
            self.frame(frame)

    def frame(self, frame: frames.Frame) -> None:
        """Handles one frame of an open connection."""
        if frame["type"] == "ping":
            if frame["kind"] == "ping":
                self.pong(frame["data"])
        elif frame["type"] == "error":
            self._error(frame)
        elif self.peer_limit is not None and message_size(frame) > self.peer_limit:
            self._last({"type": "error", "code": "CLOS", "status": TOO_LONG, "reason": ""})
            self.deadline = time.monotonic() + FLUSH_TIMEOUT
        else:
            self.send(frames.encode(frame))

    def _error(self, frame: frames.Frame) -> None:
        """Handles an error frame: the peer closes or reports a fault (Sections "Graceful Close" and "Faults")."""
        self.got_error = True
        self.deadline = time.monotonic() + FLUSH_TIMEOUT
        if frame["code"] != "CLOS":
            self._drop()
        status = frame.get("status") if frame["code"] == "CLOS" else None
        if status is not None and not frames.is_sendable_status(status):
            status = 1002
        answer: frames.Frame = {"type": "error", "code": "CLOS"}
        self._last(answer if status is None else {**answer, "status": status})

    def _fault(self, code: str) -> None:
        """Reports malformed octets of the peer; only the frame in progress precedes the report."""
        self.failed = True
        self.deadline = time.monotonic() + CLOSE_TIMEOUT
        self._drop()
        self._last({"type": "error", "code": code})

    def end_stream(self) -> None:
        """Handles END_STREAM of the peer."""
        self.peer_ended = True
        if not self.got_error and not self.failed and not self.sent_error:
            self.abnormal()
        elif not self.queue:
            self.drained()

    # Sending.

    def send(self, octets: bytes) -> None:
        """Queues a frame, unless the own error frame is queued."""
        if self.sent_error or self.closed:
            return
        self.queue.append(octets)
        self.stream.wake()

    def pong(self, data: str) -> None:
        """Queues a pong after the frame in progress, ahead of waiting frames (Section "Ping")."""
        if self.sent_error or self.closed:
            return
        octets = frames.encode({"type": "ping", "kind": "pong", "data": data})
        at = 1 if self.sent_of_first else 0
        while at < len(self.queue) and self.queue[at][:3] == octets[:3]:
            at += 1
        self.queue.insert(at, octets)
        self.stream.wake()

    def _last(self, frame: frames.Frame) -> None:
        self.send(frames.encode(frame))
        self.sent_error = True

    def _drop(self) -> None:
        """Drops the frames after the frame in progress."""
        if not self.sent_error:
            del self.queue[1 if self.sent_of_first else 0 :]

    def take(self, most: int) -> bytes:
        """Takes at most `most` octets to send."""
        if not self.queue:
            return b""
        if self.got_error:
            self.deadline = time.monotonic() + FLUSH_TIMEOUT
        first = self.queue[0]
        octets = first[self.sent_of_first : self.sent_of_first + most]
        self.sent_of_first += len(octets)
        if self.sent_of_first == len(first):
            self.queue.pop(0)
            self.sent_of_first = 0
        if self.got_error and not self.queue:
            self.deadline = time.monotonic() + CLOSE_TIMEOUT
        return octets

    # The end of the stream.

    def drained(self) -> None:
        """Called when all octets are sent; the role decides whether to end."""

    def abnormal(self) -> None:
        """Handles the end of the peer without an error frame."""

    def expire(self) -> None:
        """Handles the expiry of the deadline."""

    def cancel(self) -> None:
        """Drops the queued octets and sends RST_STREAM(CANCEL)."""
        if not self.closed:
            self.closed = True
            self.deadline = None
            self.queue.clear()
            self.sent_of_first = 0
            self.stream.reset("CANCEL")


class ServerEndpoint(Endpoint):
    """A server: it answers the opening ping first (Section "Reply") and ends last (Section "Graceful Close")."""

    opened = False

    def frame(self, frame: frames.Frame) -> None:
        """Requires a ping as the first frame."""
        if not self.opened and (frame["type"] != "ping" or frame["kind"] != "ping"):
            self._fault("FRAM")
            return
        if not self.opened:
            self.opened = True
            self.deadline = None
        super().frame(frame)

    def drained(self) -> None:
        """Ends after the own error frame and END_STREAM of the client."""
        if self.sent_error and self.peer_ended:
            self.finish()

    def abnormal(self) -> None:
        """Ends without an error frame; cancels if octets wait for window (Section "Closing")."""
        if self.queue:
            self.cancel()
        self.sent_error = True
        self.finish()

    def finish(self) -> None:
        """Ends the stream."""
        if not self.closed:
            self.closed = True
            self.deadline = None
            self.stream.end()

    def expire(self) -> None:
        """Cancels the stream if no ping arrived or octets wait for window; otherwise ends and resets it."""
        self.deadline = None
        if self.closed:
            return
        if self.queue or not (self.opened or self.failed):
            self.cancel()
            return
        self.closed = True
        self.stream.end()
        self.stream.reset("NO_ERROR")


class ClientEndpoint(Endpoint):
    """A client: it sends the opening ping, and ends directly after its error frame."""

    def __init__(self, stream: Stream, data: bytes, second: bytes) -> None:
        super().__init__(stream, None)
        self.data = data
        self.second = second
        self.opened = False

    def agree(self, choice: dict[str, int] | None) -> None:
        """Applies the choice of a reply that has passed all checks."""
        if choice:
            name, parameter = next(iter(choice.items()))
            self.decoder = frames.Decoder(MESSAGE_LIMIT, frames.METHODS[name], compression.opener(name, parameter, MESSAGE_LIMIT))

    def frame(self, frame: frames.Frame) -> None:
        """Requires the opening pong as the first frame."""
        if self.opened:
            super().frame(frame)
        elif frame == {"type": "ping", "kind": "pong", "data": self.data.hex()}:
            self.opened = True
            self.deadline = None
            self.send(frames.encode({"type": "ping", "kind": "ping", "data": self.second.hex()}))
        else:
            self.cancel()

    def _fault(self, code: str) -> None:
        if self.opened:
            super()._fault(code)
        else:
            self.cancel()

    def drained(self) -> None:
        """Ends directly after the own error frame."""
        if self.sent_error and not self.ended and not self.closed:
            self.ended = True
            self.stream.end()
        if self.ended and self.peer_ended:
            self.closed = True
            self.deadline = None

    def abnormal(self) -> None:
        """Cancels without an error frame."""
        self.cancel()

    def expire(self) -> None:
        """Cancels after the handshake timeout or the close timeout."""
        self.cancel()

