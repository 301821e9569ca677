"""The behavior of both roles on an open connection, and at its close (Sections "Ping", "Closing", "Liveness" to "Flow Control")."""

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
    """Returns the octets of a message."""
    return len(frame["text"].encode()) if frame["type"] == "text" else len(frame["bytes"]) // 2


class Endpoint(Channel):
    """One endpoint of a connection. `flush` sends the queued octets after one or several inputs."""

    def __init__(self, limits: Limits, host: Host) -> None:
        super().__init__(limits, host)
        self.announced_limit: int | None = None
        """The message limit to announce in the handshake; None for none."""
        self.peer_limit: int | None = None
        """The message limit of the peer; None if it is unknown."""
        self.is_open = False
        self.fault_found = False
        self.peer_error: PeerError | None = None
        self.own_error: Outgoing | None = None
        """The own error frame, once it is queued."""
        self.peer_ended = False
        self._decoder = frames.Decoder(limits.message)
        self._pings = Rate(limits.pings)

    # Methods that differ between the roles.

    @abstractmethod
    def take_opening_frame(self, frame: frames.Frame) -> None:
        """Handles a frame before the connection is open."""

    @abstractmethod
    def opening_fault(self, code: str) -> None:
        """Handles a fault before the connection is open."""

    @abstractmethod
    def opening_ends(self, why: str, reset: str | None = None) -> None:
        """Handles `end`, `reset`, `lost`, `close` or `timeout` before the connection is open."""

    @abstractmethod
    def end_abnormally(self) -> None:
        """Handles END_STREAM without an error frame or a fault (Section "Abnormal End")."""

    @abstractmethod
    def end_before_own_error(self) -> None:
        """Handles END_STREAM after an error frame or a fault, before the own error frame is sent (Section "Abnormal End")."""

    @abstractmethod
    def give_up_close(self) -> None:
        """Handles the close timeout (Section "Timers")."""

    def check_of_break(self) -> str | None:
        """Returns the check that fails if the stream breaks off; a server has none (Section "The Second Ping")."""
        return None

    # Inputs from the stream.

    def receive(self, octets: bytes) -> None:
        """Receives the content of one DATA frame."""
        if self.done:
            return
        if octets:
            self.heard()
        self.read(octets)

    def end(self) -> None:
        """Receives END_STREAM, on DATA or by a trailer section."""
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
        """Handles the end of the peer after both error frames; a server ends now (Section "Closing")."""

    def broken(self, code: str | None) -> None:
        """Handles RST_STREAM with this code, or the loss of the HTTP connection for None."""
        if self.done:
            return
        if not self.is_open and not self.fault_found:
            self.opening_ends("lost" if code is None else "reset", code)
        else:
            self.finish(self.check_of_break())

    # Inputs from the application.

    def send(self, frame: frames.Frame) -> None:
        """Sends a message; refused after a close or an error frame, before a client is open, and over the peer's limit."""
        too_long = self.peer_limit is not None and _size(frame) > self.peer_limit
        if too_long or not self.takes_messages:
            self.host.tell({"taken": False})
            return
        self.outbox.append(Outgoing(Kind.MESSAGE, frames.encode(frame)))

    @property
    def takes_messages(self) -> bool:
        """Returns whether the application may send (Section "Graceful Close")."""
        return self.is_open and not self.done and not self.is_closing

    @property
    def is_closing(self) -> bool:
        """Returns whether an error frame was sent, received or queued, or a fault was found."""
        return self.own_error is not None or self.peer_error is not None or self.fault_found

    def close(self, status: int | None = None, reason: str = "") -> None:
        """Closes gracefully (Section "Graceful Close"); a second close has no effect."""
        if self.done or self.is_closing:
            return
        if not self.is_open:
            self.opening_ends("close")
            return
        self._queue_clos(status, reason)
        self.begin_flushing()

    def close_for_limit(self) -> None:
        """Closes with the status of the limit that is exceeded (Section "Limits")."""
        self.close(LIMIT_PASSED)

    # Methods that both roles share.

    def read(self, octets: bytes) -> None:
        """Decodes and handles frames, up to an error frame or a fault (Section "Frame Checks")."""
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
        """Returns whether octets are read as frames; otherwise they are discarded."""
        return not self.done and self.peer_error is None and not self.fault_found

    def fault(self, code: str) -> None:
        """Handles a fault (Section "Faults")."""
        self.fault_found = True
        self.begin_ending()
        if self.own_error is not None and self.own_error.begun:
            return
        self.outbox.drop()
        self._queue_error({"type": "error", "code": code})

    def open(self, choice: handshake.Choice) -> None:
        """Opens the connection."""
        chosen, protocol = choice
        self.is_open = True
        self.start_liveness()
        self.host.tell({"open": {"compression": chosen, "protocol": protocol}})
        self.inbox.release()

    def negotiated(self, choice: handshake.Choice) -> None:
        """Applies the choice of the server: messages may be compressed from here on."""
        if choice[0] is not None:
            method, parameter = next(iter(choice[0].items()))
            opener = compression.opener(method, parameter, self.limits.message)
            self._decoder = frames.Decoder(self.limits.message, frames.METHODS[method], opener)

    def answer_ping(self, data: str) -> None:
        """Answers a ping, unless the pings exceed a limit (Sections "Ping" and "Limits")."""
        if self._pings.exceeded_by_event(self.now):
            self.close_for_limit()
        else:
            self.queue_pong(data)

    def queue_pong(self, data: str) -> None:
        """Queues a pong, unless the own error frame has begun."""
        if self.own_error is None or not self.own_error.begun:
            self.outbox.replace_pong(pong(data))

    def message(self, frame: frames.Frame) -> None:
        """Delivers a message."""
        self.inbox.message(frame, _size(frame))

    def finish(self, check: str | None = None) -> None:
        """Finishes the stream: reports the close after the last message (Section "Close Codes")."""
        self.stop()
        closed: dict[str, Any] = {"code": ABNORMAL, "reason": "", "wasClean": self._is_clean}
        if self.peer_error is not None:
            closed |= {"code": self.peer_error.close_code, "reason": self.peer_error.reason}
        if check is not None:
            closed["check"] = check
        self.inbox.last({"closed": closed})

    @property
    def _is_clean(self) -> bool:
        """Returns whether CLOS was sent and received without a fault."""
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
        """Handles a pong; for liveness, the receipt of its octets suffices."""
        self.ping_answered(data)

    def receive_error(self, frame: frames.Frame) -> None:
        """Handles the error frame of the peer (Sections "Graceful Close" and "Faults")."""
        self.peer_error = PeerError.of(frame)
        own = self.own_error
        if own is not None and own.out:
            self.begin_ending()
        else:
            self.begin_flushing()
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

    @property
    def holds_window(self) -> bool:
        """Returns whether stream window is withheld: the waiting messages exceed a limit (Section "Flow Control")."""
        return self.inbox.over and self.reads

    def handshake_times_out(self) -> None:
        """Fails the opening, or ends the wait after a refusal."""
        self.opening_ends("timeout")

    def own_error_sent(self) -> None:
        """Sets the timer after the own error frame: that of a fault has run since the fault (Section "Timers")."""
        if self.peer_error is not None:
            self.begin_ending()
        elif not self.fault_found:
            self.begin_waiting()

    def close_times_out(self) -> None:
        """Ends the stream; cancels it if octets wait for window (Sections "Closing" and "Timers")."""
        if self.outbox.empty:
            self.give_up_close()
        else:
            self.host.reset("CANCEL")
        self.finish()

    def terminate(self) -> None:
        """Ends the connection at once for the application (Section "Timers")."""
        if self.done:
            return
        if not self.is_open and not self.fault_found:
            self.opening_ends("close")
        else:
            self.host.reset("CANCEL")
            self.finish()

    def pings_lost(self) -> None:
        """Cancels the stream: no octet arrived after the pings (Section "Liveness")."""
        self.host.reset("CANCEL")
        self.finish()


def pong(data: str, kind: Kind = Kind.PONG) -> Outgoing:
    """Returns the frame that answers a ping."""
    return Outgoing(kind, frames.encode({"type": "ping", "kind": "pong", "data": data}))
