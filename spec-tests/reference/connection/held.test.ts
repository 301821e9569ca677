import test from "ava";

import { Held } from "../../../reference/connection/held.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { memory } from "../../../scripts/soak/memory.ts";
import { Pair } from "./pair.ts";

test("gives back as one run what was added, and then holds nothing", (t) => {
  const held = new Held();
  const octets = Uint8Array.from({ length: 300 }, (_, at) => at);
  for (const [from, to] of [[0, 0], [0, 11], [11, 64], [64, 65], [65, 299], [299, 300]] as const) held.add(octets.subarray(from, to));
  t.is(held.length, 300);
  t.deepEqual(held.take(), octets);
  t.is(held.length, 0);
  t.deepEqual(held.take(), new Uint8Array(0));
});

test.serial("octets that come one by one before the decision take little more room than they have, and are read behind it", async (t) => {
  const pair = new Pair();
  pair.server.decide = () => undefined;
  pair.open();
  pair.arrive(pair.client);
  const { core } = pair.server;
  core.receive(encodeFrame({ type: "ping", kind: "ping", data: new Uint8Array(8) }));
  const { used } = await memory();
  const long = encodeFrame({ type: "binary", bytes: new Uint8Array(100_000) });
  for (const octet of long) core.receive(Uint8Array.of(octet));
  t.true((await memory()).used - used < 4 * long.length);
  core.accept();
  pair.server.take();
  t.deepEqual(pair.server.messages, [{ type: "binary", bytes: new Uint8Array(100_000) }]);
});
