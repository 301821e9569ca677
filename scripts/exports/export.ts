/**
 * The form of an export: a description of the protocol in another language, made from the model alone.
 *
 * @module
 */
import type { Model, StructModel } from "../../reference/layout/model.ts";
import type { CitationText } from "./document.ts";

/** One file of an export. */
export interface ExportFile {
  /** The path below the output folder, with slashes. */
  readonly path: string;
  readonly content: string;
}

/** An export. */
export interface ModelExport {
  /** The name on the command line, lower case with hyphens. */
  readonly name: string;
  /** The files and their purpose, in one line. */
  readonly summary: string;
  /** A folder below the output folder that contains this export only: files of earlier runs are deleted there. */
  readonly folder?: string;
  /**
   * Returns the files.
   *
   * @param cite - returns a citation of the model as text
   * @throws {@link ExportError} if the model has a construct that the target cannot express
   */
  readonly write: (model: Model, cite: CitationText) => readonly ExportFile[];
}

/** A construct of a model that the target of an export cannot express. The message names the element, the field and the fix. */
export class ExportError extends Error {
  override readonly name = "ExportError";

  /**
   * @param place - the element, and the field after a dot if there is one, such as `frame.payload`
   * @param problem - the problem and what to do about it
   */
  constructor(place: string, problem: string) {
    super(`${place}: ${problem}`);
  }
}

/**
 * Refuses a struct with relations between its fields, which no target checks.
 *
 * @param target - what the export writes
 * @throws {@link ExportError} if the struct has one
 */
export function refuseRelations({ id, relations = [] }: StructModel, target: string): void {
  const [first] = relations;
  if (first === undefined) return;
  throw new ExportError(`${id}.${first.field}`, `has a relation to another field, which a ${target} cannot check; remove it`);
}
