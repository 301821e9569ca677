"""The operation `session`: drives one endpoint step by step (spec-tests/vectors/README.md)."""

from __future__ import annotations

from typing import Any

import configs
import handshake
import octets
from connection.client import Client
from connection.limits import Limits
from connection.server import Server

Json = dict[str, Any]


class Recorder:
    """The host of the endpoint: it records effects, and returns the ping data of the case."""

    def __init__(self, ping_data: list[str]) -> None:
        self._ping_data = iter(ping_data)
        self._seen: Json = {}

    def take(self) -> Json:
        """Returns the effects since the last call."""
        seen, self._seen = self._seen, {}
        return seen

    def headers(self, fields: list[tuple[str, str]]) -> None:
        """Records a header section, with its fields sorted by name."""
        self._sent({"headers": [list(field) for field in sorted(fields)]})

    def content(self, octets: bytes) -> None:
        """Records octets of content."""
        self._sent({"wire": octets.hex()})

    def end_stream(self) -> None:
        """Records END_STREAM."""
        self._sent({"endStream": True})

    def reset(self, code: str) -> None:
        """Records RST_STREAM."""
        self._sent({"reset": code})

    def tell(self, event: Json) -> None:
        """Records an event of the application."""
        self._seen.setdefault("told", []).append(event)

    def withhold(self, withheld: bool) -> None:
        """Records whether the endpoint withholds stream window."""
        self._seen["withholds"] = withheld

    def ping_data(self) -> str:
        """Returns the next Data of the case."""
        return next(self._ping_data)

    def _sent(self, what: Json) -> None:
        self._seen.setdefault("sent", []).append(what)


def _expanded(message: Json) -> Json:
    """Returns a message whose octets are not in the form of a repeated pattern."""
    found = dict(message)
    if isinstance(found.get("bytes"), dict):
        found["bytes"] = octets.from_json(found["bytes"]).hex()
    return found


def _step(end: Client | Server, step: Json) -> None:
    """Applies one input; END_STREAM may accompany headers and feed."""
    match step:
        case {"connect": _}:
            end.connect()
        case {"accept": _}:
            end.accept()
        case {"refuse": how}:
            end.refuse(**how)
        case {"headers": fields}:
            end.headers(handshake.Fields(fields), "endStream" in step)
        case {"feed": feed}:
            end.receive(octets.from_json(feed))
            if "endStream" in step:
                end.end()
        case {"endStream": _} | {"trailers": _}:
            end.end()
        case {"reset": code}:
            end.broken(code)
        case {"lost": _}:
            end.broken(None)
        case {"send": frame}:
            end.send(_expanded(frame))
        case {"close": how}:
            end.close(**how)
        case {"terminate": _}:
            end.terminate()
        case {"pause": _}:
            end.inbox.pause()
        case {"resume": _}:
            end.inbox.resume()
        case {"window": window}:
            end.set_window(None if window == "open" else window)
        case {"peerWindow": window}:
            end.set_peer_window(window)
        case {"advance": time}:
            end.advance(time)
        case _:
            raise ValueError(f"unknown input: {step}")
    end.flush()


def run(request: Json) -> Json:
    """Applies the steps and returns the effects of each."""
    config = request["config"]
    limits = Limits(**config.get("limits", {}))
    host = Recorder(request.get("random", []))
    end: Client | Server
    if config["role"] == "client":
        end = Client(configs.client(config), config.get("confirm", False), limits, host)
    else:
        end = Server(configs.server(config), limits, host)
    end.announced_limit = limits.message if config.get("announceLimit", False) else None
    seen = []
    for step in request["steps"]:
        _step(end, step)
        seen.append(host.take())
    return {"seen": seen}
