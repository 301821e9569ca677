import test from "ava";

import { ClientCore, type OpeningFailure } from "../../../../reference/connection/index.ts";
import { clientCheck } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { EndpointPair, TestEndpoint } from "../endpoint-pair.ts";

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

/** Creates a client without a server; the test provides its input. */
function alone(
  options: { readonly confirm?: boolean; readonly limits?: { readonly refusalBody?: number; readonly queuedMessages?: number } } = {},
): { end: TestEndpoint<ClientCore>; core: ClientCore; at: (ms: number) => void } {
  let now = 0;
  let seed = 0;
  const end = new TestEndpoint<ClientCore>();
  const environment = { clock: () => now, random: (octets: number) => new Uint8Array(octets).fill((seed += 1)) };
  end.core = new ClientCore({ stream: end, application: end, environment, ...options });
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

/** The failures of an opening, except for those of the header section alone. */
const failures: readonly (readonly [
  title: string,
  expected: OpeningFailure,
  reset: boolean,
  how: (core: ClientCore, at: (ms: number) => void) => void,
  confirm?: boolean,
])[] = [
  [
    "a response of an origin without WebSocket2",
    { check: "not-websocket2", seen: "status 200", status: 200 },
    true,
    (core) => core.receiveHeaders([[":status", "200"]], false),
  ],
  [
    "a refusal, with its content",
    {
      check: "refused",
      seen: 'status 403, websocket2-error "rejected"',
      status: 403,
      token: "rejected",
      content: new Uint8Array([110, 111]),
    },
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
  [
    "a response that ends with its header section",
    { check: "ended", seen: "status 200 with END_STREAM", status: 200, token: "okay" },
    true,
    (core) => core.receiveHeaders(REPLY, true),
  ],
  [
    "a stream that ends before the opening pong",
    { check: "ended", seen: "END_STREAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveEndStream();
    },
  ],
  [
    "a reset before any response",
    { check: "aborted", seen: "RST_STREAM(REFUSED_STREAM)", reset: 7 },
    false,
    (core) => core.receiveReset(7),
  ],
  [
    "a reset before the opening pong",
    { check: "aborted", seen: "RST_STREAM(INTERNAL_ERROR)", reset: 2 },
    false,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveReset(2);
    },
  ],
  [
    "the loss of the HTTP connection",
    { check: "aborted", seen: "the loss of the HTTP connection" },
    false,
    (core) => core.connectionLost(),
  ],
  ["a close of its application", { check: "cancelled", seen: "the application closed" }, true, (core) => core.close()],
  ["silence", { check: "timeout", seen: "no response in time" }, true, (_, at) => at(10_000)],
  [
    "a response without a pong after it",
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
    "an error frame with an unknown Code in place of the opening pong",
    { check: "opening-pong", seen: "an error frame FUTR, which counts as FRAM", error: "FRAM" },
    true,
    (core) => {
      core.receiveHeaders(REPLY, false);
      core.receiveData(encodeFrame({ type: "error", code: "FUTR" }));
    },
  ],
  [
    "octets that are not a frame in place of the opening pong",
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
    "an end in place of the awaited second pong",
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
    "a reset in place of the awaited second pong",
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
    "an error frame in place of the awaited second pong",
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
  test(`fails an opening with the check ${expected.check} on ${title}`, (t) => {
    const { end, core, at } = alone({ confirm });
    how(core, at);
    t.deepEqual(end.calls, [["failed", expected]]);
    t.is(core.state, "closed");
    t.is(end.resetSent, reset);
    t.false(end.ended);
    t.is(core.take(65536), undefined);
  });
}

test("fails an opening with each check of the stream", (t) => {
  const ofStream = clientCheck.names.slice(clientCheck.names.indexOf("opening-pong"));
  t.deepEqual(ofStream.filter((name) => !failures.some(([, { check }]) => check === name)), []);
});

test("reports the content of a refusal up to the limit", (t) => {
  const { end, core } = alone({ limits: { refusalBody: 5 } });
  core.receiveHeaders([[":status", "500"]], false);
  core.receiveData(new Uint8Array([1, 2, 3, 4]));
  t.deepEqual(end.calls, []);
  core.receiveData(new Uint8Array([5, 6, 7]));
  t.deepEqual(end.calls, [["failed", { check: "status", seen: "status 500", status: 500, content: new Uint8Array([1, 2, 3, 4, 5]) }]]);
  t.true(end.resetSent);
});

test("stops waiting for the content of a refusal at the linger limit or the handshake timeout, whichever is earlier", (t) => {
  const failed = (content: Uint8Array) => [["failed", { check: "status", seen: "status 404", status: 404, content }]];
  for (const [headed, due] of [[0, 1000], [9000, 10_000], [9001, 10_000]] as const) {
    const { end, core, at } = alone();
    at(headed);
    core.receiveHeaders([[":status", "404"]], false);
    at(due - 1);
    core.receiveData(new Uint8Array([1]));
    t.is(core.deadline, due);
    t.deepEqual(end.calls, []);
    at(due);
    t.deepEqual(end.calls, failed(new Uint8Array([1])));
    t.true(end.resetSent);
  }
});

test("skips interim responses", (t) => {
  const { end, core } = alone();
  core.receiveHeaders([[":status", "103"]], false);
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  t.deepEqual(end.calls, [opened]);
});

test("reports not-duplex for an end between the opening pong and the second pong", (t) => {
  const { end, core } = alone();
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveEndStream();
  t.deepEqual(end.calls, [opened, ["closed", { code: 1006, reason: "", wasClean: false, seen: "END_STREAM", check: "not-duplex" }]]);
});

test("does not report not-duplex for an end after the second pong", (t) => {
  const { end, core } = alone();
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(pong(SECOND));
  core.receiveEndStream();
  t.deepEqual(end.calls, [opened, ["closed", { code: 1006, reason: "", wasClean: false, seen: "END_STREAM" }]]);
});

test("with confirm, keeps messages until the second pong and delivers them after opened", (t) => {
  const { end, core } = alone({ confirm: true });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(encodeFrame({ type: "text", text: "early" }));
  t.deepEqual(end.calls, []);
  core.receiveData(pong(SECOND));
  t.deepEqual(end.calls, [opened, ["message", { type: "text", text: "early" }]]);
});

test("with confirm, opens as soon as the kept messages exceed the limit", (t) => {
  const { end, core } = alone({ confirm: true, limits: { queuedMessages: 2 } });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  const message = encodeFrame({ type: "text", text: "x" });
  core.receiveData(message);
  core.receiveData(message);
  t.deepEqual(end.calls, []);
  core.receiveData(message);
  const delivered = ["message", { type: "text", text: "x" }] as const;
  t.deepEqual(end.calls, [opened, delivered, delivered, delivered]);
});

test("with confirm, opens and then closes on a CLOS in place of the second pong", (t) => {
  const { end, core } = alone({ confirm: true });
  core.receiveHeaders(REPLY, false);
  core.receiveData(pong(FIRST));
  core.receiveData(clos);
  t.deepEqual(end.calls, [opened]);
  t.is(core.state, "draining");
});

for (const [role, awaited] of [["server", "ping"], ["client", "pong"]] as const) {
  test(`an opening ${awaited} that arrives octet by octet does not extend the handshake timeout`, (t) => {
    const pair = new EndpointPair().open();
    pair.deliver(pair.client);
    if (role === "client") pair.deliver(pair.server);
    const end = pair[role];
    const frame = encodeFrame({ type: "ping", kind: awaited, data: new Uint8Array(8) });
    for (let at = 0; at < 10; at += 1) {
      pair.now = at * 1000;
      end.core.receiveData(frame.subarray(at, at + 1));
      end.core.handleTimeout();
    }
    t.is(end.core.deadline, 10_000);
    t.deepEqual(end.callsOf("failed"), []);
    pair.now = 10_000;
    end.core.handleTimeout();
    t.deepEqual(end.outgoing.at(-1), { is: "reset", code: "CANCEL" });
    t.is(end.callsOf("failed").length, 1);
    t.is(end.core.state, "closed");
  });
}
