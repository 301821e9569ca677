/**
 * What a run of the matrix found, as a file.
 *
 * @module
 */
import { z } from "zod";

const checkResult = z.strictObject({
  outcome: z.enum(["yes", "no"]).describe("`yes` is what an application wishes for."),
  seen: z.string().describe("What was seen."),
  ms: z.number().optional().describe("How long it took, in ms."),
});

const pathIntermediary = z.strictObject({ proxy: z.string(), title: z.string(), version: z.string(), configuration: z.string(), says: z.string() });

const pathReport = z.strictObject({
  id: z.string(),
  purpose: z.string().describe("Of its last hop: whether it forwards, stores, compresses, or serves files."),
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
    .describe("In the words of a table; empty for what was not asked."),
  answers: z.record(z.string(), checkResult).describe("By the id of the question; one that was not asked is absent."),
});

const checkDescription = z.strictObject({ id: z.string(), group: z.string(), title: z.string(), asks: z.string() });

/** The file. */
export const intermediariesReport = z.strictObject({
  about: z.string(),
  date: z.iso.date().describe("Of the last run."),
  system: z.string().describe("Operating system and Node.js."),
  proxies: z.array(z.strictObject({ name: z.string(), title: z.string(), package: z.string(), version: z.string() })),
  questions: z.array(checkDescription),
  paths: z.array(pathReport),
  caches: z.array(z.strictObject({ path: z.string(), get: z.string(), post: z.string(), joined: z.string() })).describe("After which replies a second client got the pong of the first."),
  mends: z
    .array(z.strictObject({ problem: z.string(), proxy: z.string(), set: z.string(), question: z.string(), without: z.string(), with: z.string().optional() }))
    .describe("Settings, and the paths that answer the question with no without it, and with yes with it."),
  skipped: z.array(z.strictObject({ id: z.string(), why: z.string() })).describe("Paths that could not be tried."),
});

/** All that was found. */
export type IntermediariesReport = z.output<typeof intermediariesReport>;

/** What was found of one path. */
export type PathReport = z.output<typeof pathReport>;
