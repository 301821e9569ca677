"""The queue of frames to send, and the window (Sections "Ping", "Closing" and "Flow Control")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Callable


class Kind(Enum):
    """The kind of a queued frame; it determines the place in the queue."""

    OPENING_PONG = auto()
    PING = auto()
    PONG = auto()
    MESSAGE = auto()
    ERROR = auto()


@dataclass
class Outgoing:
    """One queued frame, of which `sent` octets have been sent."""

    kind: Kind
    octets: bytes
    data: str = ""
    """The Data of a ping."""
    sent: int = 0

    @property
    def begun(self) -> bool:
        """Returns whether an octet of the frame has been sent."""
        return self.sent > 0

    @property
    def out(self) -> bool:
        """Returns whether the whole frame has been sent."""
        return self.sent == len(self.octets)


class Outbox:
    """Frames in the order in which they are sent. Only the first one may have begun."""

    def __init__(self) -> None:
        self.window: int | None = None
        """The number of octets that may be sent; None for any number."""
        self.gate_open = True
        """Whether frames may be sent; the messages of a server wait for its opening pong (Section "Acceptance")."""
        self._frames: list[Outgoing] = []

    def append(self, frame: Outgoing) -> None:
        """Queues a frame after all others."""
        self._frames.append(frame)

    def lead(self, frame: Outgoing) -> None:
        """Queues a frame before all others; no frame has begun."""
        self._frames.insert(0, frame)

    def hurry(self, frame: Outgoing) -> None:
        """Queues a ping or pong after the frame in progress and other pings and pongs, before all other frames."""
        place = 0
        while place < len(self._frames) and self._stays_in_front(self._frames[place]):
            place += 1
        self._frames.insert(place, frame)

    def replace_pong(self, frame: Outgoing) -> None:
        """Queues a pong in place of the waiting ones: only the latest ping is answered (Section "Ping")."""
        self._frames = [other for other in self._frames if other.kind is not Kind.PONG or other.begun]
        self.hurry(frame)

    def drop(self, keep: Outgoing | None = None) -> None:
        """Drops the frames that have not begun, except one."""
        self._frames = [frame for frame in self._frames if frame.begun or frame is keep]

    def clear(self) -> None:
        """Drops all frames, including the frame in progress."""
        self._frames.clear()

    @property
    def empty(self) -> bool:
        """Returns whether all frames have been sent."""
        return not self._frames

    def has(self, kind: Kind) -> bool:
        """Returns whether a frame of this kind is queued."""
        return any(frame.kind is kind for frame in self._frames)

    def flush(self, send: Callable[[bytes], None], done: Callable[[Outgoing], None]) -> None:
        """Sends octets as the window allows, and calls `done` for each frame that is sent completely."""
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
