/**
 * The file `draft/data/interop.json`: the peers of this repository with their results, for the drafts, README and the site.
 *
 * @module
 */
import { z } from "zod";

import { readTextFile, validateFile } from "../../common/validate-file.ts";
import { testModeNames, type VerdictWeight, verdictNames, weightOf } from "../report/result.ts";
import { parseJson } from "../vectors/read-suites.ts";
import { resultCounts } from "./result-counts.ts";
import { worksWithSchema } from "./works-with.ts";

const requirementId = z.string().regex(/^R-\d{3,}$/, "expected the identifier of a requirement, such as R-017");

const requirementCounts = z.record(requirementId, z.int().min(1)).describe("The number of cases that check each requirement.");

const why = z.string().min(1).describe("The reason, in one line.");

const verdict = z.enum(verdictNames);

const unpassedCase = z.strictObject({ id: z.string(), verdict, why, requirements: z.array(requirementId) });

const skippedSuite = z.strictObject({ suite: z.string(), verdict, why, cases: z.int().min(1), requirements: requirementCounts });

const interopPeer = z.strictObject({
  name: z.string().min(1),
  version: z.string(),
  language: z.string().min(1),
  runtime: z.string().min(1).describe("The runtime or compiler and the libraries, with their versions."),
  folder: z.string().min(1).describe("The folder of its code, relative to the repository."),
  about: z.string().regex(/^[A-Z].*\.$/, "expected sentences").describe("How it was written."),
  needs: z.string().min(1).describe("The required software, in words."),
  build: z.string().optional().describe("The command that builds it; absent if it needs no build."),
  start: z.string().min(1).describe("The command that starts it."),
  by: z.enum(testModeNames).describe("The kind of cases that it ran."),
  ...resultCounts.unwrap().shape,
  suites: z.record(z.string(), resultCounts),
  skippedSuites: z.array(skippedSuite).describe("Suites of which no case passed, all for the same reason."),
  notPassed: z.array(unpassedCase).describe("The cases of other suites that did not pass."),
});

/** One peer in one role, with its results. */
export type InteropPeer = z.output<typeof interopPeer>;

/** A case that a peer did not pass. */
export type UnpassedCase = z.output<typeof unpassedCase>;

/** A suite that a peer left out as a whole. */
export type SkippedSuite = z.output<typeof skippedSuite>;

const kinds = { mild: "mild", left: "left", fail: "bad" } as const satisfies Record<string, VerdictWeight>;

/** Returns what is wrong with the sums of a peer. */
function sumProblems(peer: InteropPeer): string[] {
  const listed = (weight: VerdictWeight): number =>
    peer.notPassed.filter((each) => weightOf(each) === weight).length +
    peer.skippedSuites.filter((each) => weightOf(each) === weight).reduce((sum, { cases }) => sum + cases, 0);
  const suites = Object.values(peer.suites);
  const inSuites = (kind: "cases" | "pass" | keyof typeof kinds): number => suites.reduce((sum, counts) => sum + counts[kind], 0);
  const wrongSum = (["cases", "pass", "mild", "left", "fail"] as const).filter((kind) => inSuites(kind) !== peer[kind]);
  const wrongList = (Object.keys(kinds) as (keyof typeof kinds)[]).filter((kind) => listed(kinds[kind]) !== peer[kind]);
  return [
    ...(peer.pass + peer.mild + peer.left + peer.fail === peer.cases ? [] : ["the kinds do not add up to all cases"]),
    ...wrongSum.map((kind) => `${kind} is ${peer[kind]}, but ${inSuites(kind)} in its suites`),
    ...wrongList.map((kind) => `${kind} is ${peer[kind]}, but ${listed(kinds[kind])} in notPassed and skippedSuites`),
  ];
}

/** The schema of the file. */
export const interopData = z
  .strictObject({
    date: z.iso.date().describe("The day of the run."),
    draft: z.string().min(1),
    vectors: z.string().regex(/^[0-9a-f]{64}$/, "expected the root hash of the vectors"),
    warnings: z.array(z.string()).describe("A sentence for each peer that was not tested."),
    requirements: z.strictObject({ vectors: requirementCounts, server: requirementCounts, client: requirementCounts }),
    peers: z.array(interopPeer).min(1),
    worksWith: worksWithSchema,
  })
  .superRefine(({ peers }, context) => {
    for (const [index, peer] of peers.entries()) {
      for (const message of sumProblems(peer)) context.addIssue({ code: "custom", path: ["peers", index], message });
      const first = peers.find(({ by }) => by === peer.by);
      if (first === undefined || first.cases === peer.cases) continue;
      const message = `expected the ${first.cases} cases of ${first.name}, found ${peer.cases}: peers of a kind run the same cases`;
      context.addIssue({ code: "custom", path: ["peers", index, "cases"], message });
    }
  });

/** The content of the file. */
export type InteropData = z.output<typeof interopData>;

/** The path of the file, relative to the repository. */
export const INTEROP_DATA_FILE = "draft/data/interop.json";

/** Reads the data. @throws {@link FileError} with each value that is missing, unknown or contradicts another */
export function readInteropData(file = INTEROP_DATA_FILE): InteropData {
  return validateFile(file, interopData, parseJson(file, readTextFile(file)));
}
