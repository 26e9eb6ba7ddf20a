import asyncio
import time

from check import check
from lag import LagMonitor, health

BLOCK_MS = 300
PERIOD_MS = 10


def block():
    end = time.perf_counter() + BLOCK_MS / 1000
    while time.perf_counter() < end:
        pass


async def main():
    with check("a block is seen, after it and in the same turn"):
        async with LagMonitor(PERIOD_MS / 1000) as monitor:
            await asyncio.sleep(0.05)
            block()
            assert monitor.worst_lag_ms() >= BLOCK_MS - 2 * PERIOD_MS
            block()
            await asyncio.sleep(0.05)
            assert monitor.worst_lag_ms() >= BLOCK_MS - 2 * PERIOD_MS

    with check("the health check fails while the loop lags"):
        async with LagMonitor(PERIOD_MS / 1000) as monitor:
            block()
            status, body = health(monitor, 200)
            assert status == 503 and body["lag_ms"] > 200
            assert health(monitor, 60_000)[0] == 200

    with check("nothing is left"):
        assert asyncio.all_tasks() == {asyncio.current_task()}


asyncio.run(main())
