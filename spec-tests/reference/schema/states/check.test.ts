import test from "ava";
import { connection } from "../../../../reference/schema/states/index.ts";
import { exploreEndpoint } from "./explore-endpoint.ts";
import { Violation } from "./end-state.ts";
import { used, withTable } from "./endpoint.ts";
import { explore } from "./explore.ts";
import { differs, findProblems, lastLost, lateFault } from "./find-problems.ts";
import type { Pair, Scope } from "./pair.ts";

const never = (): boolean => false;
const either = (pair: Pair): boolean => lateFault(pair) || lastLost(pair);

interface Search {
  readonly title: string;
  readonly scope: Scope;
  /** The differences between the ends that the protocol allows. */
  readonly allowed: (pair: Pair) => boolean;
  /** The least number of states, so that a search without moves fails. */
  readonly least: number;
}

const searches: readonly Search[] = [
  { title: "both ends send and close", scope: { messages: 3, closes: [1, 1] }, allowed: never, least: 10_000 },
  { title: "only the client closes", scope: { messages: 2, closes: [1, 0] }, allowed: never, least: 1000 },
  { title: "only the server closes", scope: { messages: 2, closes: [0, 1] }, allowed: never, least: 1000 },
  { title: "the applications are slow", scope: { messages: 2, closes: [1, 1], slow: true }, allowed: never, least: 5000 },
  {
    title: "frames go out in pieces and each end commits a fault",
    scope: { messages: 1, closes: [1, 1], faults: [1, 1], pieces: true, window: 1 },
    allowed: lateFault,
    least: 15_000,
  },
  {
    title: "frames go out in pieces among pings",
    scope: { messages: 1, closes: [1, 1], pings: 1, pieces: true, window: 1 },
    allowed: never,
    least: 5000,
  },
  {
    title: "the server may refuse and the client cancel, with confirmation",
    scope: { messages: 1, closes: [1, 1], confirm: true, cancel: true, refuse: true, pings: 1 },
    allowed: never,
    least: 5000,
  },
  {
    title: "timers expire at any time",
    scope: { messages: 1, closes: [1, 1], faults: [1, 0], timers: "hrfacl", cancel: true, refuse: true, window: 1 },
    allowed: either,
    least: 10_000,
  },
  {
    title: "the connection may be lost",
    scope: { messages: 1, closes: [1, 1], faults: [0, 1], loss: true, refuse: true, window: 1 },
    allowed: either,
    least: 3000,
  },
  {
    title: "an application may end its connection at once",
    scope: { messages: 1, closes: [1, 1], faults: [1, 0], terminate: true, window: 1 },
    allowed: either,
    least: 10_000,
  },
  {
    title: "a peer may stop without a signal",
    scope: { messages: 1, closes: [1, 1], timers: "hrfacl", stop: true, window: 1 },
    allowed: either,
    least: 10_000,
  },
];

for (const { title, scope, allowed, least } of searches) {
  test(`both ends close, lose no message on a clean close and report the same when ${title}`, (t) => {
    const found = explore(scope);
    t.deepEqual(findProblems(found, allowed), []);
    t.true(found.states >= least, `${found.states} states`);
  });
}

test("the reports of the ends may differ if a fault is found after the own CLOS, or if the last CLOS is lost", (t) => {
  const late = explore({ messages: 1, closes: [1, 1], faults: [1, 0], window: 1 });
  t.true(late.ends.some((pair) => differs(pair) && lateFault(pair)));
  const lost = explore({ messages: 0, closes: [1, 1], loss: true, window: 1 });
  t.true(lost.ends.some((pair) => differs(pair) && lastLost(pair)));
});

const confirming: Scope = { messages: 2, closes: [1, 1], confirm: true, slow: true };

test("a confirming client whose kept messages fill the window opens without its second pong and without a timer", (t) => {
  const found = explore(confirming);
  t.deepEqual(findProblems(found, never), []);
  t.true(found.ends.some(({ ends: [client] }) => client.report === "clean" && client.delivered === 2));
});

test("the search detects a confirming client that keeps further messages: its window stays closed", (t) => {
  const keeping = changed((row) => (row.guard === "messages-full" ? { to: "confirming", actions: ["keep-message"] } : {}));
  withTable(keeping, () => {
    const ends = explore(confirming).ends.filter((pair) => pair.ends.some((end) => end.state !== "closed"));
    t.deepEqual(new Set(ends.map((pair) => pair.ends[0].state)), new Set(["confirming"]));
  });
});

const roles = [["client", false], ["client", true], ["server", false]] as const;

test("the table has a row for every move of a peer, a path and an application, and every row is reached", (t) => {
  for (const [role, confirm] of roles) t.true(exploreEndpoint(role, confirm) > 1000);
  const unused = connection.model.transitions.flatMap(({ from, event, guard, roles: rowRoles }) =>
    (rowRoles ?? connection.model.roles).map((role) => `${role} ${from} ${event} ${guard ?? ""}`).filter((name) => !used.has(name)),
  );
  t.deepEqual(unused, []);
});

type Rows = ReturnType<typeof connection.rows>;
type Change = (row: Rows[number], role: string) => Partial<Rows[number]>;

const changed = (change: Change): typeof connection => ({
  ...connection,
  rows: (role, state, event) => connection.rows(role, state, event).map((row) => ({ ...row, ...change(row, role) })),
});

function problemsWith(table: typeof connection, scope: Scope): readonly string[] {
  try {
    return withTable(table, () => {
      const problems = findProblems(explore(scope), lateFault);
      for (const [role, confirm] of roles) exploreEndpoint(role, confirm);
      return problems;
    });
  } catch (error) {
    if (error instanceof Violation) return [error.message];
    throw error;
  }
}

const at = (row: Rows[number], from: string, event: string): boolean => row.from === from && row.event === event;
const scope: Scope = { messages: 1, closes: [1, 1], faults: [1, 1], window: 1 };

const wrongRules: readonly (readonly [string, Change, RegExp])[] = [
  [
    "a server that ends the stream with its CLOS",
    (row, role) => (role === "server" && at(row, "flushing", "flushed") ? { actions: ["send-end-stream", "start-answer-timer"] } : {}),
    /server in closing: sends END_STREAM on flushed/,
  ],
  [
    "an endpoint that answers a crossing CLOS",
    (row) => (at(row, "closing", "clos") ? { actions: ["keep-code", "start-close-timer", "queue-answer"] } : {}),
    /sends END_STREAM while output waits/,
  ],
  [
    "a client that does not end the stream after its CLOS",
    (row, role) => (role === "client" ? { actions: row.actions.filter((action) => action !== "send-end-stream") } : {}),
    /an end does not close/,
  ],
  [
    "an endpoint that drops messages when it answers CLOS",
    (row) => (at(row, "open", "clos") ? { actions: ["keep-code", "drop-messages", "queue-answer", "start-flush-timer"] } : {}),
    /a clean close loses a message/,
  ],
  [
    "an endpoint that resets when it finds a fault",
    (row) => (at(row, "open", "fault") ? { to: "closed", actions: ["reset-cancel", "report-abnormal"] } : {}),
    /sends RST_STREAM on fault/,
  ],
  [
    "an endpoint that reads frames after an error frame",
    (row) => (row.guard?.startsWith("peer-") === true && at(row, "closing", "octets") ? { actions: ["parse"] } : {}),
    /reads \S after the peer's error frame/,
  ],
  [
    "an endpoint that does not begin the close timer anew behind its answer",
    (row) => (at(row, "draining", "flushed") ? { actions: row.actions.filter((action) => action !== "start-close-timer") } : {}),
    /in closing: runs the timer f/,
  ],
  [
    "an endpoint that does not begin the close timer anew with the peer's error frame",
    (row) => (at(row, "closing", "clos") ? { actions: ["keep-code"] } : {}),
    /in closing: runs the timer a/,
  ],
  [
    "an endpoint that begins the close timer anew when it has reported a fault",
    (row) => (at(row, "faulting", "flushed") && row.to === "failing" ? { actions: [...row.actions, "start-close-timer"] } : {}),
    /in failing: the timer began in faulting flushed/,
  ],
  [
    "an endpoint that begins the flush timer anew with the peer's error frame",
    (row) => (at(row, "flushing", "clos") ? { actions: [...row.actions, "start-flush-timer"] } : {}),
    /in draining: the timer began in flushing clos/,
  ],
  [
    "a server that ends its stream while octets wait for window",
    (row, role) => (role === "server" && at(row, "draining", "close-timeout") ? { actions: ["send-end-stream", "report-unclean"] } : {}),
    /sends END_STREAM while output waits/,
  ],
  [
    "a server that resets with NO_ERROR while octets wait for window",
    (row, role) => (role === "server" && at(row, "faulting", "close-timeout") ? { actions: ["reset-no-error", "report-abnormal"] } : {}),
    /sends RST_STREAM\(NO_ERROR\) before END_STREAM/,
  ],
  [
    "an endpoint that sends a message after close()",
    (row) => (at(row, "closing", "send") ? { actions: ["queue-message"] } : {}),
    /sends M after|no row for flushed/,
  ],
];

test("the search finds no problem in the table", (t) => {
  t.deepEqual(problemsWith(connection, scope), []);
});

for (const [title, change, problem] of wrongRules) {
  test(`the search detects ${title}`, (t) => {
    t.regex(problemsWith(changed(change), scope).join("\n"), problem);
  });
}
