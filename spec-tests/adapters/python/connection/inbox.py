"""Messages that wait for the application, and their limits (Sections "Use of HTTP" and "Flow Control")."""

from __future__ import annotations

from collections import deque
from typing import Any, Callable

from .limits import Limits

Event = dict[str, Any]


class Inbox:
    """Delivers events to the application in order; queues them while it is paused."""

    def __init__(self, limits: Limits, tell: Callable[[Event], None]) -> None:
        self._limits = limits
        self._tell = tell
        self._waiting: deque[Event] = deque()
        self._messages = 0
        self._octets = 0
        self._paused = False
        self._kept = False

    def message(self, frame: Event, size: int) -> None:
        """Delivers a message of `size` octets."""
        self._messages += 1
        self._octets += size
        self._put({"message": frame})

    def last(self, event: Event) -> None:
        """Reports the close of the connection after the last message."""
        self._put(event)

    def pause(self) -> None:
        """Pauses delivery."""
        self._paused = True

    def resume(self) -> None:
        """Delivers the queued events, and resumes delivery."""
        self._paused = False
        self._hand_over()

    def keep(self) -> None:
        """Queues events until the connection is open (Section "The Second Ping")."""
        self._kept = True

    def release(self) -> None:
        """Delivers the queued events: the connection is open."""
        self._kept = False
        self._hand_over()

    @property
    def over(self) -> bool:
        """Returns whether the queued messages exceed a limit."""
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
