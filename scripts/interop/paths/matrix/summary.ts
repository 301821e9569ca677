/**
 * The results in few words, for tables.
 *
 * @module
 */
import { remedies } from "../remedies.ts";
import type { Answers } from "./ask.ts";
import type { PathResults, Results } from "./results.ts";

/** The questions that a word of a table stands for: yes only where all answer yes. */
const words = {
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
const failed = /\((?<check>[a-z-]+)\)/;

function opens(answers: Answers): string {
  const answer = answers["opens"];
  if (answer === undefined) return "";
  const confirmed = answers["confirmed"];
  if (answer.outcome === "no") return failed.exec(answer.seen)?.groups?.["check"] ?? "no";
  if (confirmed?.outcome === "no") return failed.exec(confirmed.seen)?.groups?.["check"] ?? "no";
  return `${answer.ms} ms`;
}

function word(ids: readonly string[], answers: Answers): string {
  const given = ids.flatMap((id) => answers[id] ?? []);
  if (given.length === 0) return "";
  return given.every(({ outcome }) => outcome === "yes") ? "yes" : "no";
}

/** A path in the words of a table. */
export function summaryOf(answers: Answers): PathResults["summary"] {
  const told = Object.entries(words).map(([name, ids]) => [name, word(ids, answers)] as const);
  return { opens: opens(answers), ...(Object.fromEntries(told) as Record<keyof typeof words, string>) };
}

/** The kinds of reply after which a second client got the pong of the first. */
function replayed(method: "get" | "post", answers: Answers): string {
  const kinds = ["none", "last-modified", "max-age", "no-store"].filter((kind) => answers[`${method}-${kind}`]?.outcome === "no");
  return kinds.length === 0 ? "never" : kinds.map((kind) => (kind === "none" ? "no cache fields" : kind)).join(", ");
}

/** What the caches on paths did. */
export function cachesOf(paths: readonly PathResults[]): Results["caches"] {
  const withCache = paths.filter(({ answers }) => answers["get-max-age"] !== undefined && answers["opens"]?.outcome === "yes");
  return withCache.map(({ id, answers }) => ({
    path: id,
    get: replayed("get", answers),
    post: replayed("post", answers),
    joined: (["get", "post"] as const).filter((method) => answers[`joined-${method}`]?.outcome === "no").map((method) => method.toUpperCase()).join(", ") || "never",
  }));
}

const problems = {
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
export function mendsOf(titles: ReadonlyMap<string, string>): Results["mends"] {
  return remedies.map(({ problem, proxy, set, question, without, ...more }) => ({
    problem: problems[problem],
    proxy: titles.get(proxy) ?? proxy,
    set,
    question,
    without,
    ...(more.with === undefined ? {} : { with: more.with }),
  }));
}
