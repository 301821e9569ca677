import test from "ava";

import { websocket2 } from "../../../../../reference/schema/index.ts";
import { connection } from "../../../../../reference/schema/states/index.ts";
import { problemLines } from "../../../../../scripts/common/validate-file.ts";
import { formatVersion, suiteSchema } from "../../../../../scripts/interop/format/suite-schema.ts";
import { ModelQueue } from "../../../../../scripts/interop/generate/session/model-queue.ts";
import { sessionSuite } from "../../../../../scripts/interop/generate/session/session-suite.ts";
import { sessionInputs, sessionVerdict } from "../../../../../scripts/interop/runner/session-verdict.ts";

const schema = suiteSchema(websocket2);

function problems(step: object, config: object = { role: "client" }): string[] {
  const each = { id: "session/a", flags: ["Why"], steps: [step] };
  const value = {
    format: formatVersion,
    suite: "session",
    notes: { Why: { why: "it matters" } },
    groups: [{ op: "session", config, cases: [each] }],
  };
  const result = schema.safeParse(value);
  return result.success ? [] : problemLines("x.json", result.error, value);
}

const place = "x.json: groups[0].cases[0].steps[0]";
const inputs = [
  "headers",
  "feed",
  "endStream",
  "trailers",
  "reset",
  "lost",
  "connect",
  "accept",
  "refuse",
  "send",
  "close",
  "terminate",
  "pause",
  "resume",
];
const expected = `expected one input: ${[...inputs, "window", "peerWindow", "advance"].join(", ")}`;

test("a step has one input, and END_STREAM may come with received fields or octets", (t) => {
  t.deepEqual(problems({ feed: "0300" }), []);
  t.deepEqual(problems({ feed: "0300", endStream: true }), []);
  t.deepEqual(problems({ endStream: true, told: [{ closed: { code: 1006, reason: "", wasClean: false, check: "not-duplex" } }] }), []);
  t.deepEqual(problems({ sent: [{ endStream: true }] }), [`${place}: ${expected}`]);
  t.deepEqual(problems({ feed: "", advance: 1 }), [`${place}: ${expected}`]);
  t.deepEqual(problems({ close: {}, endStream: true }), [`${place}: ${expected}`]);
});

test("limits have the names of the schema, and only a client waits for the second pong", (t) => {
  t.deepEqual(problems({ feed: "" }, { role: "server", limits: { closeAtMost: 1 } }), []);
  t.deepEqual(problems({ feed: "" }, { role: "client", confirm: true }), []);
  t.deepEqual(
    problems({ feed: "" }, { role: "server", limits: { close_at_most: 1 } }),
    ['x.json: groups[0].config.limits: unknown key "close_at_most"'],
  );
  t.deepEqual(problems({ feed: "" }, { role: "server", confirm: true }), ['x.json: groups[0].config: unknown key "confirm"']);
});

test("an adapter receives only the inputs", (t) => {
  t.deepEqual(
    sessionInputs([{ feed: "00", endStream: true, sent: [], told: [], withholds: true, or: [] } as never]),
    [{ feed: "00", endStream: true }],
  );
});

const steps = [{ advance: 1, sent: [{ wire: "0102" }, { endStream: true }], or: [{ sent: [{ reset: "CANCEL" }] }] }];

test("adjacent octets are compared as one run, in either form", (t) => {
  const seen = [{ sent: [{ wire: "01" }, { wire: { repeat: "02", count: 1 } }, { endStream: true }] }];
  t.is(sessionVerdict(steps, { seq: 1, seen }).outcome, "pass");
});

test("an alternative passes, and an effect that a step does not mention fails", (t) => {
  t.is(sessionVerdict(steps, { seq: 1, seen: [{ sent: [{ reset: "CANCEL" }] }] }).outcome, "pass");
  t.deepEqual(sessionVerdict([{ advance: 1 } as object], { seq: 1, seen: [{ told: [{ taken: false }] }] }), {
    outcome: "fail",
    why: 'step 1 ({"advance":1}): expected told [], found [{"taken":false}]',
  });
  t.is(sessionVerdict([{ advance: 1 } as object], { seq: 1, seen: [{ withholds: true }] }).outcome, "fail");
  t.is(sessionVerdict([{ advance: 1 } as object], { seq: 1, seen: [{}, {}] }).outcome, "fail");
  t.is(sessionVerdict(steps, { seq: 1 }).outcome, "fail");
});

test("frames wait in the order of the draft, behind a frame that has begun", (t) => {
  const queue = new ModelQueue();
  queue.add("error", "ee");
  queue.add("message", "aabb");
  t.is(queue.take(1), "aa");
  queue.add("message", "cc");
  queue.add("pong", "01");
  queue.add("pong", "02");
  queue.add("opening-pong", "00");
  t.deepEqual([queue.waits("message"), queue.waits("pong"), queue.waits("ping")], ["begun", "whole", undefined]);
  t.is(queue.take(100), "bb0002ccee");
  t.true(queue.empty);
});

test("dropping a queue keeps a frame that has begun, and the error frame if requested", (t) => {
  const queue = new ModelQueue();
  queue.add("message", "aabb");
  queue.add("error", "ee");
  queue.take(1);
  queue.add("pong", "01");
  queue.drop(true);
  t.is(queue.take(1), "bb");
  queue.drop(false);
  t.true(queue.empty);
});

test("each row of the table that has an effect has a session, except rows with the session of another one", (t) => {
  const suite = sessionSuite() as { groups: { cases: { id: string }[] }[] };
  const ids = new Set(suite.groups.flatMap((group) => group.cases.map(({ id }) => id)));
  const { states, events } = connection.model;
  const rows = (["client", "server"] as const).flatMap((role) =>
    states.flatMap((state) =>
      events.flatMap((event) =>
        connection.rows(role, state.name as never, event.name as never).map((row) => ({
          id: ["session/gen", role, state.name, event.name, ...(row.guard === undefined ? [] : [row.guard])].join("/"),
          does: row.to !== state.name || row.actions.length > 0,
        })),
      ),
    ),
  );
  // Their steps are those of the rows for END_STREAM, with which the same sessions go on.
  t.deepEqual(rows.filter(({ id, does }) => does && !ids.has(id)).map(({ id }) => id), [
    "session/gen/server/draining/flushed/peer-clos",
    "session/gen/server/faulting/flushed",
  ]);
  t.deepEqual([...ids].filter((id) => !rows.some((row) => row.id === id)), []);
  t.deepEqual(sessionSuite(), suite);
});
