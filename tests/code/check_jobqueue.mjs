import assert from "node:assert/strict";
import { JobQueue } from "../../data/code/jobqueue.mjs";
import { check } from "./check.mjs";

/** A job that waits until it is opened. */
function gate(value) {
  let open;
  const opened = new Promise((resolve) => (open = () => resolve(value)));
  return { job: () => opened, open };
}

await check("success, and no more at a time than the limit", async () => {
  const queue = new JobQueue(2, 10);
  let running = 0;
  let most = 0;
  const job = async () => {
    most = Math.max(most, (running += 1));
    await new Promise(setImmediate);
    running -= 1;
    return "done";
  };
  const results = await Promise.all(Array.from({ length: 12 }, () => queue.run(job)));
  assert.deepEqual(results, Array(12).fill("done"));
  assert.equal(most, 2);
});

await check("order", async () => {
  const queue = new JobQueue(1, 10);
  const order = [];
  const jobs = Array.from({ length: 10 }, (_, index) => queue.run(async () => order.push(index)));
  await Promise.all(jobs);
  assert.deepEqual(order, [...Array(10).keys()]);
});

await check("full queue refuses, and has room again afterwards", async () => {
  const queue = new JobQueue(1, 1);
  const { job, open } = gate("first");
  const first = queue.run(job);
  const second = queue.run(async () => "second");
  await assert.rejects(
    queue.run(async () => "third"),
    /queue is full/,
  );
  open();
  assert.deepEqual(await Promise.all([first, second]), ["first", "second"]);
  assert.equal(await queue.run(async () => "fourth"), "fourth");
});

await check("errors reach the caller and free the place", async () => {
  const queue = new JobQueue(1, 0);
  const fails = () => {
    throw new RangeError("no such parcel");
  };
  await assert.rejects(queue.run(fails), RangeError);
  await assert.rejects(
    queue.run(async () => fails()),
    RangeError,
  );
  assert.equal(await queue.run(async () => "next"), "next");
});
