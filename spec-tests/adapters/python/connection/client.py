"""A client: its opening with the second ping, and its close (Sections "Request", "Client Checks" and "Closing")."""

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
"""The checks of Section "Client Checks" that report the content of the response."""


class Stage(Enum):
    """The stage of the opening."""

    IDLE = auto()
    REQUESTED = auto()
    REFUSED = auto()
    """A check has failed; the content of the response is read for the report."""
    REPLIED = auto()
    CONFIRMING = auto()
    """The opening pong has arrived; the application waits for the second pong."""


def request_fields(config: handshake.ClientConfig, limit: int | None) -> list[tuple[str, str]]:
    """Returns the fields of WebSocket2 in a request (Sections "Version" to "Message Limit"); the limit is announced unless it is None."""
    fields = [("websocket2-version", "1")]
    if config.compression:
        offer = (f"{method}=({least} {greatest})" for method, (least, greatest) in config.compression.items())
        fields.append(("websocket2-compression", ", ".join(offer)))
    if config.protocols:
        fields.append(("websocket2-protocol", ", ".join(map(structured.string, config.protocols))))
    if limit is not None:
        fields.append(("websocket2-limit", str(limit)))
    return fields


class Client(Endpoint):
    """The endpoint of a client. With `confirm` its application waits for the second pong (Section "The Second Ping")."""

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
        """The Data of sent pings without an answer, in order."""
        self._second: Outgoing | None = None
        self._second_answered = False

    def connect(self) -> None:
        """Sends the request and the opening ping together."""
        self._stage = Stage.REQUESTED
        self.host.headers(request_fields(self._config, self.announced_limit))
        self._opening_data = self.queue_ping().data
        self.handshake_deadline = self.now + self.limits.handshake

    def headers(self, fields: handshake.Fields, ended: bool) -> None:
        """Checks the header section of a response (Section "Client Checks")."""
        if self._stage is not Stage.REQUESTED or self.done or handshake.is_interim(fields):
            return
        found = handshake.client_check(fields, ended, self._config)
        if not isinstance(found, str):
            self._stage, self._choice = Stage.REPLIED, found
            self.peer_limit = handshake.announced_limit(fields)
            self.negotiated(found)
        elif found in REPORTS_CONTENT and not ended:
            self._stage, self._failed_check = Stage.REFUSED, found
            assert self.handshake_deadline is not None
            self.handshake_deadline = min(self.handshake_deadline, self.now + self.limits.refusalLinger)
        else:
            self._fail(found)

    def receive(self, octets: bytes) -> None:
        """Receives the content of one DATA frame; keeps the content of a refusal for the report."""
        if self._stage is not Stage.REFUSED or self.done:
            super().receive(octets)
            return
        room = self.limits.refusalBody - len(self._report)
        self._report += octets[:room]
        if len(octets) >= room:
            self._fail(self._failed_check)

    def take_opening_frame(self, frame: frames.Frame) -> None:
        """Receives the opening pong and, with `confirm`, the frames before the second pong."""
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
        self.ping_answered(frame["data"])
        self._second = self.queue_ping()
        if self._confirm:
            self._stage = Stage.CONFIRMING
            self.inbox.keep()
        else:
            self.open(self._choice)

    def _error_while_confirming(self, frame: frames.Frame) -> None:
        """Handles an error frame: CLOS opens and closes the connection, any other Code refuses it (Section "The Second Ping")."""
        if frame["code"] != "CLOS":
            self._fail("refused", frame)
            return
        self.open(self._choice)
        self.receive_error(frame)

    def opening_fault(self, code: str) -> None:
        """Fails the opening: a malformed frame is not the awaited pong."""
        self._fail("opening-pong")

    def opening_ends(self, why: str, reset: str | None = None) -> None:
        """Fails the opening with the check of the event; in the stage `refused`, with the check that failed before."""
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
        """Fails the opening, and reports the check."""
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
        """Returns False for the pings of the opening, which do not count for liveness."""
        if frame.data == self._opening_data:
            return False
        self._unanswered.append(frame.data)
        return frame is not self._second

    def pong_received(self, data: str) -> None:
        """Handles a pong, which answers its ping and all earlier ones (Section "Ping").

        The pong of the second ping opens a connection with `confirm`.
        """
        self.ping_answered(data)
        if data not in self._unanswered:
            return
        self._second_answered = True  # the second ping is the first of them
        del self._unanswered[: self._unanswered.index(data) + 1]
        if not self.is_open:
            self.open(self._choice)

    def check_of_break(self) -> str | None:
        """Returns not-duplex if the second ping has no answer and no close is in progress."""
        own_began = self.own_error is not None and self.own_error.begun
        if self._second_answered or self.peer_error is not None or own_began or self.fault_found:
            return None
        return "not-duplex"

    def own_error_out(self) -> None:
        """Sends END_STREAM with the error frame."""
        self.host.end_stream()

    def end_abnormally(self) -> None:
        """Cancels the stream, unless the own error frame was sent with END_STREAM."""
        if self.own_error is None or not self.own_error.out:
            self.host.reset("CANCEL")

    def end_before_own_error(self) -> None:
        """Cancels the stream."""
        self.host.reset("CANCEL")
        self.finish()

    def give_up_close(self) -> None:
        """Cancels the stream."""
        self.host.reset("CANCEL")
