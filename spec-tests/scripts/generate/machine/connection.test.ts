import test from "ava";

import type { MachineModel } from "../../../../reference/layout/model.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import type { ViewBlock } from "../../../../scripts/generate/blocks.ts";
import { renderView } from "../../../../scripts/generate/render-view.ts";
import { readArrows, readTransitions, type Row } from "./read.ts";

const machine = websocket2.elements["connection"] as MachineModel;
const mine = (each: { readonly roles?: readonly string[] }, role: string): boolean => (each.roles ?? machine.roles).includes(role);
const textOf = ([block]: readonly ViewBlock[]): string =>
  (block?.kind === "figure" ? block.ascii : block?.kind === "source" ? block.text : "");

/** By state and event, in the order in which guards are tried. */
const sorted = (rows: readonly Row[]): readonly Row[] => {
  const key = ({ from, event }: Row): string => `${from} ${event}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
};

for (const role of machine.roles) {
  const table = machine.transitions.filter((row) => mine(row, role));
  const list = textOf(renderView("transitions", { of: "connection", role }, websocket2));
  const drawn = readArrows(textOf(renderView("machine", { of: "connection", role }, websocket2)));

  test(`prints each row of the table of a ${role}, and guarded rows in the order of evaluation`, (t) => {
    const rows = table.map(({ from, event, guard, to, actions }) =>
      ({ from, event, ...(guard === undefined ? {} : { guard }), to, actions }));
    t.true(rows.length > 80);
    t.deepEqual(sorted(readTransitions(list)), sorted(rows));
  });

  test(`prints the table of a ${role} in lines of at most 69 columns, about three pages`, (t) => {
    const lines = list.split("\n");
    t.deepEqual(lines.filter(({ length }) => length > 69), []);
    t.true(lines.length <= 160, `${lines.length} lines`);
  });

  test(`detects a name that is missing in the printed table of a ${role}`, (t) => {
    const rows = sorted(readTransitions(list));
    for (const [name] of list.matchAll(/[a-z][a-z-]+/g)) {
      if (name === "if" || name === "otherwise") continue;
      const at = list.lastIndexOf(name);
      t.notDeepEqual(sorted(readTransitions(list.slice(0, at) + "x".repeat(name.length) + list.slice(at + name.length))), rows, name);
    }
  });

  test(`draws each state of a ${role}`, (t) => {
    const states = machine.states.filter((state) => mine(state, role)).map(({ name }) => name);
    t.deepEqual([...drawn.states].sort(), states.sort());
  });

  test(`draws an arrow for each transition of a ${role} to another state, except an end or a loss that closes`, (t) => {
    const quiet = ["reset", "loss", "end-stream", "handshake-timeout", "refusal-timeout", "close-timeout", "ping-lost", "terminate"];
    const leading = table.filter(({ from, to }) => from !== to);
    const names = (rows: readonly { readonly from: string; readonly to: string }[]): readonly string[] =>
      [...new Set(rows.map(({ from, to }) => `${from} > ${to}`))].sort();
    const arrows = drawn.arrows.map(([from, to]) => ({ from, to }));
    t.is(drawn.arrows.length, names(arrows).length, "each once");
    t.deepEqual(
      names(leading.filter(({ event, to }) => to !== "closed" || !quiet.includes(event))).filter((name) => !names(arrows).includes(name)),
      [],
    );
    t.deepEqual(names(arrows).filter((name) => !names(leading).includes(name)), []);
  });
}
