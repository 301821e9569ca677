"""The timers of an open connection: the next ping, and the loss of the peer (Section "Liveness")."""

from __future__ import annotations

from enum import Enum, auto

from .limits import Limits


class Next(Enum):
    """The next event."""

    PING = auto()
    LOST = auto()


class Liveness:
    """The timers of Section "Liveness"; times in ms. They start when the connection is open."""

    def __init__(self, limits: Limits, now: int, room: bool) -> None:
        self._limits = limits
        self._sent = now
        """The time of the last sent octet."""
        self._heard = now
        """The time of the last received octet, or of the last sent ping."""
        self._received = now
        self._unanswered = 0
        self._waits_since: int | None = None
        """The time since which an own ping waits for window."""
        self._room = room
        """Whether the peer has window for a pong."""
        self._last_wait: int | None = None
        """The rest of the last wait, once the count has reached its limit."""
        self._ticked = now

    def sent(self, now: int) -> None:
        """Records the sending of octets."""
        self._sent = now

    def received(self, now: int) -> None:
        """Records the receipt of octets: the count returns to zero."""
        self._tick(now)
        self._received = self._heard = now
        self._unanswered = 0
        self._last_wait = None

    def ping_waits(self, now: int) -> None:
        """Records a queued ping."""
        self._tick(max(now, self._ticked))
        self._waits_since = now

    def ping_sent(self, now: int, counts: bool) -> None:
        """Records the complete sending of a ping; pings of the opening do not count."""
        self._tick(now)
        self._waits_since = None
        self._count(now, counts)

    def ping_omitted(self, now: int) -> None:
        """Records a ping that was due, but not sent because too many are outstanding: it counts as sent."""
        self._tick(now)
        self._sent = now
        self._count(now, True)

    def _count(self, now: int, counts: bool) -> None:
        self._heard = now
        if counts and self._running:
            self._unanswered += 1
            if self._unanswered == self._limits.pingsUnanswered:
                self._last_wait = self._limits.pingLost

    def peer_room(self, room: bool, now: int) -> None:
        """Sets whether the peer has window for a pong."""
        self._tick(now)
        self._room = room

    @property
    def due(self) -> tuple[int, Next] | None:
        """Returns the next event and its time."""
        if self._waits_since is not None:
            return max(self._received, self._waits_since) + self._limits.pingStalled, Next.LOST
        if self._limits.pingAfter == 0:
            return None
        if self._last_wait is None:
            return min(self._sent, self._heard) + self._limits.pingAfter, Next.PING
        return (self._ticked + self._last_wait, Next.LOST) if self._running else None

    @property
    def _running(self) -> bool:
        """Returns whether the count and its timer run."""
        return self._room and self._waits_since is None

    def _tick(self, now: int) -> None:
        """Advances the timer of the last wait to `now` if it runs."""
        if self._last_wait is not None and self._running:
            self._last_wait -= now - self._ticked
        self._ticked = now
