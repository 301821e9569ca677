"""Octets in the form of the vectors: hexadecimal, or a repeated pattern."""

from __future__ import annotations

from typing import Any


def from_json(value: Any) -> bytes:
    """Reads hexadecimal, a pattern ``{"repeat": hex, "count": n}``, or a list of these."""
    if isinstance(value, str):
        return bytes.fromhex(value)
    if isinstance(value, dict):
        return bytes.fromhex(value["repeat"]) * int(value["count"])
    if isinstance(value, list):
        return b"".join(from_json(part) for part in value)
    raise ValueError(f"not octets: {value!r}")
