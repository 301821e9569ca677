/**
 * Adds to failed cases of the vectors their frames, and their octets field by field.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import { type CompressionName, compressionNameOf } from "../../../reference/wire/index.ts";
import type { CompressionChoice } from "../../../reference/schema/index.ts";
import { FrameLister } from "../../interop/conformance/exchange/frame-lister.ts";
import { type Octets, parseOctets } from "../../interop/format/octets.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import { DECISIVE_MARK, NO_MARK, type TestResult, verdicts } from "../../interop/report/result.ts";
import { type ChunkingInput, inputOctets } from "../../interop/runner/chunking.ts";
import { type SessionStep, sessionInputs } from "../../interop/runner/session-verdict.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { allCases, type LocatedCase } from "../../interop/vectors/select-cases.ts";
import { plainStyle } from "../terminal/style.ts";
import { annotatedOctets } from "./show.ts";

/** Characters of a line. */
const MAX_CHARACTERS = 160;

const shortened = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}...` : text);

/** Marks one of several lines. */
function marked(lines: readonly string[], decisive: number): string[] {
  return lines.map((line, index) => `${index === decisive ? DECISIVE_MARK : NO_MARK}${shortened(line)}`);
}

interface CodecConfig {
  readonly compression?: CompressionName | CompressionChoice | null;
  readonly limit?: number;
}

function compressionOf({ compression = "none" }: CodecConfig): CompressionName {
  return typeof compression === "string" ? compression : compressionNameOf(compression);
}

/** Returns the frames of octets; the last one, or the fault, decides. */
function codecLines({ group, case: each }: LocatedCase): string[] {
  const config = "config" in group ? (group.config as CodecConfig) : {};
  const octets = group.op === "encode" ? parseOctets((each as { wire: Octets }).wire) : inputOctets(each as ChunkingInput);
  const lines = new FrameLister(compressionOf(config), config.limit).push(octets);
  return marked(lines, lines.length - 1);
}

/** Returns the inputs of a session, with the frames of received octets. The step that the detail names decides. */
function sessionLines({ case: each }: LocatedCase, detail: string): string[] {
  const steps = sessionInputs((each as { steps: readonly SessionStep[] }).steps) as { readonly feed?: Octets }[];
  const lister = new FrameLister();
  const lines = steps.map(({ feed, ...input }, index) => {
    const frames = feed === undefined ? "" : `feed ${lister.push(parseOctets(feed)).join("; ")} `;
    const others = Object.keys(input).length === 0 ? "" : oneLineJson(input);
    return `step ${index + 1}: ${frames}${others}`.trimEnd();
  });
  return marked(lines, Number(/step (\d+)/.exec(detail)?.[1] ?? 0) - 1);
}

/** Returns the field lines of a handshake. */
function handshakeLines({ case: each }: LocatedCase): string[] {
  return marked((each as { fields: readonly (readonly string[])[] }).fields.map(([name, value]) => `${name}: ${value}`), -1);
}

function frameLines(located: LocatedCase, detail: string): string[] {
  switch (located.group.op) {
    case "session":
      return sessionLines(located, detail);
    case "handshake":
      return handshakeLines(located);
    case "varsize":
      return [];
    default:
      return codecLines(located);
  }
}

/** Adds frames and annotated octets to the results that count against the peer. */
export function explainResults(results: readonly TestResult[], files: readonly SuiteFile[], model: Model): TestResult[] {
  const cases = new Map(allCases(files).map((located) => [located.case.id, located]));
  return results.map((result) => {
    const located = verdicts[result.verdict].weight === "bad" ? cases.get(result.id) : undefined;
    if (located === undefined) return result;
    const octets = annotatedOctets(located, model, plainStyle).flatMap((text) => ["", text.trimEnd()]);
    return { ...result, frames: frameLines(located, result.detail), exchange: [...(result.exchange ?? []), ...octets] };
  });
}
