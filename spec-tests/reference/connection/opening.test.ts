import test from "ava";

import { ClientCore, type OpeningFailure } from "../../../reference/connection/index.ts";
import { clientCheck } from "../../../reference/schema/index.ts";
import { encodeFrame } from "../../../reference/wire/index.ts";
import { TestEndpoint, EndpointPair } from "./endpoint-pair.ts";

const REPLY = [
  [":status", "200"],
  ["content-type", "application/websocket2"],
  ["websocket2-error", "okay"],
  ["cache-control", "no-store, no-transform"],
] as const;
const FIRST = new Uint8Array(8).fill(1);
const SECOND = new Uint8Array(8).fill(2);
const pong = (data: Uint8Array) => encodeFrame({ type: "ping", kind: "pong", data });
const clos = encodeFrame({ type: "error", code: "CLOS" });

/** A client without a server: the test says what comes. */
function alone(options: { readonly confirm?: boolean; readonly limits?: { readonly refusalBody?: number; readonly queuedMessages?: number } } = {}): { end: TestEndpoint<ClientCore>; core: ClientCore; at: (ms: number) => void } {
  let now = 0;
  let seed = 0;
  const end = new TestEndpoint<ClientCore>();
  const surroundings = { clock: () => now, random: (octets: number) => new Uint8Array(octets).fill((seed += 1)) };
  end.core = new ClientCore({ stream: end, application: end, environment: surroundings, ...options });
  end.core.sendRequest({ authority: "example.com", path: "/" });
  return {
    end,
    core: end.core,
    at: (ms) => {
      now = ms;
      end.core.handleTimeout();
    },
  };
}

const opened = ["opened", { compression: null, protocol: null }] as const;

/** Every way in which an opening fails that is not a matter of the header section alone. */
const failures: readonly (readonly [title: string, expected: OpeningFailure, reset: boolean, how: (core: ClientCore, at: (ms: number) => void) => void, confirm?: boolean])[] = [
  ["a response of an origin that does not know WebSocket2", { check: "not-websocket2", seen: "status 200", status: 200 }, true, (core) => core.receiveHeaders([[":status", "200"]], false)],
  [
    "a refusal, with its content",
    { check: "refused", seen: 'status 403, websocket2-error "rejected"', status: 403, token: "rejected", content: new Uint8Array([110, 111]) },
    true,
    (core) => {
      core.receiveHeaders([[":status", "403"], ["websocket2-error", "rejected"]], false);
      core.receiveData(new Uint8Array([110]));
      core.receiveData(new Uint8Array([111]));
      core.receiveEndStream();
    },
  ],
  [
    "a refusal without content",
    { check: "refused", seen: 'status 404, websocket2-error "rejected"', status: 404, token: "rejected", content: new Uint8Array() },
    true,
    (core) => core.receiveHeaders([[":status", "404"], ["websocket2-error", "rejected"]], true),
  ],
  ["a response that ends with its header section", { check: "ended", seen: "status 200 with END_STREAM", status: 200, token: "okay" }, true, (core) => core.receiveHeaders(REPLY, true)],
  [
    "a stream that ends before the opening pong",
    { check: "ended", seen: "END_STREAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveEndStream();
    },
  ],
  ["a reset before any response", { check: "aborted", seen: "RST_STREAM(REFUSED_STREAM)", reset: 7 }, false, (core) => core.receiveReset(7)],
  [
    "a reset before the opening pong",
    { check: "aborted", seen: "RST_STREAM(INTERNAL_ERROR)", reset: 2 },
    false,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveReset(2);
    },
  ],
  ["the loss of the HTTP connection", { check: "aborted", seen: "the loss of the HTTP connection" }, false, (core) => core.connectionLost()],
  ["a close of its application", { check: "cancelled", seen: "the application closed" }, true, (core) => core.close()],
  ["silence", { check: "timeout", seen: "no response in time" }, true, (_, at) => at(10_000)],
  [
    "a response without a pong behind it",
    { check: "timeout", seen: "no opening pong in time" },
    true,
    (core, at) => {
      core.receiveHeaders(REPLY, false);
      at(10_000);
    },
  ],
  [
    "a pong of another opening",
    { check: "opening-pong", seen: "a pong with other Data" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(pong(SECOND));
    },
  ],
  [
    "a message in place of the opening pong",
    { check: "opening-pong", seen: "a message" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(encodeFrame({ type: "text", text: "Hi" }));
    },
  ],
  [
    "an error frame in place of the opening pong",
    { check: "opening-pong", seen: "an error frame FRAM", error: "FRAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(encodeFrame({ type: "error", code: "FRAM" }));
    },
  ],
  [
    "an error frame with a Code that is not known in place of the opening pong",
    { check: "opening-pong", seen: "an error frame FUTR, which counts as FRAM", error: "FRAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(encodeFrame({ type: "error", code: "FUTR" }));
    },
  ],
  [
    "octets that are no frame in place of the opening pong",
    {
      check: "opening-pong",
      seen: "length at octet 0 (bit 0): expected at least 1, found 0 [FRAM]",
      fault: { code: "FRAM", rule: "least", path: "length", octet: 0, bit: 0, expected: "at least 1", found: "0" },
    },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(new Uint8Array([0]));
    },
  ],
  [
    "an end in place of the second pong that it waits for",
    { check: "not-duplex", seen: "END_STREAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(pong(FIRST));
      core.receiveEndStream();
    },
    true,
  ],
  [
    "a reset in place of the second pong that it waits for",
    { check: "not-duplex", seen: "RST_STREAM(INTERNAL_ERROR)", reset: 2 },
    false,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(pong(FIRST));
      core.receiveReset(2);
    },
    true,
  ],
  [
    "an error frame in place of the second pong that it waits for",
    { check: "refused", seen: "an error frame LRGE", error: "LRGE" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(pong(FIRST));
      core.receiveData(encodeFrame({ type: "error", code: "LRGE" }));
    },
    true,
  ],
  [
    "no second pong in time",
    { check: "timeout", seen: "no pong to the second ping in time" },
    true,
    (core, at) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(pong(FIRST));
      at(10_000);
    },
    true,
  ],
];

for (const [title, expected, reset, how, confirm = false] of failures) {
  test(`fails an opening by the check ${expected.check} on ${title}`, (t) => {
    const { end, core, at } = alone({ confirm });
    how(core, at);
    t.deepEqual(end.told, [["failed", expected]]);
    t.is(core.state, "closed");
    t.is(end.resetSent, reset);
    t.false(end.ended);
    t.is(core.take(65536), undefined);
  });
}

test("fails an opening by each check of the stream", (t) => {
  const ofStream = clientCheck.names.slice(clientCheck.names.indexOf("opening-pong"));
  t.deepEqual(ofStream.filter((name) => !failures.some(([, { check }]) => check === name)), []);
});

test("hands over no more of a refusal's content than the limit", (t) => {
  const { end, core } = alone({ limits: { refusalBody: 5 } });
  core.receiveHeaders([[":status", "500"]], false);
  core.receiveData(new Uint8Array([1, 2, 3, 4]));
  t.deepEqual(end.told, []);
  core.receiveData(new Uint8Array([5, 6, 7]));
  t.deepEqual(end.told, [["failed", { check: "status", seen: "status 500", status: 500, content: new Uint8Array([1, 2, 3, 4, 5]) }]]);
  t.true(end.resetSent);
});

test("waits for the content of a response that opens nothing no longer than the linger after a refusal, nor than the handshake timeout", (t) => {
  const failed = (content: Uint8Array) => [["failed", { check: "status", seen: "status 404", status: 404, content }]];
  for (const [headed, due] of [[0, 1000], [9000, 10_000], [9001, 10_000]] as const) {
    const { end, core, at } = alone();
    at(headed);
    core.receiveHeaders([[":status", "404"]], false);
    at(due - 1);
    core.receiveData(new Uint8Array([1]));
    t.is(core.deadline, due);
    t.deepEqual(end.told, []);
    at(due);
    t.deepEqual(end.told, failed(new Uint8Array([1])));
    t.true(end.resetSent);
  }
});

test("skips interim responses", (t) => {
  const { end, core } = alone();
  core.receiveHeaders([[":status", "103"]], false);
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  t.deepEqual(end.told, [opened]);
});

test("takes the second pong apart from the first and reports not-duplex for an end before it", (t) => {
  const { end, core } = alone();
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveEndStream();
  t.deepEqual(end.told, [opened, ["closed", { code: 1006, reason: "", wasClean: false, seen: "END_STREAM", check: "not-duplex" }]]);
});

test("does not report not-duplex for an end behind the second pong", (t) => {
  const { end, core } = alone();
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(pong(SECOND));
  core.receiveEndStream();
  t.deepEqual(end.told, [opened, ["closed", { code: 1006, reason: "", wasClean: false, seen: "END_STREAM" }]]);
});

test("keeps messages until the second pong where it confirms, and delivers them behind the news that it is open", (t) => {
  const { end, core } = alone({ confirm: true });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(encodeFrame({ type: "text", text: "early" }));
  t.deepEqual(end.told, []);
  core.receiveData(pong(SECOND));
  t.deepEqual(end.told, [opened, ["message", { type: "text", text: "early" }]]);
});

test("opens at once where the messages kept go over the limit", (t) => {
  const { end, core } = alone({ confirm: true, limits: { queuedMessages: 2 } });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  const message = encodeFrame({ type: "text", text: "x" });
  core.receiveData(message);
  core.receiveData(message);
  t.deepEqual(end.told, []);
  core.receiveData(message);
  const told = ["message", { type: "text", text: "x" }] as const;
  t.deepEqual(end.told, [opened, told, told, told]);
});

test("opens and then closes where a CLOS comes in place of the second pong", (t) => {
  const { end, core } = alone({ confirm: true });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(clos);
  t.deepEqual(end.told, [opened]);
  t.is(core.state, "draining");
});

test("a request that fails a check is refused, and the application is told which", (t) => {
  const pair = new EndpointPair();
  pair.policy = { exists: false };
  pair.open().flow();
  t.deepEqual(pair.server.told, [["failed", { check: "resource", status: 404, seen: "no resource" }]]);
  t.like(pair.client.of("failed")[0], { check: "refused", status: 404, token: "rejected" });
});

test("a request that nobody decides on is refused at the handshake timeout", (t) => {
  const pair = new EndpointPair({ client: { limits: { handshake: 20_000 } } });
  pair.server.decide = () => undefined;
  pair.open().flow().pass(9_999);
  t.deepEqual(pair.server.told, []);
  pair.pass(1);
  t.deepEqual(pair.server.told, [["failed", { check: "application", status: 503, seen: "no decision in time" }]]);
  t.like(pair.client.of("failed")[0], { check: "refused", status: 503, token: "rejected" });
});

test("octets that come before the decision are read once: they have one pong and are one message", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open();
  pair.arrive(pair.client);
  const ping = encodeFrame({ type: "ping", kind: "ping", data: FIRST });
  const { core } = pair.server;
  core.receiveData(ping.subarray(0, 5));
  core.receiveData(Uint8Array.from([...ping.subarray(5), ...encodeFrame({ type: "text", text: "Hi" })]));
  core.accept();
  t.true(pair.server.take());
  t.false(pair.server.take());
  t.deepEqual(pair.server.way.slice(1), [{ is: "octets", octets: pong(FIRST) }]);
  t.deepEqual(pair.server.messages, [{ type: "text", text: "Hi" }]);
});

test("a decision that comes later opens the connection, and the octets held meanwhile are read", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => undefined;
  pair.open().flow();
  t.true(pair.server.withheld);
  pair.server.core.accept();
  pair.flow();
  t.false(pair.server.withheld);
  t.deepEqual([pair.client.core.state, pair.server.core.state], ["open", "open"]);
});

test("a server lets a refused request end, and resets it when it lingers", (t) => {
  const pair = new EndpointPair();
  pair.server.decide = () => pair.server.core.refuse({ status: 401, fields: [["www-authenticate", "Basic"]] });
  pair.open();
  pair.client.take();
  pair.arrive(pair.client);
  t.is(pair.server.core.state, "refused");
  pair.now += 999;
  pair.server.core.handleTimeout();
  t.false(pair.server.resetSent);
  pair.now += 1;
  pair.server.core.handleTimeout();
  t.true(pair.server.resetSent);
  t.deepEqual(pair.server.way.at(-1), { is: "reset", code: "NO_ERROR" });
});

test("a server resets a stream on which no ping comes, and counts an opening that the client resets", (t) => {
  const silent = new EndpointPair();
  silent.open();
  silent.arrive(silent.client);
  t.is(silent.server.core.state, "opening");
  silent.now = 10_000;
  silent.server.core.handleTimeout();
  t.deepEqual(silent.server.way.at(-1), { is: "reset", code: "CANCEL" });
  t.deepEqual(silent.server.told, [["failed", { seen: "nothing in time" }]]);

  const reset = new EndpointPair();
  reset.open();
  reset.arrive(reset.client);
  reset.server.core.receiveReset(8);
  t.deepEqual(reset.server.told, [["openingBrokenOff"], ["failed", { seen: "RST_STREAM(CANCEL)" }]]);
});

test("messages that a server sends before the opening pong wait behind it", (t) => {
  const pair = new EndpointPair();
  pair.open();
  pair.arrive(pair.client);
  t.true(pair.server.core.send({ type: "text", text: "soon" }));
  t.is(pair.server.core.take(65536), undefined);
  pair.flow();
  t.deepEqual(pair.client.told, [opened, ["message", { type: "text", text: "soon" }]]);
});

test("a server that closes before its opening pong is out resets the stream", (t) => {
  const pair = new EndpointPair();
  pair.open();
  pair.arrive(pair.client);
  pair.client.take();
  pair.arrive(pair.client);
  t.is(pair.server.core.state, "open");
  pair.server.take();
  pair.server.sent(10);
  pair.server.core.close();
  t.deepEqual(pair.server.way.at(-1), { is: "reset", code: "CANCEL" });
  t.like(pair.server.of("closed")[0], { code: 1006, wasClean: false });
});

for (const [title, first] of [
  ["a message", encodeFrame({ type: "text", text: "x" })],
  ["a pong", pong(FIRST)],
  ["a CLOS", clos],
  ["another error frame", encodeFrame({ type: "error", code: "LRGE" })],
] as const) {
  test(`a first frame that is ${title} is FRAM for a server`, (t) => {
    const pair = new EndpointPair();
    pair.open();
    pair.arrive(pair.client);
    pair.server.core.receiveData(first);
    t.is(pair.server.core.state, "faulting");
    t.deepEqual(pair.server.core.take(65536), encodeFrame({ type: "error", code: "FRAM" }));
  });
}
