// Runs checks one after the other and prints a line for each that has passed.
import assert from "node:assert/strict";

// A listing that hangs is a failure, not a test that never ends.
setTimeout(() => {
  console.error("still running after a minute");
  process.exit(1);
}, 60_000).unref();
process.on("unhandledRejection", (error) => {
  console.error("unhandled rejection:", error);
  process.exit(1);
});

export async function check(name, body) {
  await body();
  console.log(`passed: ${name}`);
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A counter that a busy thread raises. */
export const counter = () => new Int32Array(new SharedArrayBuffer(4));

export async function waitUntil(condition) {
  while (!condition()) await sleep(5);
}

/** That nothing raises the counter any more, after something has. */
export async function assertStopped(ticks) {
  const before = Atomics.load(ticks, 0);
  assert.ok(before > 0, "it has run");
  await sleep(100);
  assert.equal(Atomics.load(ticks, 0), before);
}
