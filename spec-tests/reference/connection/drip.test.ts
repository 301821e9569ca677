import test from "ava";

import { encodeFrame } from "../../../reference/wire/index.ts";
import { EndpointPair } from "./endpoint-pair.ts";

for (const [role, awaited] of [["server", "ping"], ["client", "pong"]] as const) {
  test(`octets that drip in do not give the opening ${awaited} more time than the handshake timeout`, (t) => {
    const pair = new EndpointPair().open();
    pair.arrive(pair.client);
    if (role === "client") pair.arrive(pair.server);
    const end = pair[role];
    const frame = encodeFrame({ type: "ping", kind: awaited, data: new Uint8Array(8) });
    for (let at = 0; at < 10; at += 1) {
      pair.now = at * 1000;
      end.core.receiveData(frame.subarray(at, at + 1));
      end.core.handleTimeout();
    }
    t.is(end.core.deadline, 10_000);
    t.deepEqual(end.of("failed"), []);
    pair.now = 10_000;
    end.core.handleTimeout();
    t.deepEqual(end.way.at(-1), { is: "reset", code: "CANCEL" });
    t.is(end.of("failed").length, 1);
    t.is(end.core.state, "closed");
  });
}
