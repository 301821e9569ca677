"""The close timeout, and the one of a close that waits for window in front of it (Section 8.3)."""

from __future__ import annotations

from .limits import Limits


class CloseTimeout:
    """Runs from a close of the application, and then anew from the first error frame or fault; times in ms."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._flushing_since: int | None = None
        self._began: int | None = None
        self._progress = 0
        self._withheld = False

    def flushing(self, now: int) -> None:
        """The application closes, and its error frame may have to wait for window."""
        self._flushing_since = now

    def closing(self, now: int) -> None:
        """An error frame is sent or received, or a fault found; the first of them begins the timeout."""
        if self._began is None:
            self._began = self._progress = now

    def sent(self, now: int) -> None:
        """Octets went out."""
        self._progress = now
        if self._flushing_since is not None:
            self._flushing_since = now

    def received(self, now: int) -> None:
        """Octets came in."""
        self._progress = now

    def withholds(self, withheld: bool, now: int) -> None:
        """Whether the endpoint withholds window from now on; the time in which it does is progress."""
        if self._withheld:
            self._progress = now
        self._withheld = withheld

    @property
    def deadline(self) -> int | None:
        """When the connection is given up, or None where nothing closes it yet."""
        if self._began is not None:
            bound = self._began + self._limits.closeAtMost
            return bound if self._withheld else min(bound, self._progress + self._limits.close)
        if self._flushing_since is not None:
            return self._flushing_since + self._limits.closeAtMost
        return None
