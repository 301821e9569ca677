import test from "ava";

import type { MachineModel, SequenceStepModel } from "../../../../reference/layout/model.ts";
import { connection } from "../../../../reference/schema/states/index.ts";
import { ViewError } from "../../../../scripts/generate/blocks.ts";
import { playExchange } from "../../../../scripts/generate/sequence/play.ts";
import { sequence } from "../../../../scripts/generate/views/sequence.ts";

const text = { description: "x", cite: "#x" } as const;
const named = (name: string, roles?: readonly string[]) => ({ name, ...text, ...(roles === undefined ? {} : { roles }) });

/** A caller and a host, who may be busy: a small machine with each kind of message. */
const call: MachineModel = {
  kind: "machine",
  id: "call",
  title: "Call",
  ...text,
  roles: ["caller", "host"],
  states: ["idle", "busy", "talking", "done"].map((name) => named(name)),
  events: ["dial", "ring", "bytes", "hello", "noise", "hang-up", "gone"].map((name) => named(name)),
  guards: [named("polite")],
  actions: [named("send-dial", ["caller"]), named("say-hello"), named("leave"), named("read"), named("keep", ["host"]), named("drop")],
  initial: { caller: "idle", host: "idle" },
  transitions: [
    { from: "idle", event: "dial", roles: ["caller"], to: "talking", actions: ["send-dial", "say-hello"] },
    { from: "idle", event: "ring", roles: ["host"], to: "busy", actions: [] },
    { from: "busy", event: "bytes", roles: ["host"], to: "busy", actions: ["keep"] },
    { from: "busy", event: "dial", roles: ["host"], to: "talking", actions: ["read"] },
    { from: "busy", event: "hang-up", roles: ["host"], to: "done", actions: ["drop", "leave"] },
    { from: "talking", event: "bytes", to: "talking", actions: ["read"] },
    { from: "talking", event: "hello", guard: "polite", to: "talking", actions: ["say-hello"] },
    { from: "talking", event: "hello", to: "talking", actions: [] },
    { from: "talking", event: "noise", to: "done", actions: [] },
    { from: "talking", event: "hang-up", to: "done", actions: ["leave"] },
    { from: "talking", event: "gone", to: "done", actions: [] },
    { from: "done", event: "gone", to: "done", actions: [] },
    { from: "done", event: "bytes", to: "done", actions: ["drop"] },
  ],
};

/** Returns the machine with one exchange. */
function withSteps(steps: readonly SequenceStepModel[], from?: Readonly<Record<string, string>>): MachineModel {
  const exchange = { name: "test", title: "Test", steps, ...(from === undefined ? {} : { from }) };
  return {
    ...call,
    sequences: {
      frames: { "say-hello": "hello" },
      signals: { "send-dial": ["ring"], leave: ["gone"] },
      octets: { event: "bytes", parse: "read", keep: "keep", drop: "drop", fault: "noise" },
      exchanges: [exchange],
    },
  };
}

const talking = { caller: "talking", host: "talking" };
const dial = { role: "caller", on: "dial", sends: { "send-dial": "dial", "say-hello": "hello" } };
const begun = [dial, { role: "host", on: "ring" }, { role: "host", on: "bytes" }];

function draw(machine: MachineModel): string {
  const [block] = sequence.render(machine, { name: "test" }, { format: 1, name: "x", elements: {} });
  return block?.kind === "figure" ? block.ascii : "";
}

function svg(machine: MachineModel): string {
  const [block] = sequence.render(machine, { name: "test" }, { format: 1, name: "x", elements: {} });
  return block?.kind === "figure" ? (block.svg ?? "") : "";
}

test("draws each message as an arrow, and each new state beside its lifeline", (t) => {
  const steps = [
    ...begun,
    { role: "host", on: "dial", note: "answers" },
    { role: "host", on: "hello", when: "polite", sends: { "say-hello": "hello" } },
    { role: "caller", on: "hello" },
  ];
  t.is(
    draw(withSteps(steps)),
    `     caller                          host
        |                              |
talking |-- dial --------------------->| busy
        |-- hello -------------------->|
        |                    (answers) | talking
        |<-------------------- hello --|
        |                              |`,
  );
});

test("draws messages that cross as two ends each, and as slanted lines in SVG", (t) => {
  const steps = [
    { role: "caller", on: "hang-up", sends: { leave: "bye 1" } },
    { role: "host", on: "hang-up", sends: { leave: "bye 2" } },
    { role: "caller", on: "gone" },
    { role: "host", on: "gone" },
  ];
  const crossing = withSteps(steps, talking);
  t.is(
    draw(crossing),
    `     caller                          host
talking |                              | talking
   done |-- bye 1 -->      <-- bye 2 --| done
        |<-- bye 2 --      -- bye 1 -->|
        |                              |`,
  );
  const lines = [.../<path fill="none"[^>]*d="([^"]*)"/.exec(svg(crossing))?.[1]?.matchAll(/M(\d+) (\d+)L(\d+) (\d+)/g) ?? []];
  t.is(lines.length, 2);
  t.true(lines.every(([, , from, , to]) => Number(to) > Number(from)));
});

test("a message to which the reply is sent later takes one row in SVG, with its label above", (t) => {
  const drawing = svg(withSteps([...begun, { role: "host", on: "dial" }, { role: "host", on: "hello" }]));
  t.regex(drawing, /text-anchor="middle">dial</);
  t.regex(drawing, /<desc>caller to host: dial; caller to host: hello<\/desc>/);
  t.notRegex(drawing, /style=|fill="(?!none|black)/);
});

const wrong: readonly (readonly [title: string, steps: readonly SequenceStepModel[], message: string, from?: typeof talking])[] = [
  [
    "an event that the state does not have",
    [{ role: "host", on: "dial" }],
    "the exchange test has dial in idle, which the table does not have; see step 1 (host: dial)",
  ],
  [
    "a guard that the cell does not have",
    [...begun, { role: "host", on: "dial" }, { role: "host", on: "hello", when: "rude" }],
    "the exchange test has hello [rude] in talking, which the table does not have; expected polite or no guard; see step 5 (host: hello)",
  ],
  ["an unknown role", [{ role: "guest", on: "ring" }], "the exchange test has no role guest; see step 1 (guest: ring)"],
  [
    "a message that has not been sent",
    [{ role: "host", on: "ring" }],
    "the exchange test has ring at the host, to which nothing is on its way; see step 1 (host: ring)",
  ],
  [
    "another event than the message causes",
    [{ role: "caller", on: "hang-up", sends: { leave: "bye" } }, { role: "host", on: "hello" }],
    'the exchange test has hello where "bye" arrives; expected gone; see step 2 (host: hello)',
    talking,
  ],
  [
    "octets of which none are on their way",
    [dial, { role: "host", on: "ring" }, { role: "host", on: "dial" }, { role: "host", on: "hello" }, { role: "caller", on: "bytes" }],
    "the exchange test has bytes at the caller, to which nothing is on its way; see step 5 (caller: bytes)",
  ],
  [
    "octets where the receiver reads the frame",
    [dial, { role: "host", on: "ring" }, { role: "host", on: "dial" }, { role: "host", on: "bytes" }],
    'the exchange test has "hello" as bytes, but the host reads it; expected hello; see step 4 (host: bytes)',
  ],
  [
    "a message that does not arrive",
    [dial, { role: "host", on: "ring" }],
    'the exchange test ends before "hello" arrives; see step 2 (host: ring)',
  ],
  [
    "an action that sends and has no name",
    [{ role: "caller", on: "dial", sends: { "send-dial": "dial" } }],
    "the exchange test gives say-hello 0 names; expected 1: hello; see step 1 (caller: dial)",
  ],
  [
    "a name for an action that the transition does not have",
    [{ role: "caller", on: "dial", sends: { "send-dail": "dial", "say-hello": "hello" } }],
    'the exchange test sends send-dail, which is no action of this transition; did you mean "send-dial"?; see step 1 (caller: dial)',
  ],
];

for (const [title, steps, message, from] of wrong) {
  test(`refuses ${title}`, (t) => {
    t.throws(() => playExchange(withSteps(steps, from), "test"), { instanceOf: ViewError, message });
  });
}

test("a frame that its receiver drops arrives as octets, also one that it had kept", (t) => {
  const kept = [...begun, { role: "host", on: "hang-up", sends: { leave: "bye" } }, { role: "caller", on: "gone" }];
  t.is(playExchange(withSteps(kept), "test").messages.length, 3);
  const late = [
    { role: "host", on: "hang-up", sends: { leave: "bye" } },
    { role: "caller", on: "gone" },
  ];
  t.is(playExchange(withSteps(late, talking), "test").steps.at(-1)?.state, "done");
});

test("refuses an unknown exchange, a machine of three roles and a drawing that is too wide", (t) => {
  const machine = withSteps([dial]);
  t.throws(() => playExchange(machine, "tset"), { instanceOf: ViewError, message: 'there is no exchange "tset"; did you mean "test"?' });
  t.throws(() => playExchange({ ...machine, roles: ["a", "b", "c"] }, "test"), { message: "an exchange has two roles, the machine has 3" });
  const wide = [{ ...dial, sends: { "send-dial": "d".repeat(60), "say-hello": "hello" } }, ...begun.slice(1)];
  t.throws(() => draw(withSteps(wide)), { instanceOf: ViewError, message: /^the drawing has 8\d columns; expected at most 69/ });
});

const names = connection.model.sequences?.exchanges.map(({ name }) => name) ?? [];
for (const name of names) {
  test(`the exchange ${name} of a connection is one that the transition table allows`, (t) => {
    t.notThrows(() => playExchange(connection.model, name));
  });

  test(`the exchange ${name} cannot leave out a step that sends`, (t) => {
    const { model } = connection;
    const { sequences } = model;
    const exchange = sequences?.exchanges.find((each) => each.name === name);
    if (sequences === undefined || exchange === undefined) return t.fail();
    for (const [index, { sends }] of exchange.steps.entries()) {
      if (sends === undefined) continue;
      const changed = { ...exchange, steps: exchange.steps.filter((_, at) => at !== index) };
      t.throws(() => playExchange({ ...model, sequences: { ...sequences, exchanges: [changed] } }, name), undefined, `step ${index + 1}`);
    }
  });
}

test("every action of a connection that sends is known to its exchanges", (t) => {
  const { frames, signals } = connection.model.sequences ?? { frames: {}, signals: {} };
  const names = connection.model.actions.map(({ name }) => name);
  const sending = names.filter((name) => /^(send|reset)-|^queue-|^refuse-(?!message)/.test(name));
  t.deepEqual([...Object.keys(frames), ...Object.keys(signals)].sort(), sending.sort());
});
