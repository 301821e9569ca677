"""What one end of a connection asks of its surroundings: the stream, the application and the source of ping data."""

from __future__ import annotations

from typing import Any, Protocol


class Host(Protocol):
    """The HTTP stream below and the application above."""

    def headers(self, fields: list[tuple[str, str]]) -> None:
        """Send a header section."""

    def content(self, octets: bytes) -> None:
        """Send octets of content."""

    def end_stream(self) -> None:
        """Send END_STREAM."""

    def reset(self, code: str) -> None:
        """Send RST_STREAM."""

    def tell(self, event: dict[str, Any]) -> None:
        """Let the application know."""

    def withhold(self, withheld: bool) -> None:
        """Begin to give no stream window back, or give it back again."""

    def ping_data(self) -> str:
        """Eight octets never used before, in hexadecimal."""
