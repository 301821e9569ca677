"""The meaning of a received error frame (Sections "Error" and "Close Codes")."""

from __future__ import annotations

from dataclasses import dataclass

import frames

CLOSE_CODES = {"UTF8": 1007, "DECO": 1007, "FRAM": 1002, "LRGE": 1009}
"""Close codes of the error codes other than CLOS (Section "Error")."""

NO_STATUS = 1005
PROTOCOL_ERROR = 1002


@dataclass(frozen=True)
class PeerError:
    """A received error frame; an unknown Code counts as FRAM (Section "Error")."""

    code: str
    status: int | None
    reason: str

    @classmethod
    def of(cls, frame: frames.Frame) -> "PeerError":
        """Reads a frame. The Status counts only with CLOS; a Status that no sender may send counts as 1002."""
        if frame["code"] != "CLOS":
            return cls(frames.known_code(frame["code"]), None, frame.get("reason", ""))
        status = frame.get("status")
        if status is not None and not frames.is_sendable_status(status):
            status = PROTOCOL_ERROR
        return cls("CLOS", status, frame.get("reason", ""))

    @property
    def close_code(self) -> int:
        """Returns the close code that an endpoint reports (Section "Close Codes")."""
        if self.code == "CLOS":
            return NO_STATUS if self.status is None else self.status
        return CLOSE_CODES[self.code]
