// A few threads that are kept, a queue with a cap,
// and a deadline for each job that costs the late
// one its thread.
import { Worker, parentPort } from "node:worker_threads";

/** On the thread: answers each message. */
export function serve(work) {
  parentPort.on("message", async (input) => {
    try {
      parentPort.postMessage({ value: await work(input) });
    } catch (error) {
      // As text: not every error survives being
      // copied.
      const text = error?.stack ?? String(error);
      parentPort.postMessage({ error: text });
    }
  });
}

export class WorkerPool {
  #file;
  #limits;
  #slots = new Set(); // all threads
  #idle = []; // those without a job
  #queue = []; // jobs without a thread
  #open = new Set(); // promises of accepted jobs
  #closed = false;

  /**
   * `file` calls `serve`; `limits` has `size`,
   * `capacity` and `timeoutMs`.
   */
  constructor(file, limits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** Resolves to the answer; rejects when full. */
  run(input) {
    const busy = this.#slots.size - this.#idle.length;
    const free = this.#limits.size - busy;
    const refuse = (reason) => Promise.reject(new Error(reason));
    if (this.#closed) return refuse("pool is closed");
    if (free <= 0 && this.#queue.length >= this.#limits.capacity) {
      return refuse("queue is full");
    }
    const answer = new Promise((resolve, reject) => {
      this.#queue.push({ input, resolve, reject });
    });
    const forget = () => this.#open.delete(answer);
    this.#open.add(answer);
    answer.then(forget, forget);
    this.#next();
    return answer;
  }

  /** Ends the threads after the accepted jobs. */
  async close() {
    this.#closed = true;
    await Promise.allSettled(this.#open);
    const workers = [...this.#slots].map((slot) => slot.worker);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next() {
    while (this.#queue.length > 0) {
      const slot = this.#idle.pop() ?? this.#start();
      if (!slot) return;
      this.#give(slot, this.#queue.shift());
    }
  }

  // Only for a job: a file that cannot be loaded
  // fails one job each time, where threads started
  // in advance would fail for ever.
  #start() {
    if (this.#slots.size >= this.#limits.size) return undefined;
    const worker = new Worker(this.#file);
    const slot = { worker, job: undefined, timer: undefined };
    this.#slots.add(slot);
    worker.on("message", ({ value, error }) => {
      const job = this.#take(slot);
      if (!job) return; // too late
      if (error === undefined) job.resolve(value);
      else job.reject(new Error(`job failed: ${error}`));
      this.#idle.push(slot);
      this.#next();
    });
    worker.on("messageerror", (error) => this.#end(slot, error));
    worker.on("error", (error) => this.#end(slot, error));
    // A slot is free when its thread is gone, not
    // when it should be.
    worker.on("exit", (code) => {
      this.#end(slot, new Error(`worker left, code ${code}`));
      this.#slots.delete(slot);
      this.#next();
    });
    return slot;
  }

  #give(slot, job) {
    const { timeoutMs } = this.#limits;
    const late = () => {
      this.#end(slot, new Error(`job took over ${timeoutMs} ms`));
    };
    slot.job = job;
    slot.timer = setTimeout(late, timeoutMs);
    try {
      slot.worker.postMessage(job.input);
    } catch (error) {
      // The input cannot be copied; the thread has
      // not seen it.
      this.#take(slot).reject(error);
      this.#idle.push(slot);
    }
  }

  #take(slot) {
    const { job } = slot;
    clearTimeout(slot.timer);
    slot.job = undefined;
    return job;
  }

  #end(slot, error) {
    this.#take(slot)?.reject(error);
    this.#idle = this.#idle.filter((other) => other !== slot);
    void slot.worker.terminate();
  }
}
