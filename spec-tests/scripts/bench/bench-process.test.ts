import test from "ava";

import { withProcesses } from "../../../scripts/bench/bench-process.ts";

test("a process that cannot start rejects the request", async (t) => {
  await withProcesses(async (start) => {
    const broken = start("codec-program", ["decoding", "no-such-contender", "binary 125", "0"], "single");
    const message = /codec-program decoding no-such-contender.*: ended with exit code 1: Error: expected a contender/;
    await t.throwsAsync(broken.ask({ kind: "round" }), { message });
  });
});

test("a request that fails, and one that is late, reject; the process of the latter is ended", async (t) => {
  await withProcesses(async (start) => {
    const client = start("client-program", ["websocket2", "1"], "default");
    await t.throwsAsync(client.ask({ kind: "dial", connections: 1, sessions: 1 }), { message: /client-program websocket2 1: / });
    await t.throwsAsync(client.ask({ kind: "receive", octets: 1 }, 20), { message: /no answer in 0.02 s/ });
    await t.throwsAsync(client.ask({ kind: "receive", octets: 0 }), { message: /ended/ });
  });
});
