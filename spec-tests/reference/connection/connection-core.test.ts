import test from "ava";

import { EndpointPair } from "./endpoint-pair.ts";

const text = (words: string) => ({ type: "text", text: words }) as const;

test("opens with ping, pong and second ping, and closes cleanly from the client", (t) => {
  const pair = new EndpointPair().open().settle();
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["open", "open"]);
  pair.client.core.send(text("Hi"));
  pair.server.core.send(text("Hello"));
  pair.settle();
  pair.client.core.close(1000, "done");
  pair.settle();
  const agreed = { compression: null, protocol: null };
  t.deepEqual(pair.client.calls, [
    ["opened", agreed],
    ["message", text("Hello")],
    ["closed", { code: 1000, reason: "", wasClean: true, error: "CLOS" }],
  ]);
  t.deepEqual(pair.server.calls, [
    ["opened", agreed],
    ["message", text("Hi")],
    ["closed", { code: 1000, reason: "done", wasClean: true, error: "CLOS" }],
  ]);
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["closed", "closed"]);
});
