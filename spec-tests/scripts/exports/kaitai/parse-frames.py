"""Parses WebSocket2 frames with the parser that Kaitai Struct made for Python.

Each line of the input is {"octets": hex, "bounds": [message, code of the compression]}; each line of the output has the
frames, or "end of stream" or "refused". The first argument is the folder of websocket2.py.
"""
import json
import sys

sys.path.insert(0, sys.argv[1])

from kaitaistruct import BytesIO, KaitaiStream  # noqa: E402
from websocket2 import Websocket2  # noqa: E402


def frame_value(frame):
    body = frame.body
    value = {"type": body.type.name}
    if body.compression != Websocket2.Compression.none:
        payload = body.compressed_payload.payload.hex()
        return {**value, "compression": body.compression.name, "payload": {"hex": payload}}
    payload = body.payload
    if value["type"] == "text":
        return {**value, "text": payload.text}
    if value["type"] == "binary":
        return {**value, "bytes": {"hex": payload.bytes.hex()}}
    if value["type"] == "ping":
        return {**value, "kind": payload.kind.name, "data": {"hex": payload.data.hex()}}
    closing = {"status": payload.status, "reason": payload.reason} if payload.has_closing else {}
    return {**value, "code": payload.code.text, **closing}


def parse(case):
    stream = KaitaiStream(BytesIO(bytes.fromhex(case["octets"])))
    try:
        parsed = Websocket2(*case["bounds"], stream)
    except EOFError:
        return "end of stream"
    except Exception:
        return "refused"
    return [sorted(frame_value(frame).items()) for frame in getattr(parsed, "frames", [])]


for line in sys.stdin:
    print(json.dumps(parse(json.loads(line))))
