/**
 * The generated modules of the package: reader and writer of each element that it codes.
 *
 * @module
 */
import { type Model, sourceOf, type SourceOptions } from "../../reference/layout/index.ts";
import { requirementOf } from "../interop/generate/requirement-of-check.ts";

/** One generated file. */
interface GeneratedFile {
  /** The element. */
  readonly element: string;
  /** The file, relative to the repository. */
  readonly path: string;
  /** The file of the schema that declares the element. */
  readonly schema: string;
  /** The runtime of codecs, relative to the file. */
  readonly runtime: string;
  /** The module of the codec, where this one only traces. */
  readonly traceOf?: string;
}

const RUNTIME = "../../layout/runtime/index.ts";

/** All generated files. */
export const generatedFiles: readonly GeneratedFile[] = [
  { element: "frame", path: "reference/wire/generated/frame.ts", schema: "reference/schema/frames/frame.ts", runtime: RUNTIME },
  {
    element: "frame",
    path: "reference/wire/generated/frame-trace.ts",
    schema: "reference/schema/frames/frame.ts",
    runtime: RUNTIME,
    traceOf: "./frame.ts",
  },
  { element: "varsize", path: "reference/wire/generated/varsize.ts", schema: "reference/schema/varsize.ts", runtime: RUNTIME },
  {
    element: "varsize",
    path: "reference/wire/generated/varsize-trace.ts",
    schema: "reference/schema/varsize.ts",
    runtime: RUNTIME,
    traceOf: "./varsize.ts",
  },
  {
    element: "lz4-payload",
    path: "reference/compression/generated/lz4-payload.ts",
    schema: "reference/schema/frames/lz4.ts",
    runtime: RUNTIME,
  },
];

/** Returns the text of a generated file. */
export function fileText(model: Model, { element, schema, runtime, traceOf }: GeneratedFile): string {
  const header = [
    `Generated from ${schema} by \`make codec\`; do not edit.`,
    ...(traceOf === undefined ? [] : [`Notes each field that it reads; ${traceOf} is the same reader without notes.`]),
  ];
  const options: SourceOptions = { language: "typescript", runtime, header, requirement: requirementOf };
  return sourceOf(model, element, traceOf === undefined ? options : { ...options, traceOf });
}
