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

test("keeps the latest 16 unanswered pings", (t) => {
  const pings = new OutstandingPings();
  for (let at = 1; at <= 17; at += 1) pings.add(data(at), at);
  t.is(pings.acknowledge(data(1), 20), undefined);
  t.is(pings.acknowledge(data(2), 20), 18);
});
