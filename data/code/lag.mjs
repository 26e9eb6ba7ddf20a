// How late the event loop is, and a health check
// that says so.

export class LagMonitor {
  #periodMs;
  #timer;
  #worstMs = 0;
  #last = performance.now();

  constructor(periodMs = 10) {
    this.#periodMs = periodMs;
    this.#timer = setInterval(() => this.#look(), periodMs);
    this.#timer.unref(); // keeps nothing alive
  }

  #look() {
    const now = performance.now();
    const lateMs = now - this.#last - this.#periodMs;
    this.#worstMs = Math.max(this.#worstMs, lateMs);
    this.#last = now;
  }

  /** The worst lag since the last call, in ms. */
  worstLagMs() {
    // A request may be served before the timer
    // that is overdue.
    this.#look();
    const worstMs = this.#worstMs;
    this.#worstMs = 0;
    return worstMs;
  }

  stop() {
    clearInterval(this.#timer);
  }
}

/**
 * A status code and a body, for any framework:
 * `const { code, body } = health(monitor,
 * limitMs);`
 */
export function health(monitor, limitMs) {
  const lagMs = monitor.worstLagMs();
  return { code: lagMs > limitMs ? 503 : 200, body: { lagMs } };
}
