import test from "ava";

import { EndpointPair, type PairOptions } from "./endpoint-pair.ts";

type Role = "client" | "server";

function opened(options?: PairOptions): EndpointPair {
  return new EndpointPair(options).open().settle();
}

/** Requests pings. Returns the list of their round trips, which grows. */
function request(pair: EndpointPair, role: Role, count: number): (number | undefined)[] {
  const roundTrips: (number | undefined)[] = [];
  for (let ping = 0; ping < count; ping += 1) pair[role].core.ping((roundTrip) => roundTrips.push(roundTrip));
  return roundTrips;
}

for (const role of ["client", "server"] as const) {
  test(`a ping that the application of a ${role} requests reports its round trip`, (t) => {
    const pair = opened();
    const roundTrips = request(pair, role, 1);
    pair[role].take();
    pair[role].sent();
    pair.now = 40;
    t.deepEqual(roundTrips, []);
    pair.settle();
    t.deepEqual(roundTrips, [40]);
    t.is(pair[role].core.statistics().roundTrip, 40);
  });

  test(`the pong to a later ping answers the earlier ones of a ${role}`, (t) => {
    const pair = opened();
    const roundTrips = request(pair, role, 1);
    pair.now = 10;
    pair[role].core.ping((roundTrip) => roundTrips.push(roundTrip));
    pair.now = 30;
    pair.settle();
    t.deepEqual(roundTrips, [30, 20]);
  });

  test(`requested pings of a ${role} stay below the limits on pings of an endpoint`, (t) => {
    const pair = opened();
    pair.now = 5;
    request(pair, role, 4);
    pair.settle();
    pair.now = 2005;
    t.throws(() => request(pair, role, 1), {
      name: "LocalError",
      message: "ping: expected at most 4 in 10000 ms; the next may follow in 8000 ms",
    });
    pair.now = 10_005;
    t.deepEqual(request(pair, role, 4), []);
    t.is(pair[role].core.state, "open");
  });

  test(`a ${role} requests no ping while as many as the limit have no pong`, (t) => {
    const pair = opened({ [role]: { limits: { pingsOutstanding: 2 } } });
    request(pair, role, 2);
    t.throws(() => request(pair, role, 1), {
      name: "LocalError",
      message: "ping: expected fewer pings without a pong: 2 wait, and more are not permitted",
    });
  });

  test(`the end of a connection settles the requested pings of a ${role}, and closing ones send none`, (t) => {
    const pair = opened();
    const roundTrips = request(pair, role, 2);
    pair[role].core.close();
    t.false(pair[role].core.ping(() => t.fail()));
    t.deepEqual(roundTrips, []);
    pair[role].core.connectionLost();
    t.deepEqual(roundTrips, [undefined, undefined]);
  });
}
