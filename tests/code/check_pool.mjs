import assert from "node:assert/strict";
import { WorkerPool } from "../../data/code/pool.mjs";
import { assertStopped, check, counter, waitUntil } from "./check.mjs";

const file = new URL("./pool_job.mjs", import.meta.url);
const AMPLE_MS = 30_000;

await check("success on kept threads, in order", async () => {
  const pool = new WorkerPool(file, { size: 1, capacity: 20, timeoutMs: AMPLE_MS });
  const order = [];
  const runs = Array.from({ length: 20 }, async (_, value) => {
    const square = await pool.run({ kind: "square", value });
    order.push(square);
  });
  await Promise.all(runs);
  assert.deepEqual(
    order,
    Array.from({ length: 20 }, (_, value) => value * value),
  );
  await pool.close();
});

await check("large result", async () => {
  const pool = new WorkerPool(file, { size: 1, capacity: 0, timeoutMs: AMPLE_MS });
  const result = await pool.run({ kind: "large", value: 32 * 1024 * 1024 });
  assert.equal(result.length, 32 * 1024 * 1024);
  await pool.close();
});

await check("error inside the job", async () => {
  const pool = new WorkerPool(file, { size: 1, capacity: 0, timeoutMs: AMPLE_MS });
  await assert.rejects(pool.run({ kind: "fail" }), /job failed: RangeError: no such parcel/);
  await assert.rejects(pool.run({ kind: "function" }), /could not be cloned/);
  await assert.rejects(pool.run({ kind: "square", value: () => 1 }), { name: "DataCloneError" });
  assert.equal(await pool.run({ kind: "square", value: 3 }), 9);
  await pool.close();
});

await check("full queue refuses", async () => {
  const pool = new WorkerPool(file, { size: 1, capacity: 1, timeoutMs: AMPLE_MS });
  const gate = counter();
  const first = pool.run({ kind: "gate", ticks: gate, value: 1 });
  const second = pool.run({ kind: "square", value: 2 });
  await assert.rejects(pool.run({ kind: "square", value: 3 }), /queue is full/);
  await waitUntil(() => Atomics.load(gate, 0) === 1);
  Atomics.store(gate, 0, 2);
  Atomics.notify(gate, 0);
  assert.deepEqual(await Promise.all([first, second]), [1, 4]);
  await pool.close();
});

await check("late and dead threads are replaced", async () => {
  const pool = new WorkerPool(file, { size: 1, capacity: 1, timeoutMs: 2_000 });
  const ticks = counter();
  const late = pool.run({ kind: "spin", ticks });
  const next = pool.run({ kind: "square", value: 5 });
  await assert.rejects(late, /took over 2000 ms/);
  assert.equal(await next, 25);
  await assertStopped(ticks);
  await assert.rejects(pool.run({ kind: "leave" }), /left, code 0/);
  assert.equal(await pool.run({ kind: "square", value: 6 }), 36);
  await pool.close();
});

await check("file that cannot be loaded fails its job", async () => {
  const missing = new URL("./no_such_file.mjs", import.meta.url);
  const pool = new WorkerPool(missing, { size: 1, capacity: 0, timeoutMs: AMPLE_MS });
  await assert.rejects(pool.run(1), /Cannot find module/);
  await pool.close();
});

await check("closing waits for what was accepted and refuses the rest", async () => {
  const pool = new WorkerPool(file, { size: 2, capacity: 2, timeoutMs: AMPLE_MS });
  const runs = [1, 2, 3, 4].map((value) => pool.run({ kind: "square", value }));
  const closed = pool.close();
  await assert.rejects(pool.run({ kind: "square", value: 5 }), /pool is closed/);
  await closed;
  assert.deepEqual(await Promise.all(runs), [1, 4, 9, 16]);
});
