"""What a received error frame counts as (Sections 6.4 and 8.5)."""

from __future__ import annotations

from dataclasses import dataclass

import frames

CLOSE_CODES = {"UTF8": 1007, "DECO": 1007, "FRAM": 1002, "LRGE": 1009}
"""Close codes of the error codes other than CLOS (Table 17)."""

NO_STATUS = 1005
PROTOCOL_ERROR = 1002


@dataclass(frozen=True)
class PeerError:
    """An error frame that was received, as it counts: a Code that is not known is FRAM (Section 6.4)."""

    code: str
    status: int | None
    reason: str

    @classmethod
    def of(cls, frame: frames.Frame) -> "PeerError":
        """Read a frame; only with CLOS does its Status count, and out of the senders' range it is 1002."""
        if frame["code"] != "CLOS":
            return cls(frames.known_code(frame["code"]), None, frame.get("reason", ""))
        status = frame.get("status")
        if status is not None and not frames.is_sendable_status(status):
            status = PROTOCOL_ERROR
        return cls("CLOS", status, frame.get("reason", ""))

    @property
    def close_code(self) -> int:
        """What an endpoint reports for it (Section 8.5)."""
        if self.code == "CLOS":
            return NO_STATUS if self.status is None else self.status
        return CLOSE_CODES[self.code]
