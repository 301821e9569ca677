import test from "ava";

import type { MachineModel } from "../../../../reference/layout/model.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { drawLinkedSvg } from "../../../../scripts/generate/machine/draw-linked-svg.ts";
import { drawingOf } from "../../../../scripts/generate/machine/passages.ts";
import { doors } from "../fixtures/door.ts";

const anchors = {
  state: (name: string) => `state-${name}`,
  transition: ({ from, event, guard }: { from: string; event: string; guard?: string }) => [from, event, guard ?? "any"].join("."),
};

const draw = (machine: MachineModel, role: string): string => drawLinkedSvg(machine, drawingOf(machine, role), anchors, "Doors & <guests>");

const LINE =
  '<path class="line" d="M64 28L184 28"/><path class="head" d="M184 28L175 32L175 24z"/><path class="hit" d="M64 28L184 28"/>';
const OPEN = '<text x="220" y="32" text-anchor="middle">open</text>';
const KNOCK = '<a href="#shut.knock.invited" data-rows="shut.knock.invited">knock,</a>';

test("states and events of a drawing are links, and an arrow names its transitions", (t) => {
  t.is(
    draw(doors.elements["door"] as MachineModel, "guest"),
    `<svg xmlns="http://www.w3.org/2000/svg" class="machine" role="group" aria-label="Doors &amp; &lt;guests&gt;" ` +
      `width="264" height="56" viewBox="0 0 264 56" font-family="monospace" font-size="12">
<g class="arrow" data-rows="shut.knock.invited shut.bell.invited">${LINE}</g>
<a href="#state-shut" class="state" data-state="shut"><path d="M8 12h56v32h-56z"/><text x="36" y="32" text-anchor="middle">shut</text></a>
<a href="#state-open" class="state" data-state="open"><path d="M184 12h72v32h-72z"/>${OPEN}</a>
<text x="76" y="16" text-anchor="start">${KNOCK} <a href="#shut.bell.invited" data-rows="shut.bell.invited">bell</a></text>
</svg>`,
  );
});

/** A machine in which two conditions of an event lead to the same state, and a third one elsewhere. */
const turnstile: MachineModel = {
  ...(doors.elements["door"] as MachineModel),
  roles: ["guest"],
  states: ["shut", "open"].map((name) => ({ name, description: name, cite: "#door" })),
  events: [{ name: "push", description: "push", cite: "#door" }],
  transitions: [
    { from: "shut", event: "push", guard: "paid", to: "open", actions: [] },
    { from: "shut", event: "push", guard: "invited", to: "open", actions: [] },
    { from: "shut", event: "push", to: "shut", actions: [] },
  ],
  drawings: [
    {
      role: "guest",
      boxes: [{ state: "shut", at: [0, 0] }, { state: "open", at: [30, 0] }],
      arrows: [{ from: "shut", to: "open", path: [[8, 1], [29, 1]], label: { at: [9, 0], columns: 14 } }],
      omitted: [],
    },
  ],
};

test("each condition of an event links to its own transition, the event to all of them", (t) => {
  const svg = draw(turnstile, "guest");
  t.deepEqual(
    [...svg.matchAll(/ data-rows="([^"]+)">([^<]+)</g)].map(([, rows, text]) => [text, rows]),
    [
      ["push", "shut.push.paid shut.push.invited"],
      ["[paid", "shut.push.paid"],
      ["or", "shut.push.invited"],
      ["invited]", "shut.push.invited"],
    ],
  );
});

test("an arrow that joins another one has no head of its own", (t) => {
  const svg = draw(websocket2.elements["connection"] as MachineModel, "client");
  const line = /<g class="arrow" data-rows="failing\.end-stream\.any">(.*)<\/g>/.exec(svg)?.[1];
  t.is(line, '<path class="line" d="M464 540L464 620"/><path class="hit" d="M464 540L464 620"/>');
});
