import test from "ava";
import { LayoutError } from "../../../../reference/layout/errors.ts";
import {
  machine,
  step,
  vocabulary,
  type MachineRow,
  type MachineRowOf,
  type MachineVocabulary,
} from "../../../../reference/layout/machine/machine.ts";

const said = { cite: "#m", description: "Said." } as const;

const names = vocabulary({
  roles: ["caller", "called"],
  states: [
    { name: "idle", ...said },
    { name: "ringing", roles: ["called"], ...said },
    { name: "talking", ...said },
  ],
  events: [
    { name: "dial", ...said },
    { name: "lift", roles: ["called"], ...said },
    { name: "hang-up", ...said },
  ],
  guards: [{ name: "busy", ...said }],
  actions: [
    { name: "ring", ...said },
    { name: "stop", ...said },
  ],
});
const doc = { id: "call", title: "Call", ...said, initial: { caller: "idle", called: "idle" } } as const;
const rows: readonly MachineRowOf<typeof names>[] = [
  { role: "called", from: "idle", on: "dial", when: "busy" },
  { role: "called", from: "idle", on: "dial", to: "ringing", do: ["ring"] },
  { role: "caller", from: "idle", on: "dial", to: "talking" },
  { from: ["ringing", "talking"], on: "hang-up", to: "idle", do: ["stop", "ring"] },
  { from: "ringing", on: "lift", to: "talking" },
  { from: ["idle", "talking"], on: "lift", never: "Nothing rings." },
  { from: ["ringing", "talking"], on: "dial", never: "The line is taken." },
  { from: "idle", on: "hang-up" },
];
const call = machine(names, doc, rows);

test("returns the model as plain data: a transition for each state and event, with the roles that have both", (t) => {
  const model = JSON.parse(JSON.stringify(call.model));
  t.deepEqual(model, { kind: "machine", ...doc, ...names, transitions: [
    { from: "idle", event: "dial", roles: ["called"], guard: "busy", to: "idle", actions: [] },
    { from: "idle", event: "dial", roles: ["called"], to: "ringing", actions: ["ring"] },
    { from: "idle", event: "dial", roles: ["caller"], to: "talking", actions: [] },
    { from: "ringing", event: "hang-up", roles: ["called"], to: "idle", actions: ["stop", "ring"] },
    { from: "talking", event: "hang-up", to: "idle", actions: ["stop", "ring"] },
    { from: "ringing", event: "lift", roles: ["called"], to: "talking", actions: [] },
    { from: "idle", event: "hang-up", to: "idle", actions: [] },
  ] });
});

test("lists the impossible cells with the reason", (t) => {
  const never = (state: string, event: string, why: string, role = "called") => ({ role, state, event, why });
  t.deepEqual(call.impossible as readonly object[], [
    never("idle", "lift", "Nothing rings."),
    never("talking", "lift", "Nothing rings."),
    never("ringing", "dial", "The line is taken."),
    never("talking", "dial", "The line is taken.", "caller"),
    never("talking", "dial", "The line is taken."),
  ]);
});

test("takes the first row whose guard holds, and calls no guard after it", (t) => {
  const plain = (found: object | undefined) =>
    found && { to: (found as { to: string }).to, actions: (found as { actions: string[] }).actions };
  t.deepEqual(plain(step(call, "called", "idle", "dial", () => true)), { to: "idle", actions: [] });
  t.deepEqual(plain(step(call, "called", "idle", "dial", () => false)), { to: "ringing", actions: ["ring"] });
  const asked: string[] = [];
  step(call, "called", "idle", "dial", (guard) => asked.push(guard) < 0);
  step(call, "caller", "idle", "dial", (guard) => asked.push(guard) < 0);
  t.deepEqual(asked, ["busy"]);
});

test("returns no step for an impossible cell, or for a state or event that the role does not have", (t) => {
  t.is(step(call, "called", "idle", "lift", () => true), undefined);
  t.is(step(call, "caller", "ringing", "hang-up", () => true), undefined);
  t.is(step(call, "caller", "talking", "lift", () => true), undefined);
});

const refuses =
  (all: readonly MachineRow[], vocabularyOf: MachineVocabulary = names, initial: Record<string, string> = doc.initial) =>
  () =>
    machine(vocabularyOf, { ...doc, initial }, all);

const wrongRows: readonly (readonly [string, readonly MachineRow[], string])[] = [
  ["an unknown state to come from", [...rows, { from: "busy", on: "dial" }], 'call.busy.dial: there is no state "busy"'],
  ["an unknown state to go to", [...rows, { from: "idle", on: "dial", to: "away" }], 'call.idle.dial: there is no state "away"'],
  ["an unknown event", [...rows, { from: "idle", on: "ring" }], 'call.idle.ring: there is no event "ring"'],
  ["an unknown guard", [...rows, { from: "idle", on: "dial", when: "x" }], 'call.idle.dial: there is no guard "x"'],
  ["an unknown action", [...rows, { from: "idle", on: "dial", do: ["x"] }], 'call.idle.dial: there is no action "x"'],
  ["an unknown role", [...rows, { role: "x", from: "idle", on: "dial" }], 'call.idle.dial: there is no role "x"'],
  ["a row without a state", [...rows, { from: [], on: "dial" }], "call..dial: the row has no state or no event"],
  [
    "an impossible cell without a reason",
    [...rows, { from: "idle", on: "lift", never: "" }],
    "call.idle.lift: the row gives no reason why it is impossible",
  ],
  [
    "a row that applies to no role",
    [...rows, { role: "caller", from: "ringing", on: "dial" }],
    "call.ringing.dial: no role has both the state and the event",
  ],
  ["a cell without a row", rows.slice(0, -1), "call.caller.idle.hang-up: the cell has no row and is not declared impossible"],
  [
    "a cell with a row that is impossible",
    [...rows, { from: "talking", on: "dial" }],
    "call.caller.talking.dial: the cell has a row and is declared impossible",
  ],
  [
    "a cell that is impossible twice",
    [...rows, { from: "idle", on: "lift", never: "So." }],
    "call.called.idle.lift: the cell is declared impossible twice",
  ],
  [
    "a row after a row without a guard",
    [...rows, { from: "idle", on: "hang-up" }],
    "call.caller.idle.hang-up: the cell has a row after a row without a guard",
  ],
  [
    "a cell whose every row has a guard",
    [...rows.slice(0, -1), { from: "idle", on: "hang-up", when: "busy" }],
    "call.caller.idle.hang-up: the cell has no row without a guard",
  ],
  [
    "two rows of a cell with one guard",
    [rows[0] as MachineRow, ...rows],
    "call.called.idle.dial: the cell has two rows with the same guard",
  ],
  [
    "a row that leads a role to a state that it does not have",
    [...rows.slice(0, -1), { from: "idle", on: "hang-up", to: "ringing" }],
    "call.caller.idle.hang-up: leads to ringing, which is not a state of a caller",
  ],
  ["a guard that no row uses", rows.slice(1), "call.busy: no row uses the guard"],
];

for (const [what, all, message] of wrongRows) {
  test(`refuses ${what} at load`, (t) => {
    t.throws(refuses(all), { instanceOf: LayoutError, message });
  });
}

const wrongNames: readonly (readonly [string, MachineVocabulary, string])[] = [
  [
    "a state that is declared twice",
    { ...names, states: [...names.states, { name: "idle", ...said }] },
    "call.idle: the state is declared twice",
  ],
  [
    "an event without a description",
    { ...names, events: [{ name: "dial", ...said, description: " " }] },
    "call.dial: the event has no description",
  ],
  ["a guard in capitals", { ...names, guards: [{ name: "Busy", ...said }] }, "call.Busy: the guard is not in lower case with hyphens"],
  [
    "an action of a role that is not declared",
    { ...names, actions: [{ name: "ring", roles: ["x"], ...said }] },
    'call.ring: the action names the role "x", which is not declared',
  ],
  ["an action that no row uses", { ...names, actions: [...names.actions, { name: "wait", ...said }] }, "call.wait: no row uses the action"],
  ["a state that no row leads to", { ...names, states: [...names.states, { name: "gone", ...said }] }, "call.gone: no row uses the state"],
  [
    "a guard of another role",
    { ...names, guards: [{ name: "busy", roles: ["caller"], ...said }] },
    "call.called.idle.dial: has the guard busy, which is not a guard of a called",
  ],
  [
    "an action of another role",
    {
      ...names,
      actions: [
        { name: "ring", roles: ["caller"], ...said },
        { name: "stop", ...said },
      ],
    },
    "call.called.idle.dial: has the action ring, which is not an action of a called",
  ],
];

for (const [what, vocabularyOf, message] of wrongNames) {
  test(`refuses ${what} at load`, (t) => {
    t.throws(refuses(rows, vocabularyOf), { instanceOf: LayoutError, message });
  });
}

test("refuses an initial state that is unknown, or that the role does not have, at load", (t) => {
  t.throws(refuses(rows, names, { caller: "idle" }), {
    instanceOf: LayoutError,
    message: "call: the initial state of role called is not declared",
  });
  t.throws(refuses(rows, names, { caller: "ringing", called: "idle" }), {
    instanceOf: LayoutError,
    message: "call: the initial state ringing of role caller is not a state of this role",
  });
});

test("does not compile with a name outside the vocabulary", (t) => {
  const typed: readonly MachineRowOf<typeof names>[] = [
    // @ts-expect-error no such state
    { from: "ringin", on: "dial" },
    // @ts-expect-error no such event
    { from: "idle", on: "dail" },
    // @ts-expect-error no such guard
    { from: "idle", on: "dial", when: "bussy" },
    // @ts-expect-error no such action
    { from: "idle", on: "dial", do: ["rign"] },
    // @ts-expect-error no such role
    { from: "idle", on: "dial", role: "operator" },
    // @ts-expect-error no such state to go to
    { from: "idle", on: "dial", to: "talkin" },
  ];
  t.is(typed.length, 6);
  t.throws(() => machine(names, doc, typed), { instanceOf: LayoutError });
});
