import test from "ava";

import type { ArrowModel, DrawingModel, MachineModel } from "../../../../reference/layout/model.ts";
import { ViewError } from "../../../../scripts/generate/blocks.ts";
import { renderView } from "../../../../scripts/generate/render-view.ts";
import { doors } from "../fixtures/door.ts";

const door = doors.elements["door"] as MachineModel;
const host = door.drawings?.[1] as DrawingModel;

type Change = (drawing: DrawingModel) => Partial<DrawingModel>;

/** The error of a drawing of the host that is changed. */
function refused(change: Change, role: string | undefined = "host"): ViewError {
  const changed: MachineModel = { ...door, drawings: [{ ...host, ...change(host) }] };
  try {
    renderView("machine", { of: "door", ...(role === undefined ? {} : { role }) }, { ...doors, elements: { door: changed } });
  } catch (error) {
    if (error instanceof ViewError) return error;
    throw error;
  }
  return new ViewError("", "nothing is wrong");
}

const arrow = (at: number, change: Partial<ArrowModel>): Change =>
  ({ arrows }) => ({ arrows: arrows.with(at, { ...(arrows[at] as ArrowModel), ...change }) });
const label = (at: ArrowModel["label"]["at"], columns = 20): Partial<ArrowModel> => ({ label: { at, columns } });

const mistakes: readonly (readonly [string, Change, string])[] = [
  ["a state without a box", ({ boxes }) => ({ boxes: boxes.slice(1) }), "the drawing of host lacks the state shut"],
  [
    "a box for no state",
    ({ boxes }) => ({ boxes: [...boxes, { state: "lost", at: [50, 0] }] }),
    "the drawing of host has the state lost, which the table does not have",
  ],
  [
    "two boxes for one state",
    ({ boxes }) => ({ boxes: [...boxes, { state: "shut", at: [50, 0] }] }),
    "the drawing of host has the state shut twice",
  ],
  ["a transition without an arrow", ({ arrows }) => ({ arrows: arrows.slice(1) }), "the drawing of host lacks the arrow shut > open"],
  ["an arrow for no transition", arrow(0, { from: "ajar" }), "the drawing of host lacks the arrow shut > open"],
  [
    "an arrow beside those of the table",
    ({ arrows }) => ({ arrows: [...arrows, { from: "ajar", to: "open", path: [[31, 5], [31, 3]], ...label([32, 4]) } as ArrowModel] }),
    "the drawing of host has the arrow ajar > open, which the table does not have",
  ],
  [
    "an arrow that is left out as well",
    () => ({ omitted: [{ from: ["ajar"], on: ["wind"], to: "shut" }] }),
    "the drawing of host has the arrow ajar > shut, which the table does not have",
  ],
  [
    "an event left out that leads elsewhere",
    () => ({ omitted: [{ on: ["knock"], to: "shut" }] }),
    "the drawing of host leaves out knock to shut, which the table does not have",
  ],
  [
    "a state left out that does not lead there",
    () => ({ omitted: [{ from: ["ajar", "shut"], on: ["wind"], to: "shut" }] }),
    "the drawing of host leaves out shut to shut, which the table does not have",
  ],
  ["an arrow without a path", arrow(0, { path: [] }), "the drawing of host has the arrow shut > open, which has no path"],
  [
    "an arrow that begins nowhere",
    arrow(0, { path: [[9, 1], [29, 1]] }),
    "the drawing of host has the arrow shut > open, which does not begin beside shut",
  ],
  [
    "an arrow that begins at a corner",
    arrow(0, { path: [[8, 0], [29, 0]] }),
    "the drawing of host has the arrow shut > open, which does not begin beside shut",
  ],
  [
    "an arrow that ends nowhere",
    arrow(0, { path: [[8, 1], [28, 1]] }),
    "the drawing of host has the arrow shut > open, which ends neither beside open nor on an arrow to it",
  ],
  [
    "an arrow that goes askew",
    arrow(0, { path: [[8, 1], [20, 2], [29, 1]] }),
    "the drawing of host has the arrow shut > open, which does not go straight to column 20, row 2",
  ],
  [
    "arrows that cross",
    arrow(0, { path: [[8, 1], [20, 1], [20, 8], [29, 8], [29, 1]] }),
    'the arrow shut > ajar meets the arrow shut > open at column 20, row 7 of the drawing',
  ],
  [
    "an arrow through a box",
    ({ boxes }) => ({ boxes: boxes.map((box) => (box.state === "ajar" ? { ...box, columns: 20 } : box)) }),
    "the arrow open > shut meets the box ajar at column 40, row 6 of the drawing",
  ],
  [
    "an arrow through a label",
    arrow(0, { path: [[8, 1], [20, 1], [20, 4], [33, 4], [33, 3]] }),
    'the label "[invited]," meets the arrow shut > open at column 20, row 3 of the drawing',
  ],
  ["a label on an arrow", arrow(3, label([38, 5])), 'the label "wind" meets the arrow open > shut at column 40, row 5 of the drawing'],
  ["a label behind the edge", arrow(3, label([66, 5])), 'the label "wind" leaves the drawing at column 69, row 5; it has 69 columns'],
];

for (const [title, change, message] of mistakes) {
  test(`refuses ${title}`, (t) => {
    const { message: said, element } = refused(change);
    t.deepEqual({ said, element }, { said: message, element: "door" });
  });
}

test("draws the only role if no role is given", (t) => {
  t.is(refused(() => ({}), undefined).message, "nothing is wrong");
});

for (const [title, drawings, role, message] of [
  [
    "a machine without drawings",
    undefined,
    undefined,
    "the machine has no drawing; expected one in the schema, with the places of its states",
  ],
  [
    "several drawings where no role is named",
    door.drawings,
    undefined,
    "the machine has several drawings; expected role=guest or role=host",
  ],
  ["a role without a drawing", [host], "guest", "the machine has no drawing of guest; expected one of: host"],
  ["a role that the machine does not have", door.drawings, "window", "role=window: expected one of guest, host"],
] as const) {
  test(`refuses ${title}`, (t) => {
    const { drawings: _, ...bare } = door;
    const model = { ...doors, elements: { door: drawings === undefined ? bare : { ...door, drawings } } };
    t.is(
      t.throws(
        () => renderView("machine", { of: "door", ...(role === undefined ? {} : { role }) }, model),
        { instanceOf: ViewError },
      ).message,
      message,
    );
  });
}
