"""The limits of Section "Limits", with their defaults."""

from __future__ import annotations

from dataclasses import dataclass

INTERVAL = 10_000
"""The interval of the limit on pings received, in ms."""


@dataclass(frozen=True)
class Limits:
    """The limits of an endpoint, with the names of the vectors; times in ms."""

    message: int = 16 * 1024 * 1024
    handshake: int = 10_000
    undecidedContent: int = 16 * 1024
    refusalLinger: int = 1_000
    refusalBody: int = 64 * 1024
    flush: int = 30_000
    flushTotal: int = 600_000
    close: int = 5_000
    closeAtMost: int = 30_000
    pingAfter: int = 20_000
    """The time without sending or receiving; 0 switches the pings off."""
    pingsUnanswered: int = 2
    pingsOutstanding: int = 5
    pingLost: int = 20_000
    pingRoom: int = 11
    pingStalled: int = 300_000
    pings: int = 100
    queuedOctets: int = 1024 * 1024
    queuedMessages: int = 1024
