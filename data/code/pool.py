"""Processes that are kept, a queue with a cap, and
a deadline that costs a late job its process.
"""

import multiprocessing
import queue
import threading
import traceback
from concurrent.futures import Future


class JobError(RuntimeError):
    """The job raised; its process is still good."""


def _serve(pipe, task):
    while True:
        try:
            argument = pipe.recv()
        except EOFError:
            return  # the pool is gone
        try:
            pipe.send((True, task(argument)))
        except Exception:
            # As text: not every exception survives
            # being pickled.
            pipe.send((False, traceback.format_exc()))


class _Worker:
    def __init__(self, task):
        # Not "fork": it copies locks that other
        # threads may hold.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        with theirs:
            self._process = context.Process(
                target=_serve, args=(theirs, task), daemon=True
            )
            self._process.start()

    def run(self, argument, timeout_s):
        self._pipe.send(argument)
        if not self._pipe.poll(timeout_s):
            raise TimeoutError(f"job took over {timeout_s} s")
        try:
            succeeded, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise RuntimeError("worker died on the job") from error
        if not succeeded:
            raise JobError(value)
        return value

    def is_alive(self):
        return self._process.is_alive()

    def end(self):
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


class WorkerPool:
    """Runs `task(argument)` on `size` processes.

    Use it with `with`; leaving waits for the jobs
    that were accepted.
    """

    def __init__(self, task, size, capacity, timeout_s):
        self._task = task
        self._timeout_s = timeout_s
        self._jobs = queue.SimpleQueue()
        # Of the jobs that run and those that wait.
        self._room = threading.Semaphore(size + capacity)
        self._closing = threading.Lock()
        self._closed = False
        # A thread per process waits for it, and
        # replaces it.
        self._keepers = []
        for _ in range(size):
            keeper = threading.Thread(target=self._keep, daemon=True)
            keeper.start()
            self._keepers.append(keeper)

    def submit(self, argument):
        """Return a future; raise queue.Full at once.

        In a coroutine: `await
        asyncio.wrap_future(pool.submit(...))`.
        """
        future = Future()
        with self._closing:
            if self._closed:
                raise RuntimeError("pool is closed")
            if not self._room.acquire(blocking=False):
                raise queue.Full("queue is full")
            self._jobs.put((argument, future))
        return future

    def close(self):
        """End the processes after the accepted jobs."""
        with self._closing:
            self._closed = True
        for _ in self._keepers:
            self._jobs.put(None)
        for keeper in self._keepers:
            keeper.join()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _keep(self):
        worker = None
        while (job := self._jobs.get()) is not None:
            worker = self._run(worker, *job)
        if worker:
            worker.end()

    def _run(self, worker, argument, future):
        """Return the worker for the next job."""
        if not future.set_running_or_notify_cancel():
            self._room.release()
            return worker
        value = error = None
        try:
            if worker and not worker.is_alive():
                worker.end()
                worker = None
            worker = worker or _Worker(self._task)
            value = worker.run(argument, self._timeout_s)
        except JobError as failure:
            error = failure
        except Exception as failure:
            # Late or dead: what it might still
            # send must not be taken for the answer
            # to the next job.
            error = failure
            if worker:
                worker.end()
                worker = None
        # Before the future: whoever waits for it
        # finds room.
        self._room.release()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(value)
        return worker
