"""The close timeout, and the timeout of a close that waits for window (Section 8.3)."""

from __future__ import annotations

from .limits import Limits


class CloseTimeout:
    """Runs from the close of the application, and again from the first error frame or fault; times in ms."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._flushing_since: int | None = None
        self._began: int | None = None
        self._progress = 0
        self._withheld = False

    def flushing(self, now: int) -> None:
        """Records a close of the application, whose error frame may wait for window."""
        self._flushing_since = now

    def closing(self, now: int) -> None:
        """Records an error frame or a fault; the first one starts the timeout."""
        if self._began is None:
            self._began = self._progress = now

    def sent(self, now: int) -> None:
        """Records the sending of octets."""
        self._progress = now
        if self._flushing_since is not None:
            self._flushing_since = now

    def received(self, now: int) -> None:
        """Records the receipt of octets."""
        self._progress = now

    def withholds(self, withheld: bool, now: int) -> None:
        """Sets whether the endpoint withholds window; time in which it does counts as progress."""
        if self._withheld:
            self._progress = now
        self._withheld = withheld

    @property
    def deadline(self) -> int | None:
        """Returns the time at which the connection is given up; None before the close."""
        if self._began is not None:
            bound = self._began + self._limits.closeAtMost
            return bound if self._withheld else min(bound, self._progress + self._limits.close)
        if self._flushing_since is not None:
            return self._flushing_since + self._limits.closeAtMost
        return None
