import test from "ava";
import fc from "fast-check";

import { decodeFrame } from "../../../reference/codec.ts";
import { fromHex } from "../../../reference/layout/index.ts";
import { localChoices, simulate, type Simulation, type SimulationInput } from "../../../scripts/explorer/machine/simulation.ts";
import { receiverSteps } from "../../../scripts/explorer/view/receiver-states.ts";
import { decodeInput } from "../../../scripts/explorer/view/decode-input.ts";
import { defaultSettings } from "../../../scripts/explorer/view/settings.ts";
import { data } from "./explorer-cases.ts";

const { machine } = data;

const local = (role: string, event: string): SimulationInput => ({ kind: "local", role, event });
const deliver = (role: string, damaged = false): SimulationInput => ({ kind: "deliver", role, damaged });

const opening = [
  local("client", "request"),
  deliver("server"),
  deliver("server"),
  local("server", "accept"),
  deliver("client"),
  deliver("client"),
  deliver("server"),
  deliver("client"),
];

const statesOf = ({ ends }: Simulation): string[] => ends.map(({ state }) => state);

const wayOf = ({ onTheWay }: Simulation): unknown =>
  Object.fromEntries(Object.entries(onTheWay).map(([role, pieces]) => [role, pieces.map(({ event }) => event)]));

/** Delivers everything, to both ends in turn, until nothing is on its way. */
function settle(inputs: readonly SimulationInput[]): Simulation {
  const all = [...inputs];
  for (;;) {
    const simulation = simulate(machine, all);
    const waiting = machine.roles.filter((role) => (simulation.onTheWay[role] ?? []).length > 0);
    if (waiting.length === 0) return simulation;
    all.push(...waiting.map((role) => deliver(role)));
  }
}

test("a connection opens step by step", (t) => {
  const states = opening.map((_, index) => statesOf(simulate(machine, opening.slice(0, index + 1))).join(" "));
  t.deepEqual(states, [
    "connecting deciding",
    "connecting deciding",
    "connecting deciding",
    "connecting open",
    "replied open",
    "open open",
    "open open",
    "open open",
  ]);
  t.deepEqual(simulate(machine, opening.slice(0, 3)).ends[1]?.held.map(({ event }) => event), ["ping"]);
  t.deepEqual(wayOf(simulate(machine, opening)), { client: [], server: [] });
});

test("a client that waits for the second pong opens with it", (t) => {
  t.deepEqual(statesOf(simulate(machine, opening.slice(0, 6), true)), ["confirming", "open"]);
  t.deepEqual(statesOf(simulate(machine, opening, true)), ["open", "open"]);
});

test("a close of either end, closes that cross, a refusal and a fault end both ends", (t) => {
  const ends = [
    [...opening, local("client", "close")],
    [...opening, local("server", "close")],
    [...opening, local("client", "close"), local("server", "close")],
    [...opening.slice(0, 3), local("server", "refuse")],
    [...opening, local("client", "send"), deliver("server", true)],
    [...opening, { kind: "cut" } as const],
  ];
  t.deepEqual(ends.map((inputs) => statesOf(settle(inputs))), ends.map(() => ["closed", "closed"]));
});

test("a faulty frame makes its receiver send an error frame, and without window the frame waits", (t) => {
  const fault = simulate(machine, [...opening, local("client", "send"), deliver("server", true)]);
  t.deepEqual([statesOf(fault), wayOf(fault)], [["open", "failing"], { client: ["error"], server: [] }]);
  const stalled = [...opening, { kind: "window", role: "server" } as const, local("client", "send"), deliver("server", true)];
  t.deepEqual(statesOf(simulate(machine, stalled)), ["open", "faulting"]);
  t.deepEqual(statesOf(simulate(machine, [...stalled, { kind: "window", role: "server" }])), ["open", "failing"]);
});

test("frames on their way are frames", (t) => {
  const all = [...opening, local("client", "send"), local("client", "ping-due"), local("server", "close")];
  const pieces = simulate(machine, all).steps.flatMap(({ sent }) => sent).filter((piece) => piece.kind === "frame");
  t.deepEqual(pieces.map(({ hex }) => decodeFrame(fromHex(hex)).ok), pieces.map(() => true));
  t.true(pieces.length >= 7);
});

test("after any choices of a reader, terminating and delivering everything closes both ends", (t) => {
  const numbers = fc.array(fc.nat(1000), { maxLength: 40 });
  fc.assert(
    fc.property(numbers, (choices) => {
      const inputs: SimulationInput[] = [local("client", "request")];
      for (const number of choices) {
        const { ends, onTheWay, isCut } = simulate(machine, inputs);
        const possible = [
          ...ends.flatMap((end) => localChoices(machine, end, isCut).map(({ event }) => local(end.role, event))),
          ...machine.roles.filter((role) => (onTheWay[role] ?? []).length > 0).flatMap((role) => [deliver(role), deliver(role, true)]),
        ];
        const next = possible[number % Math.max(1, possible.length)];
        if (next !== undefined) inputs.push(next);
      }
      const final = settle([...inputs, { kind: "cut" }]);
      t.true(final.ends.every(({ state, requested }) => state === "closed" || !requested || state === "refused"));
    }),
    { numRuns: 60 },
  );
});

test("the receiver's state follows the frames, and frames behind an error frame are not read", (t) => {
  const settings = { ...defaultSettings(data), role: "server" };
  const octets = fromHex("0a0300d1d2d3d4d5d6d7d803004869 0502434c4f53 03004869".replaceAll(" ", ""));
  t.deepEqual(receiverSteps(decodeInput(data, octets, settings), "server", data), [
    { from: "opening", to: "open", isRead: true },
    { from: "open", to: "open", isRead: true },
    { from: "open", to: "draining", isRead: true },
    { from: "draining", to: "draining", isRead: false },
  ]);
  t.deepEqual(receiverSteps(decodeInput(data, fromHex("03004869"), settings), "client", data), [
    { from: "replied", to: "closed", isRead: true, refusal: { expected: "pong", requirement: "R-036" } },
  ]);
  t.deepEqual(receiverSteps(decodeInput(data, fromHex("0300486903004869"), settings), "server", data), [
    { from: "opening", to: "faulting", isRead: true, refusal: { expected: "ping", requirement: "R-040" } },
    { from: "faulting", to: "faulting", isRead: false },
  ]);
  const faulty = receiverSteps(decodeInput(data, fromHex("0110"), settings), "server", data);
  t.deepEqual(faulty, [{ from: "opening", to: "faulting", isRead: true }]);
});
