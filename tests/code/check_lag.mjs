import assert from "node:assert/strict";
import { LagMonitor, health } from "../../data/code/lag.mjs";
import { check, sleep } from "./check.mjs";

const BLOCK_MS = 300;
const PERIOD_MS = 10;

function block() {
  const end = performance.now() + BLOCK_MS;
  while (performance.now() < end);
}

await check("a block is seen, after it and in the same turn", async () => {
  const monitor = new LagMonitor(PERIOD_MS);
  await sleep(50);
  block();
  assert.ok(monitor.worstLagMs() >= BLOCK_MS - 2 * PERIOD_MS, "before the timer");
  block();
  await sleep(50);
  assert.ok(monitor.worstLagMs() >= BLOCK_MS - 2 * PERIOD_MS, "after the timer");
  monitor.stop();
});

await check("the health check fails while the loop lags", async () => {
  const monitor = new LagMonitor(PERIOD_MS);
  block();
  const { code, body } = health(monitor, 200);
  assert.equal(code, 503);
  assert.ok(body.lagMs > 200);
  assert.equal(health(monitor, 60_000).code, 200);
});

// The last monitor was not stopped: it must not keep the process alive.
