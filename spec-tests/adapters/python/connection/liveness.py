"""When an endpoint of an open connection sends a ping, and when it gives the connection up (Section 10)."""

from __future__ import annotations

from enum import Enum, auto

from .limits import Limits


class Next(Enum):
    """What comes next."""

    PING = auto()
    LOST = auto()


class Liveness:
    """The clocks of Section 10; times in ms. They begin when the connection is open."""

    def __init__(self, limits: Limits, now: int, room: bool) -> None:
        self._limits = limits
        self._sent = now
        """When the last octet was sent."""
        self._heard = now
        """When the last octet was received, or the last ping sent."""
        self._received = now
        self._unanswered = 0
        self._waits_since: int | None = None
        """Since when an own ping waits for window."""
        self._room = room
        """Whether the peer has window for a pong."""
        self._last_wait: int | None = None
        """What is left of the last wait, once the count has reached its bound."""
        self._ticked = now

    def sent(self, now: int) -> None:
        """Octets went out."""
        self._sent = now

    def received(self, now: int) -> None:
        """Octets came in: the count goes back to zero."""
        self._tick(now)
        self._received = self._heard = now
        self._unanswered = 0
        self._last_wait = None

    def ping_waits(self, now: int) -> None:
        """A ping is queued, or was before the connection opened."""
        self._tick(max(now, self._ticked))
        self._waits_since = now

    def ping_sent(self, now: int, counts: bool) -> None:
        """A ping has gone out whole; those of the opening do not count."""
        self._tick(now)
        self._waits_since = None
        self._heard = now
        if counts and self._running:
            self._unanswered += 1
            if self._unanswered == self._limits.pingsUnanswered:
                self._last_wait = self._limits.pingLost

    def peer_room(self, room: bool, now: int) -> None:
        """Whether the peer has window for a pong from now on."""
        self._tick(now)
        self._room = room

    @property
    def due(self) -> tuple[int, Next] | None:
        """What is due next, and when."""
        if self._waits_since is not None:
            return max(self._received, self._waits_since) + self._limits.pingStalled, Next.LOST
        if self._limits.pingAfter == 0:
            return None
        if self._last_wait is None:
            return min(self._sent, self._heard) + self._limits.pingAfter, Next.PING
        return (self._ticked + self._last_wait, Next.LOST) if self._running else None

    @property
    def _running(self) -> bool:
        """Whether the count and its clock do not stand still."""
        return self._room and self._waits_since is None

    def _tick(self, now: int) -> None:
        """Let the clock of the last wait run up to `now`, where it does not stand still."""
        if self._last_wait is not None and self._running:
            self._last_wait -= now - self._ticked
        self._ticked = now
