"""One HTTP/2 connection by the library h2: octets between a socket and endpoints."""

from __future__ import annotations

import socket
import time

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions
from h2.settings import SettingCodes, Settings

from endpoint import Endpoint

TICK = 0.1
"""Seconds between two checks of the timers."""


class SessionStream:
    """The stream of an endpoint."""

    def __init__(self, session: "Session", number: int) -> None:
        self.session = session
        self.number = number
        self.wants_end = False
        self.over = False

    def wake(self) -> None:
        """Does nothing: the session sends queued octets after each event."""

    def end(self) -> None:
        """Sends END_STREAM after all queued octets."""
        self.wants_end = True

    def reset(self, code: str) -> None:
        """Sends RST_STREAM, after a requested END_STREAM."""
        self.session.pump()
        try:
            self.session.http.reset_stream(self.number, h2.errors.ErrorCodes[code])
        except h2.exceptions.H2Error:
            pass
        self.over = True


class Session:
    """The common part of both roles."""

    def __init__(self, sock: socket.socket, client: bool) -> None:
        self.sock = sock
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(TICK)
        self.http = h2.connection.H2Connection(h2.config.H2Configuration(client_side=client, header_encoding="latin-1"))
        self.endpoints: dict[int, tuple[SessionStream, Endpoint]] = {}
        if client:
            values = {**dict(self.http.local_settings), SettingCodes.ENABLE_PUSH: 0}
            self.http.local_settings = Settings(client=True, initial_values=values)
        else:
            self.http.local_settings[SettingCodes.MAX_CONCURRENT_STREAMS] = 2000
        self.http.initiate_connection()

    def run(self) -> None:
        """Runs until the connection has ended."""
        try:
            self.flush()
            while not self.is_done():
                try:
                    octets = self.sock.recv(65536)
                except socket.timeout:
                    octets = None
                if octets == b"":
                    return
                for event in self.http.receive_data(octets) if octets else []:
                    self.event(event)
                self.tick()
                self.pump()
                self.flush()
        except (OSError, h2.exceptions.ProtocolError):
            try:
                self.flush()
            except OSError:
                pass
        finally:
            self.sock.close()

    def is_done(self) -> bool:
        """Returns whether the session is finished."""
        return False

    def flush(self) -> None:
        """Writes the octets of h2; waits up to 30 s for a peer that does not read."""
        octets = self.http.data_to_send()
        if octets:
            self.sock.settimeout(30)
            self.sock.sendall(octets)
            self.sock.settimeout(TICK)

    def event(self, event: h2.events.Event) -> None:
        """Handles one event of h2."""
        if isinstance(event, h2.events.DataReceived):
            self.http.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        known = self.endpoints.get(getattr(event, "stream_id", None) or 0)
        if known is None:
            return
        stream, endpoint = known
        if isinstance(event, h2.events.DataReceived):
            endpoint.receive(event.data)
        elif isinstance(event, h2.events.StreamEnded):
            endpoint.end_stream()
        elif isinstance(event, h2.events.StreamReset):
            stream.over = endpoint.closed = True

    def pump(self) -> None:
        """Sends octets of every endpoint as the windows allow."""
        for number, (stream, endpoint) in self.endpoints.items():
            if stream.over:
                continue
            try:
                self._pump(number, stream, endpoint)
            except h2.exceptions.H2Error:
                stream.over = True

    def _pump(self, number: int, stream: SessionStream, endpoint: Endpoint) -> None:
        while endpoint.queue:
            room = min(self.http.local_flow_control_window(number), self.http.max_outbound_frame_size)
            if room <= 0:
                return
            self.http.send_data(number, endpoint.take(room))
        endpoint.drained()
        if stream.wants_end and not stream.over:
            stream.wants_end = False
            self.http.end_stream(number)

    def tick(self) -> None:
        """Checks the timers."""
        now = time.monotonic()
        for stream, endpoint in self.endpoints.values():
            if endpoint.deadline is not None and endpoint.deadline <= now and not stream.over:
                endpoint.expire()
