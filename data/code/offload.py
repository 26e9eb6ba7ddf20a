"""A job in a process, which a deadline ends."""

import multiprocessing
import traceback


class JobError(RuntimeError):
    """The job raised, or its process died."""


def _answer(sender, task, argument):
    try:
        sender.send((True, task(argument)))
    except Exception:
        # As text: not every exception survives
        # being pickled.
        sender.send((False, traceback.format_exc()))


def run_job(task, argument, timeout_s):
    """Return `task(argument)`, from a new process.

    Raises TimeoutError when it is late and
    JobError when it fails. The process has ended
    before this returns, whichever way; its start
    counts as part of the job. Blocks: from a
    coroutine, call it with `await
    asyncio.to_thread(run_job, ...)`.
    """
    # Not "fork": it copies locks that other
    # threads may hold.
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    with receiver:
        # Ours is closed, so that a dead worker
        # reads as end of file.
        with sender:
            process = context.Process(
                target=_answer,
                args=(sender, task, argument),
                daemon=True,
            )
            process.start()
        try:
            if not receiver.poll(timeout_s):
                raise TimeoutError(f"job took over {timeout_s} s")
            return _read(receiver)
        finally:
            # A thread or a future cannot be ended,
            # a process can. Only now: joined
            # before it is read, a worker with a
            # large answer would wait for a reader,
            # and we for it.
            process.kill()
            process.join()
            process.close()


def _read(receiver):
    try:
        succeeded, value = receiver.recv()
    except (EOFError, OSError) as error:
        raise JobError("worker died without an answer") from error
    if not succeeded:
        raise JobError(value)
    return value
