/**
 * The results in few words, for tables.
 *
 * @module
 */
import { configurationFixes } from "../catalogue/fixes.ts";
import type { CheckResults } from "./run-path-checks.ts";
import type { PathReport, IntermediariesReport } from "./report.ts";

/** The questions that a word of a table stands for: yes only where all answer yes. */
const summaryChecks = {
  messages: ["up-1", "down-1", "up-6000", "down-6000", "ping-pong"],
  upload: ["upload", "up-1-mib"],
  closes: ["client-closes", "server-closes", "both-close"],
  faults: ["client-faults", "server-faults", "client-limit"],
  refusals: ["refused"],
  pings: ["idle-short-pings", "idle-60-pings"],
  idle: ["idle-60"],
  load: ["load"],
  usual: ["load-default"],
  apart: ["load-apart"],
} as const;

/** The name of the check that a client told of. */
const failedCheckPattern = /\((?<check>[a-z-]+)\)/;

function openingSummary(answers: CheckResults): string {
  const answer = answers["opens"];
  if (answer === undefined) return "";
  const confirmed = answers["confirmed"];
  if (answer.outcome === "no") return failedCheckPattern.exec(answer.seen)?.groups?.["check"] ?? "no";
  if (confirmed?.outcome === "no") return failedCheckPattern.exec(confirmed.seen)?.groups?.["check"] ?? "no";
  return `${answer.ms} ms`;
}

function summaryWord(ids: readonly string[], answers: CheckResults): string {
  const given = ids.flatMap((id) => answers[id] ?? []);
  if (given.length === 0) return "";
  return given.every(({ outcome }) => outcome === "yes") ? "yes" : "no";
}

/** A path in the words of a table. */
export function summaryOf(answers: CheckResults): PathReport["summary"] {
  const told = Object.entries(summaryChecks).map(([name, ids]) => [name, summaryWord(ids, answers)] as const);
  return { opens: openingSummary(answers), ...(Object.fromEntries(told) as Record<keyof typeof summaryChecks, string>) };
}

/** The kinds of reply after which a second client got the pong of the first. */
function replayedReplies(method: "get" | "post", answers: CheckResults): string {
  const kinds = ["none", "last-modified", "max-age", "no-store"].filter((kind) => answers[`${method}-${kind}`]?.outcome === "no");
  return kinds.length === 0 ? "never" : kinds.map((kind) => (kind === "none" ? "no cache fields" : kind)).join(", ");
}

/** What the caches on paths did. */
export function cacheSummaries(paths: readonly PathReport[]): IntermediariesReport["caches"] {
  const withCache = paths.filter(({ answers }) => answers["get-max-age"] !== undefined && answers["opens"]?.outcome === "yes");
  return withCache.map(({ id, answers }) => ({
    path: id,
    get: replayedReplies("get", answers),
    post: replayedReplies("post", answers),
    joined: (["get", "post"] as const).filter((method) => answers[`joined-${method}`]?.outcome === "no").map((method) => method.toUpperCase()).join(", ") || "never",
  }));
}

const problemDescriptions = {
  buffers: "holds back requests or responses",
  "holds-ends": "keeps back the end of a response until more comes",
  "one-way": "resets what the client sends after the opening",
  delays: "delays small messages",
  "blocks-many": "stalls many busy streams on one HTTP/2 connection",
  "caps-uploads": "caps what a connection uploads",
  "cuts-idle": "cuts silent streams",
  compresses: "compresses where the request accepts that",
  replays: "replays responses to POST",
} as const;

/** The mends, with the paths that show them. */
export function fixesOf(titles: ReadonlyMap<string, string>): IntermediariesReport["mends"] {
  return configurationFixes.map(({ problem, proxy, set, question, without, ...more }) => ({
    problem: problemDescriptions[problem],
    proxy: titles.get(proxy) ?? proxy,
    set,
    question,
    without,
    ...(more.with === undefined ? {} : { with: more.with }),
  }));
}
