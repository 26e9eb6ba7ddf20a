import asyncio

from check import check, raises
from jobqueue import JobQueue


async def main():
    with check("success, and no more at a time than the limit"):
        running, most = 0, 0

        async def job():
            nonlocal running, most
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            return "done"

        jobs = JobQueue(2, 10)
        results = await asyncio.gather(*(jobs.run(job) for _ in range(12)))
        assert results == ["done"] * 12
        assert most == 2

    with check("order"):
        order = []

        async def note(index):
            order.append(index)

        jobs = JobQueue(1, 9)
        await asyncio.gather(*(jobs.run(lambda i=i: note(i)) for i in range(10)))
        assert order == list(range(10))

    with check("full queue refuses, and has room again afterwards"):
        jobs = JobQueue(1, 1)
        gate = asyncio.Event()

        async def answer(value):
            await gate.wait()
            return value

        first = asyncio.create_task(jobs.run(lambda: answer("first")))
        second = asyncio.create_task(jobs.run(lambda: answer("second")))
        await asyncio.sleep(0)
        with raises(asyncio.QueueFull, "queue is full"):
            await jobs.run(lambda: answer("third"))
        gate.set()
        assert await asyncio.gather(first, second) == ["first", "second"]
        assert await jobs.run(lambda: answer("fourth")) == "fourth"

    with check("errors reach the caller and free the place"):
        jobs = JobQueue(1, 0)

        async def fail():
            raise LookupError("no such parcel")

        with raises(LookupError, "no such parcel"):
            await jobs.run(fail)
        assert await jobs.run(lambda: answer("next")) == "next"

    with check("a caller that gives up leaves its place"):
        jobs = JobQueue(1, 1)
        gate.clear()
        first = asyncio.create_task(jobs.run(lambda: answer("first")))
        second = asyncio.create_task(jobs.run(lambda: answer("second")))
        await asyncio.sleep(0)
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)
        third = asyncio.create_task(jobs.run(lambda: answer("third")))
        await asyncio.sleep(0)
        gate.set()
        assert await asyncio.gather(first, third) == ["first", "third"]


asyncio.run(main())
