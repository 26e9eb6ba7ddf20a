"""Asynchronous jobs: so many run, so many wait."""

import asyncio


class JobQueue:
    def __init__(self, limit, capacity):
        # Its waiters are woken in the order in
        # which they came.
        self._turn = asyncio.Semaphore(limit)
        self._room = limit + capacity

    async def run(self, job):
        """Return `await job()`; raise when full."""
        if self._room == 0:
            # Told now, the caller can do something
            # else.
            raise asyncio.QueueFull("queue is full")
        self._room -= 1
        try:
            async with self._turn:
                return await job()
        finally:
            # Also when the caller was cancelled
            # while it waited.
            self._room += 1
