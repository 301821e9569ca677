/**
 * Takes the data of the explorer from the model, and the sentences of requirements from those of the draft.
 *
 * @module
 */
import type { LimitsModel, MachineModel, Model, RegistryModel, StructModel } from "../../../reference/layout/model.ts";
import { websocket2Compression } from "../../../reference/schema/index.ts";
import { drawingPlan } from "../../generate/machine/drawing-plan.ts";
import { boxRectangles, drawSvg } from "../../generate/machine/draw-svg.ts";
import { announcesList } from "../../interop/vectors/manifest.ts";
import { checkRequirements, firstFrameRequirements } from "./check-requirements.ts";
import { explorerExamples } from "./examples.ts";
import type { DraftSection, ExplorerData, ExplorerMachine, ExplorerMethod, NamedMeaning, StateDrawing } from "./explorer-data.ts";

/** What the explorer needs beside the model. */
export interface ExplorerSource {
  /** The sentences of the requirements by their ids. */
  readonly sentences: Readonly<Record<string, string>>;
  /** The sections of the requirements by their ids. */
  readonly requirements: Readonly<Record<string, DraftSection>>;
  /** The name of the draft, with its revision. */
  readonly draft: string;
  /** The address of the draft's page. */
  readonly draftPage: string;
}

const meaning = ({ name, description, roles }: NamedMeaning): NamedMeaning =>
  roles === undefined ? { name, description } : { name, description, roles };

function machineData(machine: MachineModel): ExplorerMachine {
  const { roles, initial, states, events, guards, actions, transitions, sequences } = machine;
  if (sequences === undefined) throw new Error(`${machine.id}: expected sequences, which say what the actions send`);
  const { frames, signals, octets } = sequences;
  return {
    roles,
    initial,
    states: states.map(meaning),
    events: events.map(meaning),
    guards: guards.map(meaning),
    actions: actions.map(meaning),
    transitions,
    sending: { frames, signals, octets },
  };
}

/** Returns the drawing of the states of each role. */
function stateDrawings(machine: MachineModel): Record<string, StateDrawing> {
  return Object.fromEntries(
    (machine.drawings ?? []).map((drawing) => {
      const plan = drawingPlan(machine, drawing);
      const svg = drawSvg(plan, `${machine.title}, ${drawing.role}`);
      const [, width = "", height = "", elements = ""] = /width="(\d+)" height="(\d+)"[^>]*>(.*)<\/svg>/s.exec(svg) ?? [];
      return [drawing.role, { width: Number(width), height: Number(height), elements, boxes: boxRectangles(plan) }];
    }),
  );
}

/** Returns the registries of the codes in a struct, by their ids. */
function registriesOf(struct: StructModel, { elements }: Model): Record<string, RegistryModel> {
  const ids = [...JSON.stringify(struct).matchAll(/"registry":"([^"]+)"/g)].map(([, id = ""]) => id);
  return Object.fromEntries([...new Set(ids)].map((id) => [id, elements[id] as RegistryModel]));
}

/** Returns the methods of compression, with the parameters that a server can choose. */
function methods(): ExplorerMethod[] {
  const { response } = websocket2Compression.model;
  if (response?.type !== "dictionary") throw new Error(`${websocket2Compression.model.id}: expected a dictionary of methods`);
  return Object.entries(response.of ?? {}).map(([name, parameter]) => {
    if (parameter.type !== "integer") throw new Error(`${name}: expected an integer as parameter`);
    return { name, least: Number(parameter.least), most: Number(parameter.most) };
  });
}

/** Returns the sections of the requirements whose sentence announces a list. */
function listSections(ids: readonly string[], sentences: ExplorerSource["sentences"], sections: ExplorerSource["requirements"]) {
  const found = ids.filter((id) => announcesList(sentences[id] ?? "")).map((id) => {
    const { section, title } = sections[id] ?? { section: "", title: "" };
    return [id, { section, title }] as const;
  });
  return Object.fromEntries(found);
}

/** Returns the data of a page of the explorer. */
export function explorerData(model: Model, { sentences, requirements, draft, draftPage }: ExplorerSource): ExplorerData {
  const frame = model.elements[model.stream?.element ?? ""] as StructModel;
  const length = frame.fields.find(({ role }) => role === "length")?.wire;
  if (length?.kind !== "prefixed") throw new Error(`${frame.id}: expected a length that is a prefix-coded integer`);
  const integer = length.integer;
  const end = model.stream?.end;
  if (end === undefined) throw new Error(`${frame.id}: expected a stream with a last frame`);
  const machine = Object.values(model.elements).find((element) => element.kind === "machine") as MachineModel;
  const limit = (model.elements["limit"] as LimitsModel).entries.find(({ name }) => name === "message");
  if (limit === undefined) throw new Error("limit: expected a limit of the message");
  const requirementOfCheck = checkRequirements(frame, integer.id);
  const requirementOfFirst = firstFrameRequirements();
  const named = new Set([...Object.values(requirementOfCheck), ...Object.values(requirementOfFirst)]);
  return {
    protocol: model.name,
    frame: frame.id,
    integer: integer.id,
    lastFrame: { field: end.field, equals: end.equals, description: end.description },
    elements: { [frame.id]: frame, [integer.id]: integer, ...registriesOf(frame, model) },
    methods: methods(),
    messageLimit: { title: limit.title, description: limit.description, value: limit.value },
    requirementOfCheck,
    requirementOfFirst,
    sentences: Object.fromEntries([...named].map((id) => [id, sentences[id] ?? ""])),
    lists: listSections([...named], sentences, requirements),
    draft: { name: draft, page: draftPage },
    machine: machineData(machine),
    drawings: stateDrawings(machine),
    examples: explorerExamples(),
  };
}
