"""An echo client in cleartext: opens one connection, returns every message, ends with it. `python3 client.py URL`"""

from __future__ import annotations

import os
import socket
import sys
from urllib.parse import urlsplit

from endpoint import MESSAGE_LIMIT, ClientEndpoint
from session import Session, SessionStream

import frames
import h2.events
import handshake

OFFER = {"lz4": (1, 9), "deflate": (9, 15)}
CONFIG = handshake.ClientConfig(protocols=[], compression=OFFER)


class ClientSession(Session):
    """One handshake."""

    def __init__(self, sock: socket.socket, authority: str, path: str) -> None:
        super().__init__(sock, True)
        self.number = self.http.get_next_available_stream_id()
        fields = [
            (":method", "POST"),
            (":scheme", "http"),
            (":authority", authority),
            (":path", path),
            ("content-type", handshake.MEDIA_TYPE),
            ("cache-control", "no-store"),
            ("incremental", "?1"),
            ("accept-encoding", "identity"),
            ("priority", "i"),
            ("websocket2-version", "1"),
            ("websocket2-limit", str(MESSAGE_LIMIT)),
            ("websocket2-compression", ", ".join(f"{name}=({least} {most})" for name, (least, most) in OFFER.items())),
        ]
        self.http.send_headers(self.number, fields)
        stream = SessionStream(self, self.number)
        self.endpoint = ClientEndpoint(stream, os.urandom(8), os.urandom(8))
        self.endpoints[self.number] = (stream, self.endpoint)
        self.endpoint.send(frames.encode({"type": "ping", "kind": "ping", "data": self.endpoint.data.hex()}))
        self.pump()

    def event(self, event: h2.events.Event) -> None:
        """Checks the response; h2 reports informational responses as other events."""
        if isinstance(event, h2.events.ResponseReceived):
            fields = handshake.Fields(event.headers)
            verdict = handshake.client_check(fields, event.stream_ended is not None, CONFIG)
            if isinstance(verdict, str):
                self.endpoint.cancel()
            else:
                self.endpoint.agree(verdict[0])
                self.endpoint.peer_limit = handshake.announced_limit(fields)
        super().event(event)

    def is_done(self) -> bool:
        """Returns whether the connection has ended."""
        return self.endpoint.closed


def main() -> None:
    """Connects to the URL of the command line."""
    url = urlsplit(sys.argv[1])
    sock = socket.create_connection((url.hostname or "", url.port or 80))
    ClientSession(sock, url.netloc, url.path or "/").run()


if __name__ == "__main__":
    main()
