// What the checks run on threads.
export async function work({ kind, ticks, value }) {
  switch (kind) {
    case "square":
      return value * value;
    case "large":
      return new Uint8Array(value).fill(7);
    case "fail":
      throw new RangeError("no such parcel");
    case "leave":
      return process.exit(0);
    case "spin":
      for (;;) Atomics.add(ticks, 0, 1);
    case "gate":
      Atomics.add(ticks, 0, 1);
      Atomics.wait(ticks, 0, 1);
      return value;
    case "function":
      return () => "cannot be copied";
    default:
      throw new Error(`unknown job ${kind}`);
  }
}
