"""How many events an endpoint takes in an interval (Section 11)."""

from __future__ import annotations

from dataclasses import dataclass

from .limits import INTERVAL


@dataclass
class Rate:
    """Events counted in intervals, each of which begins with the first event after the last has ended."""

    limit: int
    _began: int | None = None
    _count: int = 0

    def exceeded_by_event(self, now: int) -> bool:
        """Count one event at `now` in ms, and say whether it goes over the limit."""
        if self._began is None or now - self._began >= INTERVAL:
            self._began, self._count = now, 0
        self._count += 1
        return self._count > self.limit
