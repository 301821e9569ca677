"""What both ends do once a connection is open, and how they close it (Sections 6.5, 8, 10 to 12)."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import compression
import frames
import handshake

from .channel import Channel
from .host import Host
from .limits import Limits
from .outbox import Kind, Outgoing
from .peererror import PeerError
from .rate import Rate

ABNORMAL = 1006
LIMIT_PASSED = 1008


def _size(frame: frames.Frame) -> int:
    """The octets of a message."""
    return len(frame["text"].encode()) if frame["type"] == "text" else len(frame["bytes"]) // 2


class Endpoint(Channel):
    """One end of a connection. After each input, or several at once, `flush` sends what can go out."""

    def __init__(self, limits: Limits, host: Host) -> None:
        super().__init__(limits, host)
        self.is_open = False
        self.fault_found = False
        self.peer_error: PeerError | None = None
        self.own_error: Outgoing | None = None
        """The own error frame, from when it is queued."""
        self.peer_ended = False
        self._decoder = frames.Decoder(limits.message)
        self._pings = Rate(limits.pings)
        self._empty_messages = Rate(limits.emptyFrames)
        self._small_data = Rate(limits.emptyFrames)

    # What the two roles do in their own ways.

    @abstractmethod
    def take_opening_frame(self, frame: frames.Frame) -> None:
        """A frame comes before the connection is open."""

    @abstractmethod
    def opening_fault(self, code: str) -> None:
        """A fault is found before the connection is open."""

    @abstractmethod
    def opening_ends(self, why: str, reset: str | None = None) -> None:
        """`end`, `reset`, `lost`, `close` or `timeout` comes before the connection is open."""

    @abstractmethod
    def end_abnormally(self) -> None:
        """END_STREAM came without an error frame or a fault (Section 8.4)."""

    @abstractmethod
    def end_before_own_error(self) -> None:
        """END_STREAM came behind an error frame or a fault, and the own error frame is not out (Section 8.4)."""

    @abstractmethod
    def give_up_close(self) -> None:
        """The close timeout has run out (Section 8.3)."""

    def check_of_break(self) -> str | None:
        """The check that fails where the stream breaks off; only a client has one (Section 4.4.1)."""
        return None

    # From the stream.

    def receive(self, octets: bytes) -> None:
        """The content of one DATA frame."""
        if self.done:
            return
        if octets:
            self.heard()
        if self.is_open and len(octets) <= 1 and self._passes(self._small_data):
            self.close_for_limit()
        self.read(octets)

    def end(self) -> None:
        """END_STREAM, on DATA or by a trailer section."""
        if self.done:
            return
        self.peer_ended = True
        if not self.is_open and not self.fault_found:
            self.opening_ends("end")
        elif self.peer_error is None and not self.fault_found:
            check = self.check_of_break()
            self.end_abnormally()
            self.finish(check)
        elif self.own_error is not None and self.own_error.out:
            self.end_of_both()
            self.finish()
        else:
            self.end_before_own_error()

    def end_of_both(self) -> None:
        """Both error frames are out and the peer has ended; a server has yet to end (Section 8)."""

    def broken(self, code: str | None) -> None:
        """RST_STREAM with this code, or for None the loss of the HTTP connection."""
        if self.done:
            return
        if not self.is_open and not self.fault_found:
            self.opening_ends("lost" if code is None else "reset", code)
        else:
            self.finish(self.check_of_break())

    # From the application.

    def send(self, frame: frames.Frame) -> None:
        """A message; it is not taken after a close or an error frame, nor before a client is open."""
        if not self.takes_messages:
            self.host.tell({"taken": False})
            return
        self.outbox.append(Outgoing(Kind.MESSAGE, frames.encode(frame)))

    @property
    def takes_messages(self) -> bool:
        """Whether the application may send (Section 8.1)."""
        return self.is_open and not self.done and not self.is_closing

    @property
    def is_closing(self) -> bool:
        """Whether an error frame went either way or is queued, or a fault was found."""
        return self.own_error is not None or self.peer_error is not None or self.fault_found

    def close(self, status: int | None = None, reason: str = "") -> None:
        """Close gracefully (Section 8.1); a further close has no effect."""
        if self.done or self.is_closing:
            return
        if not self.is_open:
            self.opening_ends("close")
            return
        self._queue_clos(status, reason)
        self.begin_flushing()

    def close_for_limit(self) -> None:
        """Close with the status of Table 24 where a limit is passed (Section 11)."""
        self.close(LIMIT_PASSED)

    # What the roles have in common.

    def read(self, octets: bytes) -> None:
        """Check and take frames, up to an error frame or a fault (Section 6.1)."""
        if not self.reads:
            return
        fault: frames.Fault | None = None
        try:
            complete = self._decoder.push(octets)
        except frames.Fault as found:
            complete, fault = found.frames, found
        for frame in complete:
            if self.reads:
                self._take(frame)
        if fault is not None and self.reads:
            if self.is_open:
                self.fault(fault.code)
            else:
                self.opening_fault(fault.code)

    @property
    def reads(self) -> bool:
        """Whether octets are read as frames; otherwise they are discarded."""
        return not self.done and self.peer_error is None and not self.fault_found

    def fault(self, code: str) -> None:
        """A fault is found (Section 8.2)."""
        self.fault_found = True
        self.begin_closing()
        if self.own_error is not None and self.own_error.begun:
            return
        self.outbox.drop()
        self._queue_error({"type": "error", "code": code})

    def open(self, choice: handshake.Choice) -> None:
        """The connection is open."""
        chosen, protocol = choice
        self.is_open = True
        self.start_liveness()
        self.host.tell({"open": {"compression": chosen, "protocol": protocol}})
        self.inbox.release()

    def negotiated(self, choice: handshake.Choice) -> None:
        """From here on messages may be compressed as the server chose."""
        if choice[0] is not None:
            method, parameter = next(iter(choice[0].items()))
            opener = compression.opener(method, parameter, self.limits.message)
            self._decoder = frames.Decoder(self.limits.message, frames.METHODS[method], opener)

    def answer_ping(self, data: str) -> None:
        """Answer a ping, unless that goes over a limit (Sections 6.5 and 11)."""
        if self._pings.exceeded_by_event(self.now):
            self.close_for_limit()
        else:
            self.queue_pong(data)

    def queue_pong(self, data: str) -> None:
        """Queue a pong, unless the own error frame has begun."""
        if self.own_error is None or not self.own_error.begun:
            self.outbox.replace_pong(pong(data))

    def message(self, frame: frames.Frame) -> None:
        """Deliver a message, an empty one that goes over a limit too."""
        size = _size(frame)
        self.inbox.message(frame, size)
        if size == 0 and self._passes(self._empty_messages):
            self.close_for_limit()

    def finish(self, check: str | None = None) -> None:
        """The stream is done with: report the close behind the last message (Section 8.5)."""
        self.stop()
        closed: dict[str, Any] = {"code": ABNORMAL, "reason": "", "wasClean": self._is_clean}
        if self.peer_error is not None:
            closed |= {"code": self.peer_error.close_code, "reason": self.peer_error.reason}
        if check is not None:
            closed["check"] = check
        self.inbox.last({"closed": closed})

    @property
    def _is_clean(self) -> bool:
        """Whether CLOS went both ways without a fault."""
        sent = self.own_error is not None and self.own_error.out
        received = self.peer_error is not None and self.peer_error.code == "CLOS"
        return sent and received and not self.fault_found

    def _take(self, frame: frames.Frame) -> None:
        if not self.is_open:
            self.take_opening_frame(frame)
        elif frame["type"] == "error":
            self.receive_error(frame)
        elif frame["type"] != "ping":
            self.message(frame)
        elif frame["kind"] == "ping":
            self.answer_ping(frame["data"])
        else:
            self.pong_received(frame["data"])

    def pong_received(self, data: str) -> None:
        """A pong; that octets came is all that liveness asks for."""

    def receive_error(self, frame: frames.Frame) -> None:
        """The peer's error frame (Sections 8.1 and 8.2)."""
        self.peer_error = PeerError.of(frame)
        self.begin_closing()
        own = self.own_error
        if self.peer_error.code != "CLOS":
            self.outbox.drop(keep=own)
            if own is None:
                self._queue_clos(None)
        elif own is None:
            self._queue_clos(self.peer_error.status)

    def _queue_clos(self, status: int | None, reason: str = "") -> None:
        frame: frames.Frame = {"type": "error", "code": "CLOS"}
        if status is not None:
            frame |= {"status": status, "reason": reason}
        self._queue_error(frame)

    def _queue_error(self, frame: frames.Frame) -> None:
        self.own_error = Outgoing(Kind.ERROR, frames.encode(frame))
        self.outbox.append(self.own_error)

    def _passes(self, rate: Rate) -> bool:
        """Count a small or empty frame; a limit of 0 is switched off."""
        return rate.limit > 0 and rate.exceeded_by_event(self.now)

    @property
    def holds_window(self) -> bool:
        """Whether no stream window is given back: the messages that wait are over a limit (Section 12)."""
        return self.inbox.over and self.reads

    def handshake_times_out(self) -> None:
        """The opening fails, or the wait behind a refusal is over."""
        self.opening_ends("timeout")

    def close_times_out(self) -> None:
        self.give_up_close()
        self.finish()

    def pings_lost(self) -> None:
        """No octet came in spite of the pings: both roles cancel (Section 10)."""
        self.host.reset("CANCEL")
        self.finish()


def pong(data: str, kind: Kind = Kind.PONG) -> Outgoing:
    """The frame that answers a ping."""
    return Outgoing(kind, frames.encode({"type": "ping", "kind": "pong", "data": data}))
