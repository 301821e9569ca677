/**
 * Results in few words, for tables.
 *
 * @module
 */
import { configurationFixes, type PathProblem } from "../catalogue/fixes.ts";
import { cacheFields } from "../testbed/stub-handlers.ts";
import type { CheckResults, IntermediariesReport, PathReport } from "./report.ts";

/** The checks behind each word of a table. The word is `yes` if all of them pass. */
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

/** The check of the client in the message of a failed opening. */
const failedCheckPattern = /\((?<check>[a-z-]+)\)/;

/** Returns the time of an opening, or the check of the client that failed. */
function openingSummary({ opens, confirmed }: CheckResults): string {
  if (opens === undefined) return "";
  const failed = [opens, confirmed].find((result) => result?.outcome === "no");
  return failed === undefined ? `${opens.ms} ms` : (failedCheckPattern.exec(failed.seen)?.groups?.["check"] ?? "no");
}

function summaryWord(ids: readonly string[], results: CheckResults): string {
  const known = ids.flatMap((id) => results[id] ?? []);
  if (known.length === 0) return "";
  return known.every(({ outcome }) => outcome === "yes") ? "yes" : "no";
}

/** Returns the words of a path. */
export function summaryOf(results: CheckResults): PathReport["summary"] {
  const words = Object.entries(summaryChecks).map(([name, ids]) => [name, summaryWord(ids, results)] as const);
  return { opens: openingSummary(results), ...(Object.fromEntries(words) as Record<keyof typeof summaryChecks, string>) };
}

/** Returns the replies after which a second client got the pong of the first. */
function replayedReplies(method: "get" | "post", results: CheckResults): string {
  const replies = Object.keys(cacheFields).filter((reply) => results[`${method}-${reply}`]?.outcome === "no");
  return replies.length === 0 ? "never" : replies.map((reply) => (reply === "none" ? "no cache fields" : reply)).join(", ");
}

/** Returns the replays of the caches on paths. */
export function cacheSummaries(paths: readonly PathReport[]): IntermediariesReport["caches"] {
  const withCache = paths.filter(({ answers }) => answers["get-max-age"] !== undefined && answers["opens"]?.outcome === "yes");
  return withCache.map(({ id, answers }) => ({
    path: id,
    get: replayedReplies("get", answers),
    post: replayedReplies("post", answers),
    joined:
      (["get", "post"] as const)
        .filter((method) => answers[`joined-${method}`]?.outcome === "no")
        .map((method) => method.toUpperCase())
        .join(", ") || "never",
  }));
}

/** Each fault as the predicate of a proxy. */
const problemDescriptions: Readonly<Record<PathProblem, string>> = {
  buffers: "holds back requests or responses",
  "holds-ends": "keeps back the end of a response until more comes",
  "one-way": "resets what the client sends after the opening",
  delays: "delays small messages",
  "blocks-many": "stalls many busy streams on one HTTP/2 connection",
  "caps-uploads": "caps what a connection uploads",
  "cuts-idle": "cuts silent streams",
  compresses: "compresses where the request accepts that",
  replays: "replays responses to POST",
};

/** Returns the settings, with the paths that show them. @param titles - of the proxies by name */
export function fixesOf(titles: ReadonlyMap<string, string>): IntermediariesReport["mends"] {
  return configurationFixes.map(({ problem, proxy, set, check, without, ...fix }) => ({
    problem: problemDescriptions[problem],
    proxy: titles.get(proxy) ?? proxy,
    set,
    question: check,
    without,
    ...(fix.with === undefined ? {} : { with: fix.with }),
  }));
}
