/**
 * The generated modules of the package: reader and writer of each element that it codes, and the limits.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { type LimitsModel, type Model, sourceOf, type SourceOptions } from "../../reference/layout/index.ts";
import { requirementOf } from "../interop/generate/requirement-of-check.ts";
import { limitsModule } from "./limits-module.ts";

/** One generated file. */
interface GeneratedFile {
  /** The file, relative to the repository. */
  readonly path: string;
  /** Returns the text of the file. */
  readonly text: (model: Model) => string;
}

/** One generated reader and writer. */
interface GeneratedCodec {
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

const DRAFT = "draft/draft-websocket2-over-http2.md";

const codecs: readonly GeneratedCodec[] = [
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

const generatedFrom = (schema: string): string => `Generated from ${schema} by \`make codec\`; do not edit.`;

function codecText(model: Model, { element, schema, runtime, traceOf }: GeneratedCodec): string {
  const header = [
    generatedFrom(schema),
    ...(traceOf === undefined ? [] : [`Notes each field that it reads; ${traceOf} is the same reader without notes.`]),
  ];
  const options: SourceOptions = { language: "typescript", runtime, header, requirement: requirementOf };
  return sourceOf(model, element, traceOf === undefined ? options : { ...options, traceOf });
}

/** Returns the titles of the sections of the draft by their anchors. */
function sectionTitles(): ReadonlyMap<string, string> {
  return new Map(
    [...readFileSync(DRAFT, "utf8").matchAll(/^#+ (.+?) \{(#[\w-]+)\}$/gm)].map(([, title = "", anchor = ""]) => [anchor, title]),
  );
}

function limitsText(model: Model): string {
  const titles = sectionTitles();
  return limitsModule(model.elements["limit"] as LimitsModel, [generatedFrom("reference/schema/limits.ts")], (anchor) =>
    titles.get(anchor),
  );
}

/** All generated files. */
export const generatedFiles: readonly GeneratedFile[] = [
  ...codecs.map((codec): GeneratedFile => ({ path: codec.path, text: (model) => codecText(model, codec) })),
  { path: "reference/wire/generated/limits.ts", text: limitsText },
];
