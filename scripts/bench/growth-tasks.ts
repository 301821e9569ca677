/**
 * Tasks whose cost should grow as their input does.
 *
 * @module
 */
import { isEncoded } from "../../reference/layout/encoded-element.ts";
import { compileElement, type ElementModel, type FieldModel, type Model, type StructModel } from "../../reference/layout/index.ts";
import { pingPayload, websocket2 } from "../../reference/schema/index.ts";
import { buildFile } from "../draft/build-file.ts";
import { operations } from "../interop/adapter/serve.ts";
import { suiteSchema } from "../interop/format/suite-schema.ts";
import { trialsOf, type VectorTrial } from "../interop/runner/vector-trials.ts";
import { validateFile } from "../common/validate-file.ts";
import { type CaseGroup, readSuites, type Suite } from "../interop/vectors/read-suites.ts";
import { DraftWorkspace } from "./draft-workspace.ts";
import type { BenchSize } from "./section.ts";

/** Work with an input of some size. */
export interface GrowthWork {
  run(): void;
  /** Removes the files of the work; not measured. */
  end?(): void;
}

/** Prepares work with a multiple of the smallest input; not measured. */
export type GrowthTask = (scale: number) => GrowthWork;

/** Returns copies of all elements of the protocol beside the originals. */
function repeatedModel(times: number): Model {
  const elements: Record<string, ElementModel> = { ...websocket2.elements };
  for (let copy = 2; copy <= times; copy++) {
    for (const each of Object.values(websocket2.elements)) elements[`${each.id}-${copy}`] = { ...each, id: `${each.id}-${copy}` };
  }
  return { ...websocket2, elements };
}

/** Reads a model from JSON and compiles all of its structs. */
function modelTask(size: BenchSize): GrowthTask {
  const base = size === "full" ? 10 : 1;
  return (scale) => {
    const text = JSON.stringify(repeatedModel(base * scale));
    const run = (): void => {
      const model = JSON.parse(text) as Model;
      for (const each of Object.values(model.elements)) if (isEncoded(each)) compileElement(model, each.id);
    };
    return { run };
  };
}

/** Returns a struct of numbers. */
function longStruct(fields: number): StructModel {
  const [kind] = pingPayload.model.fields as [FieldModel, ...FieldModel[]];
  const numbered = Array.from({ length: fields }, (_, at) => ({ ...kind, name: `kind${at}`, title: `Kind ${at}` }));
  return { ...pingPayload.model, fields: numbered, sizes: [[fields, fields]] };
}

/** Compiles a struct with many fields, and decodes and encodes its value. */
function structTask(size: BenchSize): GrowthTask {
  const base = size === "full" ? 100 : 5;
  return (scale) => {
    const struct = longStruct(base * scale);
    const model = { ...websocket2, elements: { ...websocket2.elements, [struct.id]: struct } };
    const octets = new Uint8Array(base * scale);
    const run = (): void => {
      const codec = compileElement(model, struct.id);
      const decoded = codec.decode(octets);
      if (!decoded.ok || codec.encode(decoded.value).length !== octets.length) throw new Error("expected the same octets again");
    };
    return { run };
  };
}

/** Runs a trial and those that follow it, with the operations of the reference adapter. */
function runTrial(trial: VectorTrial): void {
  const reply = { seq: 1, ...operations[trial.request.op]?.({ cmd: "run", seq: 1, id: "", ...trial.request }) };
  const { outcome, why } = trial.compare(reply);
  if (outcome !== "pass") throw new Error(`${trial.name}: ${outcome}: ${why}`);
  if (trial.next !== undefined) runTrial(trial.next(reply));
}

function runGroup(group: CaseGroup): void {
  for (const { trials } of trialsOf(group)) trials().trials.forEach(runTrial);
}

/** Reads vectors from JSON, validates them and runs all cases. */
function vectorsTask(size: BenchSize): GrowthTask {
  const schema = suiteSchema(websocket2);
  const path = "generated/varsize.json";
  const base = size === "full" ? 10 : 1;
  const { suite } = readSuites("spec-tests/vectors", schema).find((each) => each.path === path) as { readonly suite: Suite };
  return (scale) => {
    const text = JSON.stringify({ ...suite, groups: Array.from({ length: base * scale }, () => suite.groups).flat() });
    return { run: () => validateFile(path, schema, JSON.parse(text)).groups.forEach(runGroup) };
  };
}

/** Builds a draft, from Markdown to XML. */
function draftTask(size: BenchSize): GrowthTask {
  const base = size === "full" ? 50 : 2;
  return (scale) => {
    const workspace = new DraftWorkspace("small");
    workspace.lengthen(base * scale);
    const run = (): void => {
      const { messages } = buildFile(workspace.draft, workspace.output, "2026-11-23");
      if (messages.length > 0) throw new Error(`${messages.length} messages, the first: ${messages[0]?.reason}`);
    };
    return { run, end: () => workspace.remove() };
  };
}

/** All tasks. */
export const growthTasks = { model: modelTask, struct: structTask, vectors: vectorsTask, draft: draftTask } satisfies Readonly<
  Record<string, (size: BenchSize) => GrowthTask>
>;

/** The name of a task. */
export type GrowthTaskName = keyof typeof growthTasks;
