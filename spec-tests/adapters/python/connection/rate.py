"""The number of events in an interval (Section "Limits")."""

from __future__ import annotations

from dataclasses import dataclass

from .limits import INTERVAL


@dataclass
class Rate:
    """Counts events in intervals; an interval begins with the first event after the end of the last interval."""

    limit: int
    _began: int | None = None
    _count: int = 0

    def exceeded_by_event(self, now: int) -> bool:
        """Counts one event at `now` in ms; returns whether it exceeds the limit."""
        if self._began is None or now - self._began >= INTERVAL:
            self._began, self._count = now, 0
        self._count += 1
        return self._count > self.limit
