"""An echo server in cleartext: prints its URL, then serves until its process ends. `python3 server.py [PORT]`"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time

from endpoint import MESSAGE_LIMIT, ServerEndpoint
from session import Session, SessionStream

import h2.errors
import h2.events
import h2.exceptions
import handshake

METHODS = {"lz4": (1, 9), "deflate": (9, 15)}
CONFIG = handshake.ServerConfig(versions=[1], origins=[], protocols=[], compression=METHODS)

LINGER = 1.0
"""Seconds that a refused request may take to end (Section "Reply")."""

CACHE = ("cache-control", "no-store, no-transform")


class ServerSession(Session):
    """Accepts or refuses each request."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock, False)
        self.lingering: dict[int, float] = {}

    def event(self, event: h2.events.Event) -> None:
        """Handles requests, and the end of refused ones."""
        if isinstance(event, h2.events.RequestReceived):
            try:
                self.request(event.stream_id, handshake.Fields(event.headers), event.stream_ended is not None)
            except (h2.exceptions.StreamClosedError, h2.exceptions.StreamIDTooLowError):
                pass  # the client reset the stream in the same octets
        elif isinstance(event, (h2.events.StreamEnded, h2.events.StreamReset)):
            self.lingering.pop(event.stream_id, None)
        super().event(event)

    def tick(self) -> None:
        """Resets refused requests that do not end."""
        super().tick()
        for number in [number for number, until in self.lingering.items() if until <= time.monotonic()]:
            del self.lingering[number]
            try:
                self.http.reset_stream(number, h2.errors.ErrorCodes.NO_ERROR)
            except h2.exceptions.H2Error:
                pass

    def request(self, number: int, fields: handshake.Fields, ended: bool) -> None:
        """Makes the checks of Section "Server Checks" and responds."""
        verdict = handshake.serve(fields, ended, CONFIG)
        if verdict is None:
            self.http.send_headers(number, [(":status", "404")], end_stream=True)
            return
        if verdict.status != 200:
            self.refuse(number, fields, verdict, ended)
            return
        if handshake.expects_continue(fields):
            self.http.send_headers(number, [(":status", "100")])
        choice, _ = verdict.choice
        reply = [
            (":status", "200"),
            ("content-type", handshake.MEDIA_TYPE),
            CACHE,
            ("incremental", "?1"),
            ("websocket2-error", verdict.error),
            ("websocket2-limit", str(MESSAGE_LIMIT)),
        ]
        if choice:
            reply.append(("websocket2-compression", ", ".join(f"{name}={value}" for name, value in choice.items())))
        self.http.send_headers(number, reply)
        stream = SessionStream(self, number)
        endpoint = ServerEndpoint(stream, choice)
        endpoint.peer_limit = verdict.limit
        self.endpoints[number] = (stream, endpoint)

    def refuse(self, number: int, fields: handshake.Fields, verdict: handshake.Verdict, ended: bool) -> None:
        """Sends a refusal, with content except in answer to HEAD."""
        content = json.dumps({"status": verdict.status, "check": verdict.check}).encode()
        reply = [
            (":status", str(verdict.status)),
            ("content-type", "application/problem+json"),
            CACHE,
            ("websocket2-error", verdict.error),
        ]
        if verdict.check == "method":
            reply.append(("allow", "POST"))
        if verdict.check == "version":
            reply.append(("websocket2-version", "1"))
        head = fields.joined(":method") == "HEAD"
        self.http.send_headers(number, reply, end_stream=head)
        if not head:
            self.http.send_data(number, content, end_stream=True)
        if not ended:
            self.lingering[number] = time.monotonic() + LINGER


def main() -> None:
    """Listens on the loopback interface, with a thread for each connection."""
    server = socket.create_server(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 0), backlog=200)
    print(f"http://127.0.0.1:{server.getsockname()[1]}/echo", flush=True)
    while True:
        sock, _ = server.accept()
        threading.Thread(target=ServerSession(sock).run, daemon=True).start()


if __name__ == "__main__":
    main()
