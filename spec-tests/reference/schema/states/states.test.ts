import test from "ava";
import { step } from "../../../../reference/layout/machine/machine.ts";
import {
  connection,
  type ConnectionEvent,
  type ConnectionGuard,
  type ConnectionRole,
  type ConnectionState,
} from "../../../../reference/schema/states/index.ts";

const { model, impossible } = connection;

test("every cell of role, state and event has rows with a last row without a guard, or is impossible", (t) => {
  const has = (named: { readonly roles?: readonly string[] }, role: string) => (named.roles ?? model.roles).includes(role);
  const cells = model.roles.flatMap((role) =>
    model.states.filter((state) => has(state, role)).flatMap((state) =>
      model.events.filter((event) => has(event, role)).map((event) => ({ role, state: state.name, event: event.name })),
    ),
  );
  const open = cells.filter(({ role, state, event }) => {
    const rows = model.transitions.filter((row) => row.from === state && row.event === event && has(row, role));
    const closed = impossible.some((cell) => cell.role === role && cell.state === state && cell.event === event);
    return closed ? rows.length > 0 : rows.at(-1) === undefined || rows.at(-1)?.guard !== undefined;
  });
  t.deepEqual(open, []);
  t.true(cells.length > 350, `${cells.length} cells`);
});

test("every name has a description of full sentences and a citation", (t) => {
  for (const named of [...model.states, ...model.events, ...model.guards, ...model.actions]) {
    t.regex(named.description, /^[A-Z].*\.$/s, named.name);
    t.regex(named.cite, /^#[a-z]+(-[a-z]+)*$/, named.name);
  }
});

test("the machine has the states of the protocol, by role", (t) => {
  const of = (role: string) => model.states.filter((state) => (state.roles ?? model.roles).includes(role)).map((state) => state.name);
  const shared = ["open", "flushing", "closing", "draining", "faulting", "failing", "closed"];
  t.deepEqual(of("server"), ["deciding", "refused", "opening", ...shared]);
  t.deepEqual(of("client"), ["connecting", "refused", "replied", "confirming", ...shared]);
});

/** An event with the guards that hold, and the expected next state and actions. */
type Line = readonly [event: ConnectionEvent, guards: readonly ConnectionGuard[], state: ConnectionState, ...actions: string[]];

interface EventSequence {
  readonly title: string;
  readonly role: ConnectionRole;
  readonly from: ConnectionState;
  readonly lines: readonly Line[];
}

const sequences: readonly EventSequence[] = [
  {
    title: "a client opens and closes",
    role: "client",
    from: "connecting",
    lines: [
      ["request", [], "connecting", "send-request", "send-opening-ping", "start-handshake-timer"],
      ["headers", ["interim"], "connecting"],
      ["headers", ["reply-okay"], "replied"],
      ["octets", [], "replied", "parse"],
      ["pong", [], "open", "queue-second-ping", "announce-open"],
      ["send", [], "open", "queue-message"],
      ["close", [], "flushing", "queue-clos", "start-flush-timer"],
      ["message", [], "flushing", "deliver"],
      ["flushed", [], "closing", "send-end-stream", "start-answer-timer"],
      ["send", [], "closing", "refuse-message"],
      ["message", [], "closing", "deliver"],
      ["ping", [], "closing"],
      ["clos", [], "closing", "keep-code", "start-close-timer"],
      ["octets", ["peer-clos"], "closing", "discard"],
      ["end-stream", ["peer-clos"], "closed", "report-clean"],
    ],
  },
  {
    title: "a server accepts, closes, and ends its stream after the END_STREAM of the client",
    role: "server",
    from: "deciding",
    lines: [
      ["request", [], "deciding", "start-handshake-timer", "check-request"],
      ["octets", [], "deciding", "hold"],
      ["accept", [], "opening", "send-reply", "start-handshake-timer", "parse"],
      ["send", [], "opening", "queue-message"],
      ["ping", [], "open", "queue-opening-pong", "announce-open"],
      ["close", [], "flushing", "queue-clos", "start-flush-timer"],
      ["flushed", [], "closing", "start-answer-timer"],
      ["clos", [], "closing", "keep-code", "start-close-timer"],
      ["end-stream", ["peer-clos"], "closed", "send-end-stream", "report-clean"],
    ],
  },
  {
    title: "a server answers CLOS after the END_STREAM of the client",
    role: "server",
    from: "open",
    lines: [
      ["clos", [], "draining", "keep-code", "queue-answer", "start-flush-timer"],
      ["end-stream", [], "draining"],
      ["flushed", ["peer-clos"], "closed", "send-end-stream", "report-clean"],
    ],
  },
  {
    title: "a server answers CLOS before the END_STREAM of the client",
    role: "server",
    from: "draining",
    lines: [
      ["flushed", ["peer-open", "peer-clos"], "closing", "start-close-timer"],
      ["end-stream", ["peer-clos"], "closed", "send-end-stream", "report-clean"],
    ],
  },
  {
    title: "both ends close at the same time, and neither answers",
    role: "client",
    from: "flushing",
    lines: [
      ["clos", [], "draining", "keep-code"],
      ["flushed", ["peer-clos"], "closing", "send-end-stream", "start-close-timer"],
      ["end-stream", ["peer-clos"], "closed", "report-clean"],
    ],
  },
  {
    title: "a server finds a fault and holds END_STREAM",
    role: "server",
    from: "open",
    lines: [
      ["fault", [], "faulting", "drop-queue", "queue-fault", "start-close-timer"],
      ["octets", [], "faulting", "discard"],
      ["flushed", ["peer-open"], "failing"],
      ["octets", [], "failing", "discard"],
      ["end-stream", [], "closed", "send-end-stream", "report-abnormal"],
    ],
  },
  {
    title: "a client receives an error frame and answers with CLOS",
    role: "client",
    from: "open",
    lines: [
      ["error", [], "draining", "keep-code", "drop-messages", "queue-plain-clos", "start-flush-timer"],
      ["flushed", ["peer-error"], "closing", "send-end-stream", "start-close-timer"],
      ["end-stream", ["peer-error"], "closed", "report-unclean"],
    ],
  },
  {
    title: "a fault is found after the own CLOS",
    role: "server",
    from: "closing",
    lines: [
      ["fault", [], "failing", "start-close-timer"],
      ["end-stream", [], "closed", "send-end-stream", "report-abnormal"],
    ],
  },
  {
    title: "CLOS arrives instead of the second pong",
    role: "client",
    from: "replied",
    lines: [
      ["pong", ["confirm"], "confirming", "queue-second-ping"],
      ["message", ["confirm"], "confirming", "keep-message"],
      ["clos", ["confirm"], "draining", "announce-open", "keep-code", "queue-answer", "start-flush-timer"],
    ],
  },
  {
    title: "the kept messages of a confirming client reach a limit",
    role: "client",
    from: "confirming",
    lines: [
      ["message", [], "confirming", "keep-message"],
      ["message", ["messages-full"], "open", "keep-message", "announce-open"],
      ["pong", [], "open", "settle-ping"],
    ],
  },
  {
    title: "a server closes before its opening pong is sent",
    role: "server",
    from: "open",
    lines: [["close", ["pong-waits"], "closed", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "a client resets before the opening pong is sent",
    role: "server",
    from: "open",
    lines: [["reset", ["pong-waits"], "closed", "count-opening", "report-abnormal"]],
  },
  {
    title: "a client ends before the opening pong is sent",
    role: "server",
    from: "open",
    lines: [["end-stream", ["pong-waits"], "closed", "count-opening", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "a client ends its request while the server decides",
    role: "server",
    from: "deciding",
    lines: [["end-stream", [], "closed", "refuse-content", "count-opening", "report-failed"]],
  },
  {
    title: "a client sends too much content while the server decides",
    role: "server",
    from: "deciding",
    lines: [
      ["octets", [], "deciding", "hold"],
      ["octets", ["content-over"], "refused", "refuse-content", "discard", "count-opening", "start-refusal-timer", "report-failed"],
      ["accept", [], "refused"],
      ["refuse", [], "refused"],
    ],
  },
  {
    title: "a client resets after the opening pong",
    role: "server",
    from: "open",
    lines: [["reset", [], "closed", "report-abnormal"]],
  },
  {
    title: "a server closes before the first ping",
    role: "server",
    from: "opening",
    lines: [["close", [], "closed", "reset-cancel", "report-failed"]],
  },
  {
    title: "the first frame is an error frame",
    role: "server",
    from: "opening",
    lines: [["clos", [], "faulting", "drop-queue", "queue-framing-fault", "start-close-timer"]],
  },
  {
    title: "a client reads the content of a refusal and cancels",
    role: "client",
    from: "connecting",
    lines: [
      ["headers", ["content-follows"], "refused", "shorten-handshake-timer"],
      ["octets", [], "refused", "keep-content"],
      ["end-stream", [], "closed", "reset-cancel", "report-failed"],
    ],
  },
  {
    title: "the shortened handshake timer of a client expires before the content of a refusal is complete",
    role: "client",
    from: "refused",
    lines: [["handshake-timeout", [], "closed", "reset-cancel", "report-failed"]],
  },
  {
    title: "the peer of a client accepts nothing before its CLOS",
    role: "client",
    from: "flushing",
    lines: [["close-timeout", [], "closed", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "the peer of a server accepts nothing before its CLOS",
    role: "server",
    from: "flushing",
    lines: [["close-timeout", [], "closed", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "a client ends while octets of a server wait",
    role: "server",
    from: "open",
    lines: [["end-stream", ["output-waits"], "closed", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "an application ends its connection at once",
    role: "server",
    from: "closing",
    lines: [["terminate", [], "closed", "reset-cancel", "report-abnormal"]],
  },
  {
    title: "a request is undecided until the handshake timer expires",
    role: "server",
    from: "deciding",
    lines: [
      ["handshake-timeout", [], "refused", "refuse-undecided", "discard", "start-refusal-timer", "report-failed"],
      ["octets", [], "refused", "discard"],
      ["refusal-timeout", [], "closed", "reset-no-error"],
    ],
  },
  {
    title: "the close timer of a server expires",
    role: "server",
    from: "closing",
    lines: [["close-timeout", [], "closed", "send-end-stream", "reset-no-error", "report-abnormal"]],
  },
  {
    title: "END_STREAM reaches a client that flushes its answer",
    role: "client",
    from: "draining",
    lines: [["end-stream", ["peer-clos"], "closed", "reset-cancel", "report-unclean"]],
  },
];

for (const { title, role, from, lines } of sequences) {
  test(`the table leads through the expected states when ${title}`, (t) => {
    let state = from;
    for (const [event, guards, to, ...actions] of lines) {
      const found = step(connection, role, state, event, (guard) => guards.includes(guard));
      t.deepEqual([event, found?.to, ...(found?.actions ?? [])], [event, to, ...actions]);
      state = to;
    }
  });
}
