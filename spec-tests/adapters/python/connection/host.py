"""The environment of an endpoint: the stream, the application and the source of ping data."""

from __future__ import annotations

from typing import Any, Protocol


class Host(Protocol):
    """The HTTP stream below and the application above."""

    def headers(self, fields: list[tuple[str, str]]) -> None:
        """Sends a header section."""

    def content(self, octets: bytes) -> None:
        """Sends octets of content."""

    def end_stream(self) -> None:
        """Sends END_STREAM."""

    def reset(self, code: str) -> None:
        """Sends RST_STREAM."""

    def tell(self, event: dict[str, Any]) -> None:
        """Reports an event to the application."""

    def withhold(self, withheld: bool) -> None:
        """Sets whether stream window is withheld."""

    def ping_data(self) -> str:
        """Returns eight octets that were never used before, in hexadecimal."""
