import test from "ava";

import type { MachineModel } from "../../../../reference/layout/model.ts";
import { websocket2 } from "../../../../reference/schema/index.ts";
import { drawingPlan } from "../../../../scripts/generate/machine/drawing-plan.ts";
import { drawSvg } from "../../../../scripts/generate/machine/draw-svg.ts";
import { drawingOf } from "../../../../scripts/generate/machine/passages.ts";
import { doors } from "../fixtures/door.ts";

/** What RFC 7996 allows and the drawings use. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  svg: ["xmlns", "version", "baseProfile", "width", "height", "viewBox"],
  title: [],
  desc: [],
  g: ["font-family", "font-size", "text-anchor", "fill"],
  path: ["fill", "stroke", "stroke-width", "d"],
  text: ["x", "y"],
};

const planFor = (machine: MachineModel, role: string) => drawingPlan(machine, drawingOf(machine, role));
const door = doors.elements["door"] as MachineModel;
const connection = websocket2.elements["connection"] as MachineModel;

test("draws two boxes and an arrow from border to border with its head", (t) => {
  t.is(drawSvg(
    planFor(door, "guest"),
    "Doors & <guests>",
  ), `<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="264" height="56" viewBox="0 0 264 56">
<title>Doors &amp; &lt;guests&gt;</title>
<desc>shut to open: knock, bell</desc>
<path fill="none" stroke="black" stroke-width="1" d="M8 12h56v32h-56zM184 12h72v32h-72zM64 28L184 28"/>
<path fill="black" d="M184 28L175 32L175 24z"/>
<g font-family="monospace" font-size="12" text-anchor="middle" fill="black">
<text x="36" y="32">shut</text>
<text x="220" y="32">open</text>
</g>
<g font-family="monospace" font-size="12" text-anchor="start" fill="black">
<text x="76" y="16">knock, bell</text>
</g>
</svg>`);
});

test("draws an arrow that joins another one without a head, and corners once", (t) => {
  const svg = drawSvg(planFor(door, "host"), "Doors");
  // From open, right, down and left to the corner below ajar.
  t.true(svg.includes("M304 28L328 28L328 172L280 172\""));
  t.is((/<path fill="black" d="([^"]*)"/.exec(svg)?.[1] ?? "").split("M").length - 1, 3);
});

for (const [machine, role] of [[door, "host"], ...connection.roles.map((each) => [connection, each] as const)] as const) {
  const plan = planFor(machine, role);
  const svg = drawSvg(plan, "A Machine");

  test(`draws ${machine.id} of a ${role} with only the elements that RFC 7996 allows`, (t) => {
    for (const [, name = "", rest = ""] of svg.matchAll(/<([a-z]+)((?: [^>]*)?)>/g)) {
      t.true(Object.hasOwn(allowed, name), name);
      for (const [, attribute = ""] of rest.matchAll(/([\w-]+)="/g)) t.true(allowed[name]?.includes(attribute), `${name} ${attribute}`);
    }
  });

  test(`writes each text of ${machine.id} of a ${role} inside the drawing`, (t) => {
    const [width, height] = [Number(/width="(\d+)"/.exec(svg)?.[1]), Number(/height="(\d+)"/.exec(svg)?.[1])];
    const written = [...svg.matchAll(/text-anchor="(\w+)"|<text x="([\d.]+)" y="([\d.]+)">([^<]*)<\/text>/g)];
    let anchor = "";
    const texts: string[] = [];
    for (const [, group, x, y, text = ""] of written) {
      anchor = group ?? anchor;
      if (group !== undefined) continue;
      texts.push(text);
      // A letter of the font is 0.6 of its size of 12 wide.
      const left = Number(x) - text.length * 7.2 * (anchor === "start" ? 0 : anchor === "end" ? 1 : 0.5);
      t.true(left >= 0 && left + text.length * 7.2 <= width && Number(y) <= height, text);
    }
    t.deepEqual(texts.sort(), [...plan.boxes.map(({ name }) => name), ...plan.labels.flatMap(({ lines }) => lines)].sort());
  });

  test(`describes the arrows of ${machine.id} of a ${role} in words`, (t) => {
    const [, said = ""] = /<desc>([^<]*)<\/desc>/.exec(svg) ?? [];
    t.is(said.split("; ").length, plan.arrows.length);
  });
}
