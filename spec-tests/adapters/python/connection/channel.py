"""The window and the clock of an endpoint (Sections "Timers", "Liveness" and "Flow Control")."""

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
"""A time, and the method to call at that time."""


class Channel(ABC):
    """The queues and timers of one endpoint. Abstract methods handle their events.

    Times are in ms of a clock that `advance` moves.
    """

    def __init__(self, limits: Limits, host: Host) -> None:
        self.limits = limits
        self.host = host
        self.now = 0
        self.outbox = Outbox()
        self.inbox = Inbox(limits, host.tell)
        self.done = False
        """Returns whether the stream is finished."""
        self.handshake_deadline: int | None = None
        self._liveness: Liveness | None = None
        self._close_timeout = CloseTimeout(limits)
        self._ping_waits_since: int | None = None
        self._outstanding: list[str] = []
        """The Data of own pings without an answer, in order."""
        self._room = True
        self._withheld = False

    @property
    @abstractmethod
    def holds_window(self) -> bool:
        """Returns whether stream window is withheld."""

    @abstractmethod
    def own_error_sent(self) -> None:
        """Sets the timer after the own error frame (Section "Timers")."""

    @abstractmethod
    def own_error_out(self) -> None:
        """Handles the complete sending of the own error frame; END_STREAM may follow (Section "Closing")."""

    @abstractmethod
    def handshake_times_out(self) -> None:
        """Handles the timeout of the opening, or of the wait after a refusal."""

    @abstractmethod
    def close_times_out(self) -> None:
        """Handles the close timeout (Section "Timers")."""

    @abstractmethod
    def pings_lost(self) -> None:
        """Handles the loss of the peer: no octet arrived after the pings (Section "Liveness")."""

    def ping_out(self, frame: Outgoing) -> bool:
        """Handles the complete sending of a ping; returns whether the ping counts for liveness."""
        return True

    def set_window(self, octets: int | None) -> None:
        """Sets the number of octets of content that may be sent; None for any number."""
        self.outbox.window = octets

    def set_peer_window(self, octets: int) -> None:
        """Sets the stream window of the peer in octets."""
        self._room = octets >= self.limits.pingRoom
        if self._liveness is not None:
            self._liveness.peer_room(self._room, self.now)

    def advance(self, time: int) -> None:
        """Advances the clock by some ms; timers expire at their times."""
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
        """Sends octets as the window allows, and updates whether window is withheld."""
        if not self.done:
            self.outbox.flush(self._content, self._out)
        self._settle_window()

    def stop(self) -> None:
        """Stops sending and all timers."""
        self.done = True
        self.outbox.clear()
        self.handshake_deadline = None
        self._liveness = None

    def heard(self) -> None:
        """Records the receipt of octets."""
        self._close_timeout.received(self.now)
        if self._liveness is not None:
            self._liveness.received(self.now)

    def start_liveness(self) -> None:
        """Starts liveness, since the connection is open (Section "Liveness")."""
        self.handshake_deadline = None
        self._liveness = Liveness(self.limits, self.now, self._room)
        if self._ping_waits_since is not None:
            self._liveness.ping_waits(self._ping_waits_since)

    def begin_flushing(self) -> None:
        """Starts the flush timer in place of liveness, unless it runs (Sections "Timers" and "Liveness")."""
        self._liveness = None
        self._close_timeout.flushing(self.now)

    def begin_ending(self) -> None:
        """Starts the close timer with its bound, in place of any other timer (Section "Timers")."""
        self._liveness = None
        self._close_timeout.ending(self.now)

    def begin_waiting(self) -> None:
        """Starts the close timer within the bound of the flush timer (Section "Timers")."""
        self._close_timeout.answer(self.now)

    def queue_ping(self) -> Outgoing:
        """Queues a ping ahead of waiting frames."""
        data = self.host.ping_data()
        self._outstanding.append(data)
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
            self.own_error_sent()
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
        """Returns the timers with their times."""
        due: list[Due] = []
        if self.handshake_deadline is not None:
            due.append((self.handshake_deadline, self.handshake_times_out))
        if self._close_timeout.deadline is not None:
            due.append((self._close_timeout.deadline, self.close_times_out))
        if self._liveness is not None and (next_one := self._liveness.due) is not None:
            at, what = next_one
            due.append((at, self.pings_lost if what is Next.LOST else self._send_ping))
        return due

    def ping_answered(self, data: str) -> None:
        """Records a pong, which answers its ping and all earlier ones (Section "Ping")."""
        if data in self._outstanding:
            del self._outstanding[: self._outstanding.index(data) + 1]

    def _send_ping(self) -> None:
        """Sends the ping that is due, unless too many are outstanding; it then counts as sent (Section "Liveness")."""
        if len(self._outstanding) < self.limits.pingsOutstanding:
            self.queue_ping()
        elif self._liveness is not None:
            self._liveness.ping_omitted(self.now)
