"""How late the loop is, and a health check on it."""

import asyncio
import time


class LagMonitor:
    """Use as `async with LagMonitor() as monitor:`."""

    def __init__(self, period_s=0.01):
        self._period_s = period_s
        self._worst_s = 0.0
        self._last = time.perf_counter()

    async def __aenter__(self):
        self._last = time.perf_counter()
        # The loop itself keeps no task alive: this
        # reference does.
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self):
        while True:
            await asyncio.sleep(self._period_s)
            self._look()

    def _look(self):
        now = time.perf_counter()
        late_s = now - self._last - self._period_s
        self._worst_s = max(self._worst_s, late_s)
        self._last = now

    def worst_lag_ms(self):
        """Return the worst since the last call."""
        # A request may be served before the timer
        # that is overdue.
        self._look()
        worst_s, self._worst_s = self._worst_s, 0.0
        return worst_s * 1000


def health(monitor, limit_ms):
    """Return a status code and a body."""
    lag_ms = monitor.worst_lag_ms()
    return (503 if lag_ms > limit_ms else 200), {"lag_ms": lag_ms}
