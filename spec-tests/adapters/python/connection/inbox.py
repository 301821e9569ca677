"""Messages that wait for the application, and the limits on them (Sections 3 and 12)."""

from __future__ import annotations

from collections import deque
from typing import Any, Callable

from .limits import Limits

Event = dict[str, Any]


class Inbox:
    """Hands events to the application in order; while it is paused they wait."""

    def __init__(self, limits: Limits, tell: Callable[[Event], None]) -> None:
        self._limits = limits
        self._tell = tell
        self._waiting: deque[Event] = deque()
        self._messages = 0
        self._octets = 0
        self._paused = False
        self._kept = False

    def message(self, frame: Event, size: int) -> None:
        """Deliver a message of `size` octets."""
        self._messages += 1
        self._octets += size
        self._put({"message": frame})

    def last(self, event: Event) -> None:
        """Tell that the connection is closed, behind the last message."""
        self._put(event)

    def pause(self) -> None:
        """The application takes nothing more."""
        self._paused = True

    def resume(self) -> None:
        """The application takes what waits, and what comes."""
        self._paused = False
        self._hand_over()

    def keep(self) -> None:
        """Keep what comes until the connection is open (Section 4.4.1)."""
        self._kept = True

    def release(self) -> None:
        """The connection is open."""
        self._kept = False
        self._hand_over()

    @property
    def over(self) -> bool:
        """Whether the messages that wait are over one of the limits."""
        return self._octets > self._limits.queuedOctets or self._messages > self._limits.queuedMessages

    def _put(self, event: Event) -> None:
        self._waiting.append(event)
        self._hand_over()

    def _hand_over(self) -> None:
        if self._kept or self._paused and self._messages > 0:
            return
        self._messages = self._octets = 0
        while self._waiting:
            self._tell(self._waiting.popleft())
