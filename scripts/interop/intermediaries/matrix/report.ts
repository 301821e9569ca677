/**
 * The report of the matrix as a file, whose data the draft shows.
 *
 * @module
 */
import { z } from "zod";

const checkResult = z.strictObject({
  outcome: z.enum(["yes", "no"]).describe("`yes` is the result that suits applications."),
  seen: z.string().describe("The observation, in words."),
  ms: z.number().optional().describe("The measured time, in ms."),
});

const pathIntermediary = z.strictObject({
  proxy: z.string(),
  title: z.string(),
  version: z.string(),
  configuration: z.string(),
  says: z.string(),
});

const pathReport = z.strictObject({
  id: z.string(),
  purpose: z.string().describe("The purpose of the last hop: to forward, to store, to compress, or to serve files."),
  hops: z.array(pathIntermediary),
  date: z.iso.date(),
  summary: z
    .strictObject({
      opens: z.string(),
      messages: z.string(),
      upload: z.string(),
      closes: z.string(),
      faults: z.string(),
      refusals: z.string(),
      pings: z.string(),
      idle: z.string(),
      load: z.string(),
      usual: z.string(),
      apart: z.string(),
    })
    .describe("Words for tables; empty where no check ran."),
  answers: z.record(z.string(), checkResult).describe("Results by the id of the check; absent for a check that did not run."),
});

const checkDescription = z.strictObject({ id: z.string(), group: z.string(), title: z.string(), asks: z.string() });

/** The schema of the file. */
export const intermediariesReport = z.strictObject({
  about: z.string(),
  date: z.iso.date().describe("The day of the last run."),
  system: z.string().describe("The operating system and the version of Node.js."),
  proxies: z.array(z.strictObject({ name: z.string(), title: z.string(), package: z.string(), version: z.string() })),
  questions: z.array(checkDescription),
  paths: z.array(pathReport),
  caches: z
    .array(z.strictObject({ path: z.string(), get: z.string(), post: z.string(), joined: z.string() }))
    .describe("The replies after which a second client got the pong of the first."),
  mends: z
    .array(
      z.strictObject({
        problem: z.string(),
        proxy: z.string(),
        set: z.string(),
        question: z.string(),
        without: z.string(),
        with: z.string().optional(),
      }),
    )
    .describe("Settings; the path without the setting fails the check, the path with it passes."),
  skipped: z.array(z.strictObject({ id: z.string(), why: z.string() })).describe("Paths that could not start."),
});

/** The report of the matrix. */
export type IntermediariesReport = z.output<typeof intermediariesReport>;

/** The results of one path. */
export type PathReport = z.output<typeof pathReport>;

/** Returns whether a connection opens on a path and is confirmed: the second ping of the client gets its pong. */
export function carriesConnection({ answers: { opens, confirmed } }: PathReport): boolean {
  return opens?.outcome === "yes" && confirmed?.outcome !== "no";
}

/** Results by the id of the check. */
export type CheckResults = PathReport["answers"];
