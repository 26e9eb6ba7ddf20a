import multiprocessing
import os
import queue
import tempfile
import time

from check import check, raises
from jobs import work
from pool import JobError, WorkerPool

AMPLE_S = 30.0


def main():
    with check("success on kept processes, in order"):
        order = []
        with WorkerPool(work, size=1, capacity=20, timeout_s=AMPLE_S) as pool:
            for value in range(20):
                job = pool.submit(("square", value))
                job.add_done_callback(lambda job: order.append(job.result()))
        assert order == [value * value for value in range(20)]

    with check("large result and errors inside the job, on one process"):
        with WorkerPool(work, size=1, capacity=0, timeout_s=AMPLE_S) as pool:
            size = 32 * 1024 * 1024
            assert pool.submit(("large", size)).result() == bytes(size)
            (before,) = multiprocessing.active_children()
            with raises(JobError, "no such parcel"):
                pool.submit(("fail", None)).result()
            with raises(JobError, "pickle"):
                pool.submit(("lambda", None)).result()
            assert pool.submit(("square", 3)).result() == 9
            (after,) = multiprocessing.active_children()
            assert before.pid == after.pid

    with check("full queue refuses"):
        with tempfile.TemporaryDirectory() as folder:
            gate = os.path.join(folder, "open")
            with WorkerPool(work, size=1, capacity=1, timeout_s=AMPLE_S) as pool:
                first = pool.submit(("gate", gate))
                second = pool.submit(("square", 2))
                with raises(queue.Full, "queue is full"):
                    pool.submit(("square", 3))
                with open(gate, "w"):
                    pass
                assert first.result() == "through"
                assert second.result() == 4
                assert pool.submit(("square", 4)).result() == 16

    with check("cancelled while it waited"):
        with tempfile.TemporaryDirectory() as folder:
            gate = os.path.join(folder, "open")
            with WorkerPool(work, size=1, capacity=1, timeout_s=AMPLE_S) as pool:
                first = pool.submit(("gate", gate))
                second = pool.submit(("square", 2))
                assert second.cancel()
                with open(gate, "w"):
                    pass
                assert first.result() == "through"

    with check("late and dead processes are replaced"):
        with WorkerPool(work, size=1, capacity=1, timeout_s=3.0) as pool:
            late = pool.submit(("spin", None))
            following = pool.submit(("square", 5))
            while not (children := multiprocessing.active_children()):
                time.sleep(0.005)
            pid = children[0].pid
            with raises(TimeoutError, "took over 3.0 s"):
                late.result()
            with raises(ProcessLookupError):
                os.kill(pid, 0)
            assert following.result() == 25
            with raises(RuntimeError, "died on the job"):
                pool.submit(("leave", None)).result()
            assert pool.submit(("square", 6)).result() == 36
            (idle,) = multiprocessing.active_children()
            idle.kill()
            idle.join()
            assert pool.submit(("square", 7)).result() == 49
        with raises(RuntimeError, "pool is closed"):
            pool.submit(("square", 8))

    with check("nothing is left"):
        assert multiprocessing.active_children() == []


if __name__ == "__main__":
    main()
