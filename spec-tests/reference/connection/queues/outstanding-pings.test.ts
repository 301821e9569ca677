import test from "ava";

import { OutstandingPings } from "../../../../reference/connection/queues/outstanding-pings.ts";

const data = (octet: number): Uint8Array => new Uint8Array(8).fill(octet);

test("a pong answers its ping and the earlier ones", (t) => {
  const pings = new OutstandingPings();
  for (const at of [1, 2, 3]) pings.add(data(at), at);
  t.is(pings.acknowledge(data(2), 10), 8);
  t.is(pings.acknowledge(data(1), 10), undefined);
  t.is(pings.acknowledge(data(3), 10), 7);
  t.is(pings.acknowledge(data(3), 10), undefined);
});

test("counts the pings without a pong", (t) => {
  const pings = new OutstandingPings();
  for (let at = 1; at <= 4; at += 1) pings.add(data(at), at);
  t.is(pings.count, 4);
  pings.acknowledge(data(3), 20);
  t.is(pings.count, 1);
  pings.acknowledge(data(4), 20);
  t.is(pings.count, 0);
});
