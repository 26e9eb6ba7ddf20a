import assert from "node:assert/strict";
import { runJob } from "../../data/code/offload.mjs";
import { assertStopped, check, counter } from "./check.mjs";

const file = new URL("./offload_job.mjs", import.meta.url);
const AMPLE_MS = 30_000;
const run = (input, timeoutMs = AMPLE_MS) => runJob(file, input, timeoutMs);

await check("success", async () => {
  assert.equal(await run({ kind: "square", value: 12 }), 144);
});

await check("large result", async () => {
  const result = await run({ kind: "large", value: 32 * 1024 * 1024 });
  assert.equal(result.length, 32 * 1024 * 1024);
  assert.ok(result.every((byte) => byte === 7));
});

await check("error inside the job", async () => {
  await assert.rejects(run({ kind: "fail" }), /job failed: RangeError: no such parcel/);
  await assert.rejects(run({ kind: "function" }), /could not be cloned/);
});

await check("input that cannot be copied", async () => {
  await assert.rejects(run({ kind: "square", value: () => 1 }), { name: "DataCloneError" });
});

await check("job that leaves without an answer", async () => {
  await assert.rejects(run({ kind: "leave" }), /left, code 0/);
});

await check("timeout ends the thread", async () => {
  const ticks = counter();
  await assert.rejects(run({ kind: "spin", ticks }, 1_000), /took over 1000 ms/);
  await assertStopped(ticks);
});

await check("file that cannot be loaded", async () => {
  const missing = new URL("./no_such_file.mjs", import.meta.url);
  await assert.rejects(runJob(missing, 1, AMPLE_MS), /Cannot find module/);
});

// What is left would keep the process alive: it ends by itself or the checks fail.
