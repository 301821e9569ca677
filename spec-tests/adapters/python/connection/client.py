"""A client: its opening, with the second ping, and its ways to close (Sections 4.1, 4.4 and 8)."""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

import frames
import handshake
import structured

from .endpoint import Endpoint
from .host import Host
from .limits import Limits
from .outbox import Outgoing

REPORTS_CONTENT = ("status", "refused")
"""The checks of Table 10 that report the content of the response."""


class Stage(Enum):
    """How far the opening is."""

    IDLE = auto()
    REQUESTED = auto()
    REFUSED = auto()
    """A check has failed, and the content of the response is read for the report."""
    REPLIED = auto()
    CONFIRMING = auto()
    """The opening pong is there, and the application waits for that of the second ping."""


def request_fields(config: handshake.ClientConfig) -> list[tuple[str, str]]:
    """The fields of this document in a request (Sections 4.1.1 to 4.1.3)."""
    fields = [("websocket2-version", "1")]
    if config.compression:
        offer = (f"{method}=({least} {greatest})" for method, (least, greatest) in config.compression.items())
        fields.append(("websocket2-compression", ", ".join(offer)))
    if config.protocols:
        fields.append(("websocket2-protocol", ", ".join(map(structured.string, config.protocols))))
    return fields


class Client(Endpoint):
    """The client's end. `confirm` says whether its application waits for the second pong (Section 4.4.1)."""

    def __init__(self, config: handshake.ClientConfig, confirm: bool, limits: Limits, host: Host) -> None:
        super().__init__(limits, host)
        self._config = config
        self._confirm = confirm
        self._stage = Stage.IDLE
        self._choice: handshake.Choice = (None, None)
        self._failed_check = ""
        self._report = bytearray()
        self._opening_data = ""
        self._unanswered: list[str] = []
        """The Data of own pings that have gone out and were not answered, in order."""
        self._second: Outgoing | None = None
        self._second_answered = False

    def connect(self) -> None:
        """Send the request, and the opening ping in the same flight."""
        self._stage = Stage.REQUESTED
        self.host.headers(request_fields(self._config))
        self._opening_data = self.queue_ping().data
        self.handshake_deadline = self.now + self.limits.handshake

    def headers(self, fields: handshake.Fields, ended: bool) -> None:
        """Make the checks of a response's header section (Table 10)."""
        if self._stage is not Stage.REQUESTED or self.done or handshake.is_interim(fields):
            return
        found = handshake.client_check(fields, ended, self._config)
        if not isinstance(found, str):
            self._stage, self._choice = Stage.REPLIED, found
            self.negotiated(found)
        elif found in REPORTS_CONTENT and not ended:
            self._stage, self._failed_check = Stage.REFUSED, found
            assert self.handshake_deadline is not None
            self.handshake_deadline = min(self.handshake_deadline, self.now + self.limits.refusalLinger)
        else:
            self._fail(found)

    def receive(self, octets: bytes) -> None:
        """The content of one DATA frame; that of a response that opens nothing is kept for the report."""
        if self._stage is not Stage.REFUSED or self.done:
            super().receive(octets)
            return
        room = self.limits.refusalBody - len(self._report)
        self._report += octets[:room]
        if len(octets) >= room:
            self._fail(self._failed_check)

    def take_opening_frame(self, frame: frames.Frame) -> None:
        """The first frame is the opening pong; behind it what comes before the second pong, where one waits for it."""
        if self._stage is Stage.REPLIED:
            self._first_frame(frame)
        elif frame["type"] == "error":
            self._error_while_confirming(frame)
        elif frame["type"] != "ping":
            self.message(frame)
            if self.inbox.over:
                self.open(self._choice)
        elif frame["kind"] == "ping":
            self.answer_ping(frame["data"])
        else:
            self.pong_received(frame["data"])

    def _first_frame(self, frame: frames.Frame) -> None:
        if frame.get("kind") != "pong" or frame["data"] != self._opening_data:
            self._fail("opening-pong", frame)
            return
        self._second = self.queue_ping()
        if self._confirm:
            self._stage = Stage.CONFIRMING
            self.inbox.keep()
        else:
            self.open(self._choice)

    def _error_while_confirming(self, frame: frames.Frame) -> None:
        """CLOS opens the connection and closes it; any other Code refuses it (Section 4.4.1)."""
        if frame["code"] != "CLOS":
            self._fail("refused", frame)
            return
        self.open(self._choice)
        self.receive_error(frame)

    def opening_fault(self, code: str) -> None:
        """A frame with a fault is not the pong that is waited for."""
        self._fail("opening-pong")

    def opening_ends(self, why: str, reset: str | None = None) -> None:
        """The check that this fails; in `refused` one has failed already."""
        if self._stage is Stage.REFUSED:
            self._fail(self._failed_check, cancel=why not in ("reset", "lost"))
            return
        confirming = self._stage is Stage.CONFIRMING
        check = {
            "end": "not-duplex" if confirming else "ended",
            "reset": "not-duplex" if confirming else "aborted",
            "lost": "not-duplex" if confirming else "aborted",
            "close": "cancelled",
            "timeout": "timeout",
        }[why]
        self._fail(check, cancel=why not in ("reset", "lost"), reset=reset)

    def _fail(
        self, check: str, frame: frames.Frame | None = None, *, cancel: bool = True, reset: str | None = None
    ) -> None:
        """Abandon the opening, and report the check with what was seen."""
        failed: dict[str, Any] = {"check": check}
        if frame is not None and frame["type"] == "error":
            failed["code"] = frames.known_code(frame["code"])
        if reset is not None:
            failed["reset"] = reset
        if self._report:
            failed["content"] = self._report.hex()
        if cancel:
            self.host.reset("CANCEL")
        self.stop()
        self.host.tell({"failed": failed})

    def ping_out(self, frame: Outgoing) -> bool:
        """Those of the opening do not count for liveness."""
        if frame.data == self._opening_data:
            return False
        self._unanswered.append(frame.data)
        return frame is not self._second

    def pong_received(self, data: str) -> None:
        """A pong answers its ping and all before it (Section 6.5); that of the second one may open the connection."""
        if data not in self._unanswered:
            return
        self._second_answered = True  # it is the first of them
        del self._unanswered[: self._unanswered.index(data) + 1]
        if not self.is_open:
            self.open(self._choice)

    def check_of_break(self) -> str | None:
        """not-duplex where the second ping has no answer, no error frame went either way, and no fault was found."""
        own_began = self.own_error is not None and self.own_error.begun
        if self._second_answered or self.peer_error is not None or own_began or self.fault_found:
            return None
        return "not-duplex"

    def own_error_out(self) -> None:
        """END_STREAM goes with the error frame."""
        self.host.end_stream()

    def end_abnormally(self) -> None:
        """Cancel what is not ended yet."""
        if self.own_error is None or not self.own_error.out:
            self.host.reset("CANCEL")

    def end_before_own_error(self) -> None:
        """The stream is of no more use."""
        self.host.reset("CANCEL")
        self.finish()

    def give_up_close(self) -> None:
        """Cancel the stream."""
        self.host.reset("CANCEL")
