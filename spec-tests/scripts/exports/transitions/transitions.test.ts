import { readFileSync } from "node:fs";

import test from "ava";

import type { MachineModel } from "../../../../reference/layout/index.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { transitionsExport } from "../../../../scripts/exports/transitions/transitions.ts";

const machine = websocket2.elements["connection"] as MachineModel;
const files = transitionsExport.write(websocket2, (cite) => `the draft, ${cite}`);

/** The lines of a state diagram of Mermaid that the export uses. */
const LINE =
  /^(?:%% .*|stateDiagram-v2| {2}state "[^"\n]+" as \w+| {2}(?:\[\*\]|\w+) --> (?:\[\*\]|\w+)(?:: [^:;#%\n]+)?| {2}note left of \w+| {4}[^:;#%\n]+:?| {2}end note)$/;

for (const role of machine.roles) {
  const path = `transitions/connection-${role}.mmd`;
  const text = files.find((file) => file.path === path)?.content ?? "";
  const lines = text.trimEnd().split("\n");
  const arrows = lines.flatMap((line) => {
    const [, from = "", to = "", labels = ""] = /^ {2}(\S+) --> (\S+?)(?:: (.*))?$/.exec(line) ?? [];
    return from === "" ? [] : [{ from, to, labels: labels.split(", ") }];
  });

  test(`${path} has only lines of a state diagram of Mermaid`, (t) => {
    t.is(lines[1], "stateDiagram-v2");
    t.deepEqual(lines.filter((line) => !LINE.test(line)), []);
    t.is(lines.filter((line) => line.startsWith("  note ")).length, lines.filter((line) => line === "  end note").length);
  });

  test(`${path} shows each transition of the ${role} to another state, or names it as left out`, (t) => {
    t.deepEqual(arrows[0], { from: "[*]", to: machine.initial[role] as string, labels: [""] });
    const moves = machine.transitions.filter(({ roles, from, to }) => (roles ?? [role]).includes(role) && from !== to);
    const omitted = machine.drawings?.find((drawing) => drawing.role === role)?.omitted ?? [];
    const missing = moves.filter(({ from, to, event, guard }) => {
      const shown = arrows.find((arrow) => arrow.from === from && arrow.to === to)?.labels ?? [];
      const isLeftOut = omitted.some((each) => each.to === to && each.on.includes(event) && (each.from ?? [from]).includes(from));
      return !isLeftOut && !shown.includes(event) && !shown.includes(`${event} [${guard ?? ""}]`);
    });
    t.true(moves.length > 40);
    t.deepEqual(missing, []);
    for (const event of omitted.flatMap(({ on }) => on)) t.regex(text, new RegExp(`^ {4}.*\\b${event}\\b`, "m"));
  });

  test(`${path} is built`, (t) => {
    const withoutTitle = (content: string): string => content.slice(content.indexOf("\n"));
    t.is(withoutTitle(readFileSync(`build/${path}`, "utf8")), withoutTitle(text));
  });
}

test("names that Mermaid does not read as states become other identifiers", (t) => {
  const doc = { description: "For a test.", cite: "#test" } as const;
  const small: MachineModel = {
    ...machine,
    roles: ["one"],
    states: ["end", "at-rest"].map((name) => ({ name, ...doc })),
    initial: { one: "at-rest" },
    transitions: [{ from: "at-rest", event: "go", to: "end", actions: [] }],
    drawings: [],
  };
  const [file] = transitionsExport.write({ ...websocket2, elements: { small } }, (cite) => cite);
  t.deepEqual(file?.content.split("\n").slice(1, -1), [
    "stateDiagram-v2",
    '  state "end" as state_end',
    '  state "at-rest" as at_rest',
    "  [*] --> at_rest",
    "  at_rest --> state_end: go",
    "  state_end --> [*]",
  ]);
});
