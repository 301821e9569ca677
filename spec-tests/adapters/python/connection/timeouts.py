"""The timers of closing (Section "Timers"): the flush timer, and the close timer with one of two bounds."""

from __future__ import annotations

from enum import Enum, auto

from .limits import Limits


class Phase(Enum):
    """The part of a close that an endpoint is in."""

    FLUSHING = auto()
    """The own error frame waits, after the close of the application or the error frame of the peer."""
    ANSWER = auto()
    """The own error frame has been sent; the one of the peer has not arrived."""
    ENDING = auto()
    """Both error frames are known, or a fault was found."""


class CloseTimeout:
    """The one timer of a close; times in ms."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._phase: Phase | None = None
        self._progress = 0
        """The time at which the timer began, the last time."""
        self._bound = 0
        """The time at which the timer expires with any progress."""
        self._withheld = False

    def flushing(self, now: int) -> None:
        """Records the close of the application or the error frame of the peer, before the own error frame is sent."""
        if self._phase is None:
            self._phase = Phase.FLUSHING
            self._progress, self._bound = now, now + self._limits.flushTotal

    def answer(self, now: int) -> None:
        """Records that the own error frame has been sent and the one of the peer is awaited; the bound of the flush timer stays."""
        self._phase = Phase.ANSWER
        self._progress = now

    def ending(self, now: int) -> None:
        """Records the second of both error frames, or a fault."""
        self._phase = Phase.ENDING
        self._progress, self._bound = now, now + self._limits.closeAtMost

    def sent(self, now: int) -> None:
        """Records the sending of octets."""
        self._progress = now

    def received(self, now: int) -> None:
        """Records the receipt of octets, which is no progress to the flush timer."""
        if self._phase is not Phase.FLUSHING:
            self._progress = now

    def withholds(self, withheld: bool, now: int) -> None:
        """Sets whether the endpoint withholds window; time in which it does counts as progress, except to the flush timer."""
        if self._withheld and self._phase is not Phase.FLUSHING:
            self._progress = now
        self._withheld = withheld

    @property
    def deadline(self) -> int | None:
        """Returns the time at which the connection is given up; None before the close."""
        if self._phase is None:
            return None
        if self._phase is Phase.FLUSHING:
            return min(self._bound, self._progress + self._limits.flush)
        return self._bound if self._withheld else min(self._bound, self._progress + self._limits.close)
