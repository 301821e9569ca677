"""What moves an end of a connection: the window that lets octets out, and the clock (Sections 8.3, 10 and 12)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Callable

import frames

from .host import Host
from .inbox import Inbox
from .limits import Limits
from .liveness import Liveness, Next
from .outbox import Kind, Outbox, Outgoing
from .timeouts import CloseTimeout


Due = tuple[int, Callable[[], None]]
"""When something is due, and what brings it about."""


class Channel(ABC):
    """The queues and timers of one end. What they bring about is up to the methods that are abstract here.

    Times are in ms of a clock that `advance` moves.
    """

    def __init__(self, limits: Limits, host: Host) -> None:
        self.limits = limits
        self.host = host
        self.now = 0
        self.outbox = Outbox()
        self.inbox = Inbox(limits, host.tell)
        self.done = False
        """Whether the stream is done with."""
        self.handshake_deadline: int | None = None
        self._liveness: Liveness | None = None
        self._close_timeout = CloseTimeout(limits)
        self._ping_waits_since: int | None = None
        self._room = True
        self._withheld = False

    @property
    @abstractmethod
    def holds_window(self) -> bool:
        """Whether no stream window is given back."""

    @abstractmethod
    def own_error_out(self) -> None:
        """The own error frame has gone out whole: what END_STREAM does now (Section 8)."""

    @abstractmethod
    def handshake_times_out(self) -> None:
        """The opening has taken too long, or the wait behind a refusal."""

    @abstractmethod
    def close_times_out(self) -> None:
        """The close timeout has run out (Section 8.3)."""

    @abstractmethod
    def pings_lost(self) -> None:
        """No octet came in spite of the pings (Section 10)."""

    def ping_out(self, frame: Outgoing) -> bool:
        """A ping has gone out whole; the result says whether it counts for liveness."""
        return True

    def set_window(self, octets: int | None) -> None:
        """So many octets of content may go out; None for any number."""
        self.outbox.window = octets

    def set_peer_window(self, octets: int) -> None:
        """The peer has so many octets of stream window."""
        self._room = octets >= self.limits.pingRoom
        if self._liveness is not None:
            self._liveness.peer_room(self._room, self.now)

    def advance(self, time: int) -> None:
        """So many ms pass; what is due in them happens at its time."""
        until = self.now + time
        while not self.done:
            found = [due for due in self._due() if due[0] <= until]
            if not found:
                break
            at, act = min(found, key=lambda due: due[0])
            self.now = max(self.now, at)
            act()
            self.flush()
        self.now = until

    def flush(self) -> None:
        """Send what the window lets out, and see whether window is to be withheld."""
        if not self.done:
            self.outbox.flush(self._content, self._out)
        self._settle_window()

    def stop(self) -> None:
        """Nothing goes out any more, and no clock runs."""
        self.done = True
        self.outbox.clear()
        self.handshake_deadline = None
        self._liveness = None

    def heard(self) -> None:
        """Octets came in."""
        self._close_timeout.received(self.now)
        if self._liveness is not None:
            self._liveness.received(self.now)

    def start_liveness(self) -> None:
        """The connection is open (Section 10)."""
        self.handshake_deadline = None
        self._liveness = Liveness(self.limits, self.now, self._room)
        if self._ping_waits_since is not None:
            self._liveness.ping_waits(self._ping_waits_since)

    def begin_flushing(self) -> None:
        """The application closes: the timeout of what waits for window takes over from liveness (Section 8.3)."""
        self._liveness = None
        self._close_timeout.flushing(self.now)

    def begin_closing(self) -> None:
        """The close timeout takes over from liveness (Sections 8.3 and 10)."""
        self._liveness = None
        self._close_timeout.closing(self.now)

    def queue_ping(self) -> Outgoing:
        """Queue a ping ahead of what waits."""
        data = self.host.ping_data()
        frame = Outgoing(Kind.PING, frames.encode({"type": "ping", "kind": "ping", "data": data}), data)
        self.outbox.hurry(frame)
        self._ping_waits_since = self.now
        if self._liveness is not None:
            self._liveness.ping_waits(self.now)
        return frame

    def _content(self, octets: bytes) -> None:
        self._close_timeout.sent(self.now)
        if self._liveness is not None:
            self._liveness.sent(self.now)
        self.host.content(octets)

    def _out(self, frame: Outgoing) -> None:
        if frame.kind is Kind.ERROR:
            self.begin_closing()
            self.own_error_out()
        elif frame.kind is Kind.PING:
            self._ping_waits_since = None
            counts = self.ping_out(frame)
            if self._liveness is not None:
                self._liveness.ping_sent(self.now, counts)

    def _settle_window(self) -> None:
        held = self.holds_window
        if held != self._withheld:
            self._withheld = held
            self._close_timeout.withholds(held, self.now)
            self.host.withhold(held)

    def _due(self) -> list[Due]:
        """What the clock brings, each with its time."""
        due: list[Due] = []
        if self.handshake_deadline is not None:
            due.append((self.handshake_deadline, self.handshake_times_out))
        if self._close_timeout.deadline is not None:
            due.append((self._close_timeout.deadline, self.close_times_out))
        if self._liveness is not None and (next_one := self._liveness.due) is not None:
            at, what = next_one
            due.append((at, self.pings_lost if what is Next.LOST else self._send_ping))
        return due

    def _send_ping(self) -> None:
        self.queue_ping()
