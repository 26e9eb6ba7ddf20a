// Asynchronous jobs, so many at a time, and so
// many that wait.

export class JobQueue {
  #limit;
  #capacity;
  #running = 0;
  #waiting = [];

  constructor(limit, capacity) {
    this.#limit = limit;
    this.#capacity = capacity;
  }

  /** Resolves to `await job()`; rejects when full. */
  async run(job) {
    if (this.#running < this.#limit) {
      this.#running += 1;
    } else if (this.#waiting.length < this.#capacity) {
      // Whoever has finished hands its place on,
      // in order.
      await new Promise((resolve) => this.#waiting.push(resolve));
    } else {
      // Told now, the caller can do something
      // else; told late, no more.
      throw new Error("queue is full");
    }
    try {
      return await job();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
