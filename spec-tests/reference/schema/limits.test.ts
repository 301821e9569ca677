import test from "ava";
import { compileElement } from "../../../reference/layout/index.ts";
import { websocket2 } from "../../../reference/schema/index.ts";
import { limit } from "../../../reference/schema/limits.ts";

const SECOND = 1000;

test("the limits have the defaults of the protocol", (t) => {
  t.deepEqual(limit.configure(), {
    message: 16_777_216,
    reason: 123,
    handshake: 10 * SECOND,
    undecidedContent: 16_384,
    refusalLinger: SECOND,
    refusalBody: 65_536,
    flush: 30 * SECOND,
    flushTotal: 600 * SECOND,
    close: 5 * SECOND,
    closeAtMost: 30 * SECOND,
    pingAfter: 20 * SECOND,
    pingsUnanswered: 2,
    pingsOutstanding: 5,
    pingLost: 20 * SECOND,
    pingRoom: 11,
    pingStalled: 300 * SECOND,
    connections: 1000,
    decisions: 250,
    pings: 100,
    queuedOctets: 1_048_576,
    queuedMessages: 1024,
    openings: 100,
  });
});

test("the limits that count over an interval are those of the protocol", (t) => {
  const counted = limit.model.entries.filter((entry) => entry.within !== undefined);
  const intervals = Object.fromEntries(counted.map((entry) => [entry.name, entry.within]));
  t.deepEqual(intervals, { pings: 10 * SECOND, openings: 30 * SECOND });
});

test("a message limit of 64 KiB is accepted, and one octet less is refused", (t) => {
  t.is(limit.configure({ message: 65_536 }).message, 65_536);
  t.throws(() => limit.configure({ message: 65_535 }), { name: "LocalError" });
});

test("a limit on pings received is at least 20, and one on outstanding pings at most 5", (t) => {
  t.like(limit.configure({ pings: 20, pingsOutstanding: 1 }), { pings: 20, pingsOutstanding: 1 });
  t.throws(() => limit.configure({ pings: 19 }), { message: "pings: expected an integer of at least 20 pings, found 19" });
  t.throws(() => limit.configure({ pingsOutstanding: 6 }), {
    message: "pingsOutstanding: expected an integer from 1 to 5 pings, found 6",
  });
});

test("limits name the code and the status that report them", (t) => {
  const codes = limit.model.entries.map(({ name, fault, status }) => [name, fault ?? "", status ?? 0] as const);
  const expected = [
    ["message", "LRGE", 0],
    ["reason", "FRAM", 0],
    ["handshake", "", 503],
    ["undecidedContent", "", 400],
    ["pingLost", "", 1006],
    ["pingStalled", "", 1006],
    ["connections", "", 503],
    ["decisions", "", 503],
    ["pings", "CLOS", 1008],
  ];
  t.deepEqual(codes.filter(([, fault, status]) => fault !== "" || status !== 0), expected as never);
});

test("every limit has a description and a behaviour of full sentences", (t) => {
  for (const entry of limit.model.entries) {
    t.regex(entry.description, /^[A-Z].*\.$/s, entry.name);
    t.regex(entry.over, /^[A-Z].*\.$/s, entry.name);
    t.regex(entry.cite, /^#[a-z-]+$/, entry.name);
  }
});

test("the room for a pong is the size of a pong frame", (t) => {
  const pong = { type: "ping", kind: "pong", data: new Uint8Array(8) };
  const octets = compileElement(websocket2, "frame").encode(pong);
  t.is(octets.length, limit.value("pingRoom"));
});
