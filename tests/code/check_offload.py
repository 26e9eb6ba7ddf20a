import multiprocessing
import os
import threading
import time

from check import check, raises
from jobs import work
from offload import JobError, run_job

AMPLE_S = 30.0


def main():
    with check("success"):
        assert run_job(work, ("square", 12), AMPLE_S) == 144

    with check("large result"):
        size = 32 * 1024 * 1024
        assert run_job(work, ("large", size), AMPLE_S) == bytes(size)

    with check("error inside the job"):
        with raises(JobError, "no such parcel"):
            run_job(work, ("fail", None), AMPLE_S)
        with raises(JobError, "pickle"):
            run_job(work, ("lambda", None), AMPLE_S)

    with check("job that dies without an answer"):
        with raises(JobError, "died without an answer"):
            run_job(work, ("leave", None), AMPLE_S)

    with check("timeout ends the process"):
        caught = []

        def late():
            try:
                run_job(work, ("spin", None), 1.0)
            except TimeoutError as error:
                caught.append(error)

        thread = threading.Thread(target=late)
        thread.start()
        while not (children := multiprocessing.active_children()):
            time.sleep(0.005)
        pid = children[0].pid
        thread.join()
        assert "took over 1.0 s" in str(caught[0])
        with raises(ProcessLookupError):
            os.kill(pid, 0)

    with check("nothing is left"):
        assert multiprocessing.active_children() == []


if __name__ == "__main__":
    main()
