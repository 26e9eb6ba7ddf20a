// A job on a thread, which a deadline ends.
import { Worker, parentPort, workerData } from "node:worker_threads";

/** On the thread: posts what `work` returns. */
export async function answer(work) {
  try {
    parentPort.postMessage({ value: await work(workerData) });
  } catch (error) {
    // As text: not every error survives being
    // copied.
    const text = error?.stack ?? String(error);
    parentPort.postMessage({ error: text });
  }
}

/**
 * Runs the module `file`, which calls `answer`, on
 * a new thread. Rejects when the job throws,
 * leaves without an answer, or is late; the start
 * of the thread counts as part of the job. The
 * thread has ended before the promise settles,
 * whichever way.
 */
export async function runJob(file, input, timeoutMs) {
  const worker = new Worker(file, { workerData: input });
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (why) => reject(new Error(why));
      worker.once("message", ({ value, error }) => {
        if (error === undefined) resolve(value);
        else fail(`job failed: ${error}`);
      });
      worker.once("messageerror", reject);
      worker.once("error", reject); // no such file
      // Also on code 0: a job without an answer
      // must not hang us.
      worker.once("exit", (code) => fail(`worker left, code ${code}`));
      const late = () => fail(`job took over ${timeoutMs} ms`);
      timer = setTimeout(late, timeoutMs);
    });
  } finally {
    clearTimeout(timer);
    // Stops even an endless loop. Native code runs
    // on to its next return to JavaScript: waiting
    // for that hides no busy thread.
    await worker.terminate();
  }
}
