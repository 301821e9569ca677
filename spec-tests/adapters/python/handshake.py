"""The opening handshake: the checks of the server (Section "Server Checks") and of the client (Section "Client Checks")."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable

from structured import Member, ParseError, Parser, Token, is_integer

MEDIA_TYPE = "application/websocket2"
PREFIX = "websocket2-"
OFFER_RANGE = {"lz4": (1, 9), "deflate": (8, 15)}  # Section "Compression Offer", request
CHOICE_RANGE = {"lz4": (1, 9), "deflate": (9, 15)}  # Section "Compression Offer", response
LEAST_LIMIT = 65536
GREATEST_LIMIT = 4294967294
"""The range of websocket2-limit (Section "Message Limit"); a greater number counts as the greatest."""
Ranges = dict[str, tuple[int, int]]
"""The least and the greatest parameter of each method."""
Choice = tuple[dict[str, int] | None, str | None]
"""The choice of a server: the method with its parameter, and the subprotocol; None for no choice."""


class Fields:
    """A header section: names and values, pseudo-header fields included."""

    def __init__(self, pairs: Iterable[Iterable[str]]) -> None:
        self.pairs = [(name.lower(), value) for name, value in pairs]

    def lines(self, name: str) -> list[str]:
        """Returns the values of all lines of a field."""
        return [value for key, value in self.pairs if key == name]

    def has(self, name: str) -> bool:
        """Returns whether the field is present."""
        return bool(self.lines(name))

    def joined(self, name: str) -> str:
        """Returns all lines of a field joined by commas (Section "Opening Handshake")."""
        return ", ".join(self.lines(name))

    def media_type(self) -> str:
        """Returns content-type in lower case without parameters; empty if the field has several lines."""
        if len(self.lines("content-type")) != 1:
            return ""
        return self.joined("content-type").split(";", 1)[0].strip(" \t").lower()


@dataclass
class ServerConfig:
    """The configuration of a server."""

    versions: list[int]
    origins: list[str]
    protocols: list[str]
    compression: Ranges
    exists: bool = True
    origin_required: bool = False
    compression_required: bool = False
    early_data: bool = False
    """Whether a part of the request came in TLS early data."""
    refusal: int | None = None
    """The status with which the application refuses; None if it accepts."""


@dataclass
class ClientConfig:
    """The offer of a client.

    `require_protocol` is set for the WebSocket interface, which rejects a reply without a
    subprotocol if it has offered some (check `negotiation` of Section "Client Checks").
    """

    protocols: list[str]
    compression: Ranges
    require_protocol: bool = False


@dataclass
class Verdict:
    """The reply of a server, and the failed check of Section "Server Checks" or None."""

    status: int
    error: str
    check: str | None = None
    choice: Choice = (None, None)
    limit: int | None = None
    """The message limit of the client; None if it is unknown."""


def is_handshake(fields: Fields) -> bool:
    """Returns whether a request is a handshake (Section "Server Checks")."""
    if fields.joined(":method") == "OPTIONS":
        return False
    return fields.media_type() == MEDIA_TYPE or any(
        name.startswith(PREFIX) for name, _ in fields.pairs
    )


def serve(fields: Fields, ended: bool, config: ServerConfig) -> Verdict | None:
    """Makes the checks of the server in the order of Section "Server Checks"; returns None for an ordinary HTTP request.

    `ended` says that the request ends with its header section.
    """
    if not is_handshake(fields):
        return None
    if not config.exists:
        return Verdict(404, "rejected", "resource")
    if fields.joined(":method") != "POST":
        return Verdict(405, "rejected", "method")
    if not _version_passes(fields, config):
        return Verdict(400, "invalid_version", "version")
    if fields.media_type() != MEDIA_TYPE:
        return Verdict(415, "rejected", "content-type")
    if ended or any(fields.has(name) for name in ("content-length", "content-encoding")):
        return Verdict(400, "rejected", "content")
    if fields.has("early-data") or config.early_data:
        return Verdict(425, "rejected", "early-data")
    try:
        offered_protocols = _strings(Parser(fields.joined("websocket2-protocol")).list())
    except ParseError:
        return Verdict(400, "rejected", "protocol")
    if not _origin_passes(fields, config):
        return Verdict(403, "rejected", "origin")
    try:
        offer = _offer(Parser(fields.joined("websocket2-compression")).dictionary())
    except ParseError:
        return Verdict(400, "cannot_negotiate_compression", "compression")
    choice = _choose(offer, config.compression)
    if config.compression_required and choice is None:
        return Verdict(400, "cannot_negotiate_compression", "compression-required")
    if config.refusal is not None:
        return Verdict(config.refusal, "rejected", "application")
    protocol = next((name for name in offered_protocols if name in config.protocols), None)
    return Verdict(200, "okay", None, (choice, protocol), announced_limit(fields))


def announced_limit(fields: Fields) -> int | None:
    """Returns the message limit of the peer; None if the field is absent or counts as absent."""
    lines = fields.lines("websocket2-limit")
    if len(lines) != 1:
        return None
    try:
        value = Parser(lines[0]).item()
    except ParseError:
        return None
    if not isinstance(value, int) or not is_integer(value) or value < LEAST_LIMIT:
        return None
    return min(value, GREATEST_LIMIT)


def expects_continue(fields: Fields) -> bool:
    """Returns whether the client waits for 100 (Continue) (Section "Server Checks")."""
    return any(each.strip(" \t").lower() == "100-continue" for each in fields.joined("expect").split(","))


def _version_passes(fields: Fields, config: ServerConfig) -> bool:
    """Makes the check 3 of Section "Server Checks" (Section "Version")."""
    lines = fields.lines("websocket2-version")
    if len(lines) != 1:
        return False
    try:
        members = Parser(lines[0]).list()
    except ParseError:
        return False
    return len(members) == 1 and is_integer(members[0]) and members[0] in config.versions


def _origin_passes(fields: Fields, config: ServerConfig) -> bool:
    """Makes the check 8 of Section "Server Checks"."""
    lines = fields.lines("origin")
    if not lines:
        return not config.origin_required
    return len(lines) == 1 and lines[0] in config.origins


def _strings(members: list[Member]) -> list[str]:
    """Returns a List of Strings; a member of another type is a parse failure (Section "Opening Handshake")."""
    for member in members:
        if not isinstance(member, str):
            raise ParseError("not a String")
    return [member for member in members if isinstance(member, str)]


def _offer(members: dict[str, Member]) -> Ranges:
    """Reads the offered methods of Section "Compression" (Section "Compression Offer", check 9 of Section "Server Checks")."""
    offer: Ranges = {}
    for key, value in members.items():
        if key not in OFFER_RANGE:
            continue
        least, greatest = OFFER_RANGE[key]
        if not isinstance(value, tuple) or len(value) != 2 or not all(map(is_integer, value)):
            raise ParseError(f"{key} is not an Inner List of two Integers")
        if not least <= value[0] <= value[1] <= greatest:
            raise ParseError(f"{key} is out of range")
        offer[key] = (value[0], value[1])
    return offer


def _choose(offer: Ranges, supported: Ranges) -> dict[str, int] | None:
    """Chooses the first method, in the order of the client, with a common parameter: the least level, the greatest window."""
    for key, (least, greatest) in offer.items():
        if key not in supported:
            continue
        low = max(least, supported[key][0], CHOICE_RANGE[key][0])
        high = min(greatest, supported[key][1], CHOICE_RANGE[key][1])
        if low <= high:
            return {key: low if key == "lz4" else high}
    return None


def client_check(fields: Fields, ended: bool, config: ClientConfig) -> str | Choice:
    """Makes the checks of the client on a header section, in the order of Section "Client Checks".

    Returns the first failed check, or the choice of the server if all pass. The caller skips
    informational responses (Section "Client Checks").
    """
    status = fields.joined(":status")
    if not fields.has("websocket2-error"):
        return "not-websocket2" if len(status) == 3 and status.startswith("2") else "status"
    if not _is_okay(fields) or status != "200":
        return "refused"
    if ended:
        return "ended"
    if fields.has("content-encoding"):
        return "content-coded"
    if fields.media_type() != MEDIA_TYPE or fields.has("content-length"):
        return "not-tunnel"
    try:
        compression = _choice(Parser(fields.joined("websocket2-compression")).dictionary(), config)
        chosen = _strings(Parser(fields.joined("websocket2-protocol")).list())
    except ParseError:
        return "negotiation"
    if len(chosen) > 1 or any(name not in config.protocols for name in chosen):
        return "negotiation"
    if config.require_protocol and config.protocols and not chosen:
        return "negotiation"
    return compression, chosen[0] if chosen else None


def is_interim(fields: Fields) -> bool:
    """Returns whether a response is informational (1xx); a client skips it (Section "Client Checks")."""
    status = fields.joined(":status")
    return len(status) == 3 and status.startswith("1")


def _is_okay(fields: Fields) -> bool:
    """Returns whether websocket2-error has one line with the Token okay (check `refused` of Section "Client Checks")."""
    lines = fields.lines("websocket2-error")
    if len(lines) != 1:
        return False
    try:
        return Parser(lines[0]).item() == Token("okay")
    except ParseError:
        return False


def _choice(members: dict[str, Member], config: ClientConfig) -> dict[str, int] | None:
    """Reads the compression that the server chose (check `negotiation` of Section "Client Checks", Section "Acceptance" and Section "Compression Offer")."""
    if len(members) > 1:
        raise ParseError("more than one method")
    for key, value in members.items():
        if key not in config.compression or not isinstance(value, int) or not is_integer(value):
            raise ParseError("not offered, or not an Integer")
        least = max(config.compression[key][0], CHOICE_RANGE[key][0])
        greatest = min(config.compression[key][1], CHOICE_RANGE[key][1])
        if not least <= value <= greatest:
            raise ParseError("not in the offered range")
        return {key: value}
    return None
