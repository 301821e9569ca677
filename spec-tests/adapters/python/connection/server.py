"""A server: its opening with the decision of the application, and its close (Sections "Server Checks", "Reply" and "Closing")."""

from __future__ import annotations

from enum import Enum, auto

import frames
import handshake
import structured

from .endpoint import Endpoint, pong
from .host import Host
from .limits import Limits
from .outbox import Kind

FRAMING_FAULT = "FRAM"
REFUSED_BY_APPLICATION = 403
NOT_DECIDED_IN_TIME = 503


class Stage(Enum):
    """The stage of the opening."""

    IDLE = auto()
    DECIDING = auto()
    REFUSED = auto()
    """The refusal is sent; the server waits for the end of the request."""
    REPLIED = auto()


def reply_fields(verdict: handshake.Verdict, versions: list[int], limit: int | None = None) -> list[tuple[str, str]]:
    """Returns the status and the fields of WebSocket2 in a response (Section "Reply"); the limit is announced unless it is None."""
    fields = [(":status", str(verdict.status)), ("websocket2-error", verdict.error)]
    if verdict.error == "invalid_version":
        fields.append(("websocket2-version", ", ".join(map(str, versions))))
    method, protocol = verdict.choice
    if method is not None:
        fields.append(("websocket2-compression", ", ".join(f"{name}={value}" for name, value in method.items())))
    if protocol is not None:
        fields.append(("websocket2-protocol", structured.string(protocol)))
    if limit is not None:
        fields.append(("websocket2-limit", str(limit)))
    return fields


class Server(Endpoint):
    """The endpoint of a server."""

    def __init__(self, config: handshake.ServerConfig, limits: Limits, host: Host) -> None:
        super().__init__(limits, host)
        self._config = config
        self._stage = Stage.IDLE
        self._verdict: handshake.Verdict | None = None
        self._held = bytearray()
        """The octets received before the reply; they are not read, and their window is withheld."""
        self._second_ping_came = False
        self.outbox.gate_open = False

    def headers(self, fields: handshake.Fields, ended: bool) -> None:
        """Makes the checks of Section "Server Checks"; if all pass, the application decides."""
        self.peer_ended = ended
        self._verdict = handshake.serve(fields, ended, self._config)
        if self._verdict is None:
            raise ValueError("no handshake")
        if self._verdict.check is not None:
            self._refuse(self._verdict)
            return
        if handshake.expects_continue(fields):
            self.host.headers([(":status", "100")])
        self._stage = Stage.DECIDING
        self.handshake_deadline = self.now + self.limits.handshake
        self.host.tell({"decide": True})

    def accept(self) -> None:
        """Sends the 200 and reads the octets received meanwhile."""
        if self._stage is not Stage.DECIDING or self.done:
            return
        assert self._verdict is not None
        self._stage = Stage.REPLIED
        self.host.headers(reply_fields(self._verdict, self._config.versions, self.announced_limit))
        self.peer_limit = self._verdict.limit
        self.handshake_deadline = self.now + self.limits.handshake
        self.negotiated(self._verdict.choice)
        held = bytes(self._held)
        self._held.clear()
        self.read(held)

    def refuse(self, status: int = REFUSED_BY_APPLICATION) -> None:
        """Refuses the handshake for the application."""
        if self._stage is Stage.DECIDING and not self.done:
            self._refuse(handshake.Verdict(status, "rejected", "application"))

    def _refuse(self, verdict: handshake.Verdict) -> None:
        """Sends a refusal and waits for the end of the request (Section "Refusal")."""
        self._stage = Stage.REFUSED
        self._held.clear()
        self.host.headers(reply_fields(verdict, self._config.versions))
        self.host.end_stream()
        if self.peer_ended:
            self.stop()
        else:
            self.handshake_deadline = self.now + self.limits.refusalLinger

    def receive(self, octets: bytes) -> None:
        """Receives the content of one DATA frame."""
        if self._stage is Stage.DECIDING:
            if len(self._held) + len(octets) > self.limits.undecidedContent:
                self._refuse(handshake.Verdict(400, "rejected", "content"))
                self.host.tell({"failed": {}})
                return
            self._held += octets
        elif self._stage is Stage.REPLIED:
            super().receive(octets)

    @property
    def holds_window(self) -> bool:
        """Returns whether stream window is withheld: also before the reply, for received octets."""
        return bool(self._held) and not self.done or super().holds_window

    @property
    def takes_messages(self) -> bool:
        """Returns whether the application may send: from the reply on (Section "Acceptance")."""
        return self._stage is Stage.REPLIED and not self.done and not self.is_closing

    def take_opening_frame(self, frame: frames.Frame) -> None:
        """Receives the opening ping (Section "Acceptance")."""
        if frame.get("kind") != "ping":
            self.opening_fault(FRAMING_FAULT)
            return
        self.outbox.lead(pong(frame["data"], Kind.OPENING_PONG))
        self.outbox.gate_open = True
        assert self._verdict is not None
        self.open(self._verdict.choice)

    def opening_fault(self, code: str) -> None:
        """Sends an error frame in place of the opening pong."""
        self.handshake_deadline = None
        self.outbox.gate_open = True
        self.fault(code)

    def opening_ends(self, why: str, reset: str | None = None) -> None:
        """Ends a stream on which no connection opens."""
        if self._stage is Stage.REFUSED:
            if why == "timeout":
                self.host.reset("NO_ERROR")
            self.stop()
            return
        if self._stage is Stage.DECIDING and why == "end":
            self._refuse(handshake.Verdict(400, "rejected", "content"))
        elif self._stage is Stage.DECIDING and why == "timeout":
            self._refuse(handshake.Verdict(NOT_DECIDED_IN_TIME, "rejected", "application"))
        else:
            self.stop()
            if why == "end":
                self.host.end_stream()
            elif why in ("close", "timeout"):
                self.host.reset("CANCEL")
        self.host.tell({"failed": {}})

    def close(self, status: int | None = None, reason: str = "") -> None:
        """Closes; before the opening pong is sent, a close cancels the stream (Section "Acceptance")."""
        if self._stage is Stage.REFUSED:
            return
        if self.is_open and not self.is_closing and self.outbox.has(Kind.OPENING_PONG):
            self.host.reset("CANCEL")
            self.finish()
        else:
            super().close(status, reason)

    def terminate(self) -> None:
        """Has no effect after a refusal."""
        if self._stage is not Stage.REFUSED:
            super().terminate()

    def answer_ping(self, data: str) -> None:
        """Answers a ping; the second ping belongs to the opening and is not counted (Section "Limits")."""
        if self._second_ping_came:
            super().answer_ping(data)
        else:
            self._second_ping_came = True
            self.queue_pong(data)

    def own_error_out(self) -> None:
        """Sends END_STREAM if the client has ended."""
        if self.peer_ended:
            self.host.end_stream()
            self.finish()

    def end_of_both(self) -> None:
        """Sends END_STREAM: the client has ended."""
        self.host.end_stream()

    def end_abnormally(self) -> None:
        """Sends END_STREAM; cancels the stream if octets wait for window (Section "Closing")."""
        if self.outbox.empty:
            self.host.end_stream()
        else:
            self.host.reset("CANCEL")

    def end_before_own_error(self) -> None:
        """Keeps the own error frame queued."""

    def give_up_close(self) -> None:
        """Sends END_STREAM, and resets the stream if the client has not ended."""
        self.host.end_stream()
        if not self.peer_ended:
            self.host.reset("NO_ERROR")
