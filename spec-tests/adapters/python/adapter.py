"""The adapter: one JSON object per line on standard input and output (spec-tests/vectors/README.md)."""

from __future__ import annotations

import json
import sys
from typing import Any, Callable

sys.dont_write_bytecode = True  # keeps the repository free of bytecode

import compression
import configs
import frames
import handshake
import octets
import session_op
import varsize

Json = dict[str, Any]

DEFAULT_LIMIT = 16 * 1024 * 1024
"""The default message limit in octets (Section "Limits")."""


def run_varsize(request: Json) -> Json:
    """Decodes or encodes one integer (Section "VarSize")."""
    if "value" in request:
        try:
            return {"wire": varsize.encode(request["value"]).hex()}
        except ValueError:
            return {"error": "FRAM"}
    wire = octets.from_json(request["wire"])
    try:
        found = varsize.decode(wire)
    except varsize.Malformed:
        return {"error": "FRAM"}
    if found is None:
        return {"error": "INCOMPLETE"}
    value, used = found
    return {"value": value} if used == len(wire) else {"error": "FRAM"}


def run_decode(request: Json) -> Json:
    """Decodes octets to frames (Section "Frames")."""
    return _receive(request, False)


def run_decompress(request: Json) -> Json:
    """Decodes octets to frames and decompresses their messages (Sections "Frames" and "Compression")."""
    return _receive(request, True)


def _receive(request: Json, opens: bool) -> Json:
    """Decodes octets to frames; `opens` decompresses compressed messages."""
    config = request.get("config", {})
    limit = config.get("limit", DEFAULT_LIMIT)
    chosen = config.get("compression", "none")
    name, parameter = ("none", 0) if chosen == "none" else next(iter(chosen.items()))
    opener = compression.opener(name, parameter, limit) if opens and name != "none" else None
    decoder = frames.Decoder(limit, frames.METHODS[name], opener)
    feeds = [step["feed"] for step in request["steps"]] if "steps" in request else [request["wire"]]
    found: list[frames.Frame] = []
    emitted: list[int] = []
    error: str | None = None
    for feed in feeds:
        try:
            got = decoder.push(octets.from_json(feed))
        except frames.Fault as fault:
            got, error = fault.frames, fault.code
        found += got
        emitted.append(len(got))
    if error is None and decoder.inside_frame:
        error = "INCOMPLETE"
    answer: Json = {"frames": found}
    if error is not None:
        answer["error"] = error
    if "steps" in request:
        answer["emitted"] = emitted
    return answer


def run_encode(request: Json) -> Json:
    """Encodes frames to octets (Section "Frames")."""
    wire = b""
    try:
        for frame in request["frames"]:
            text, content = frame.get("text"), frame.get("bytes")
            wire += frames.encode(
                frame,
                octets.from_json(text) if isinstance(text, dict) else None,
                octets.from_json(content) if content is not None else None,
            )
    except ValueError as error:
        return {"error": f"REFUSED: {error}"}
    return {"wire": wire.hex()}


def _outcome(status: int, error: str, choice: handshake.Choice, limit: int | None) -> Json:
    """Returns an outcome; null stands for no choice, and only a known limit is a member."""
    compression, protocol = choice
    outcome = {"status": status, "error": error, "compression": compression, "protocol": protocol}
    return {"outcome": outcome if limit is None else {**outcome, "limit": limit}}


def run_handshake(request: Json) -> Json:
    """Checks a header section (Sections "Server Checks" and "Client Checks")."""
    config = request["config"]
    fields = handshake.Fields(request["fields"])
    ended = bool(request.get("endStream", False))
    if config["role"] == "client":
        return _run_client(fields, ended, config)
    verdict = handshake.serve(fields, ended, configs.server(config))
    if verdict is None:
        return {"outcome": "ordinary"}
    return _outcome(verdict.status, verdict.error, verdict.choice, verdict.limit)


def _run_client(fields: handshake.Fields, ended: bool, config: Json) -> Json:
    """Checks the header section of a response as a client."""
    if handshake.is_interim(fields):
        return {"outcome": "interim"}
    verdict = handshake.client_check(fields, ended, configs.client(config))
    if isinstance(verdict, str):
        return {"check": verdict}
    return _outcome(200, "okay", verdict, handshake.announced_limit(fields))


OPERATIONS: dict[str, Callable[[Json], Json]] = {
    "varsize": run_varsize,
    "decode": run_decode,
    "decompress": run_decompress,
    "encode": run_encode,
    "handshake": run_handshake,
    "session": session_op.run,
}


def answer(request: Json) -> Json | None:
    """Returns the reply to one line, or None after `stop`."""
    command = request.get("cmd")
    if command == "stop":
        return None
    if command == "start":
        return {"name": "python-from-the-text", "version": "0.1", "ops": list(OPERATIONS)}
    reply: Json = {"seq": request.get("seq")}
    operation = OPERATIONS.get(request.get("op", ""))
    if operation is None:
        return {**reply, "skipped": "no such operation"}
    try:
        return {**reply, **operation(request)}
    except frames.Unsupported as why:
        return {**reply, "skipped": str(why)}


def main() -> None:
    """Reads requests until `stop` or the end of the input."""
    for line in sys.stdin:
        if line.strip():
            reply = answer(json.loads(line))
            if reply is None:
                return
            print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main()
