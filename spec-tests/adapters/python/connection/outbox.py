"""What waits to go out: the order of frames, and the window that lets them out (Sections 6.5, 8 and 12)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Callable


class Kind(Enum):
    """What a frame that goes out is, as far as its place depends on it."""

    OPENING_PONG = auto()
    PING = auto()
    PONG = auto()
    MESSAGE = auto()
    ERROR = auto()


@dataclass
class Outgoing:
    """One frame on its way out; `sent` of its octets have gone."""

    kind: Kind
    octets: bytes
    data: str = ""
    """The Data of a ping."""
    sent: int = 0

    @property
    def begun(self) -> bool:
        """Whether an octet of it has gone out."""
        return self.sent > 0

    @property
    def out(self) -> bool:
        """Whether all of it has gone out."""
        return self.sent == len(self.octets)


class Outbox:
    """Frames in the order in which they go out. Only the first one can have begun."""

    def __init__(self) -> None:
        self.window: int | None = None
        """How many octets may go out; None for any number."""
        self.gate_open = True
        """Whether frames may go out at all; a server's messages wait for its opening pong (Section 4.3.1)."""
        self._frames: list[Outgoing] = []

    def append(self, frame: Outgoing) -> None:
        """Queue a frame behind all others."""
        self._frames.append(frame)

    def lead(self, frame: Outgoing) -> None:
        """Queue a frame in front of everything: nothing has gone out yet."""
        self._frames.insert(0, frame)

    def hurry(self, frame: Outgoing) -> None:
        """Queue a ping or pong behind the frame in hand and other pings and pongs, ahead of what else waits."""
        place = 0
        while place < len(self._frames) and self._stays_in_front(self._frames[place]):
            place += 1
        self._frames.insert(place, frame)

    def replace_pong(self, frame: Outgoing) -> None:
        """Queue a pong in the place of those that wait: the latest ping alone is answered (Section 6.5)."""
        self._frames = [other for other in self._frames if other.kind is not Kind.PONG or other.begun]
        self.hurry(frame)

    def drop(self, keep: Outgoing | None = None) -> None:
        """Drop what has not begun, except for one frame."""
        self._frames = [frame for frame in self._frames if frame.begun or frame is keep]

    def clear(self) -> None:
        """Drop everything, the frame in hand too."""
        self._frames.clear()

    def has(self, kind: Kind) -> bool:
        """Whether a frame of this kind has not gone out whole."""
        return any(frame.kind is kind for frame in self._frames)

    def flush(self, send: Callable[[bytes], None], done: Callable[[Outgoing], None]) -> None:
        """Send what the window lets out, and call `done` for each frame that has gone out whole."""
        while self.gate_open and self._frames and self.window != 0:
            frame = self._frames[0]
            piece = frame.octets[frame.sent :][: self.window]
            frame.sent += len(piece)
            if self.window is not None:
                self.window -= len(piece)
            send(piece)
            if frame.out:
                self._frames.pop(0)
                done(frame)

    @staticmethod
    def _stays_in_front(frame: Outgoing) -> bool:
        return frame.begun or frame.kind in (Kind.OPENING_PONG, Kind.PING, Kind.PONG)
