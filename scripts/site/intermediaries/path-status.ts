/**
 * How a path suits WebSocket2, from its results.
 *
 * @module
 */
import { carriesConnection, type IntermediariesReport, type PathReport } from "../../interop/intermediaries/matrix/report.ts";

/** How a path suits WebSocket2. */
export type PathStatus = "works" | "limited" | "closed" | "files";

/** All states with a colour, a word, and a sentence. */
export const pathStates: Readonly<Record<PathStatus, { readonly color: string; readonly word: string; readonly meaning: string }>> = {
  works: {
    color: "good",
    word: "works",
    meaning: "a connection opens, and messages, long uploads, closes, refusals and 50 busy connections pass; pings keep it open",
  },
  limited: { color: "mild", word: "limited", meaning: "a connection opens, and something in the list does not pass" },
  closed: { color: "bad", word: "does not open", meaning: "no connection opens; the client detects it and says why" },
  files: { color: "left", word: "serves files", meaning: "no server of WebSocket2 is behind it; the client has to detect that" },
};

/** The results in the summary of a path that everyday use needs, with what it means if they fail. */
const limits: Readonly<Record<Exclude<keyof PathReport["summary"], "opens" | "idle" | "load" | "apart">, string>> = {
  messages: "delays small messages",
  upload: "caps uploads",
  closes: "cuts closes with much data",
  faults: "loses reports of faults",
  refusals: "loses refusals",
  pings: "cuts connections in spite of pings",
  usual: "stalls 50 busy connections",
};

/** Returns what a path on which a connection opens does not do. */
export function limitsOf({ summary }: PathReport): string[] {
  return Object.entries(limits).flatMap(([name, text]) => (summary[name as keyof typeof limits] === "no" ? [text] : []));
}

/** Returns how a path suits WebSocket2. */
export function statusOf(path: PathReport): PathStatus {
  if (path.answers["opens"] === undefined) return "files";
  if (!carriesConnection(path)) return "closed";
  return limitsOf(path).length === 0 ? "works" : "limited";
}

/** Returns the checks that a path failed, in their order. */
export function failedChecks({ answers }: PathReport, { questions }: Pick<IntermediariesReport, "questions">): string[] {
  return questions.flatMap(({ id }) => (answers[id]?.outcome === "no" ? [id] : []));
}

/** Returns the words of a result: `yes`, `no`, or its time. */
export function resultWords({ outcome, ms }: PathReport["answers"][string]): string {
  const time = ms === undefined ? "" : `${ms} ms`;
  if (outcome === "yes") return time || "yes";
  return ["no", time].filter((part) => part !== "").join(", ");
}

/** Returns the anchor of a path. */
export const pathAnchor = (id: string): string => `path-${id.replace(/[^a-z0-9]+/gi, "-")}`;

/** Returns the anchor of an observation. @param index - of the path in the report */
export const observationAnchor = (index: number, check: string): string => `p${index}-${check}`;
