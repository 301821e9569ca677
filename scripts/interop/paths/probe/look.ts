/**
 * Looks at a path from the client's end.
 *
 * @module
 */
import { proxies } from "../../proxies/catalogue/index.ts";
import { type Remedy, remediesFor } from "../remedies.ts";
import type { Check, Finding } from "./check.ts";
import { coding, down, up } from "./fields.ts";
import { idle } from "./idle.ts";
import { messages } from "./messages.ts";
import { caches, latency, opens, unpinged } from "./opening.ts";
import { Subject } from "./subject.ts";

/** What was found of one check. */
export interface Row extends Finding {
  readonly id: string;
  readonly title: string;
  /** What may mend it. */
  readonly mend: readonly Pick<Remedy, "proxy" | "set">[];
  /** Whether the response named the proxies that `mend` is for; else it is for all that are known for such a problem. */
  readonly isKnown: boolean;
}

/** What was found of a path. */
export interface Look {
  readonly url: string;
  /** Whether a connection opens and nothing that was looked at is bad for applications. */
  readonly works: boolean;
  /** The proxies of the catalogue that the fields of the response name. */
  readonly proxies: readonly string[];
  /** Whether the server answers probes. */
  readonly probes: boolean;
  readonly rows: readonly Row[];
}

/** What to look for. */
export interface Wish {
  readonly insecure: boolean;
  /** How long to stay silent, in seconds; absent for not at all. */
  readonly idleS?: number | undefined;
}

/** How the proxies name themselves, where that is not their name in the catalogue. */
const otherNames: Readonly<Record<string, RegExp>> = { trafficserver: /\bATS\b/ };

/** The proxies that the fields `server` and `via` name. */
async function named(subject: Subject): Promise<string[]> {
  const exchange = await subject.raw({}, 1000).catch(() => undefined);
  if (exchange === undefined) return [];
  subject.drop(exchange);
  const { server = "", via = "" } = exchange.reply.fields;
  const text = `${server} ${via}`;
  return proxies.filter(({ name, title }) => (otherNames[name] ?? new RegExp(title.split(" ")[0] ?? name, "i")).test(text)).map(({ name }) => name);
}

async function lookAt(subject: Subject, check: Check): Promise<Finding> {
  try {
    return await check.look(subject);
  } catch (error) {
    return { is: "bad", seen: (error as Error).message };
  }
}

function rowOf({ id, title }: Check, finding: Finding, known: readonly string[]): Row {
  const { problem } = finding;
  const mend = problem === undefined ? [] : [...new Set((known.length === 0 ? [undefined] : known).flatMap((proxy) => remediesFor(problem, proxy)))];
  return { id, title, ...finding, mend: mend.map(({ proxy, set }) => ({ proxy, set })), isKnown: known.length > 0 };
}

/**
 * Looks at the path to a URL.
 *
 * @param row - told of each row as it is found
 */
export async function look(url: URL, { insecure, idleS }: Wish, row: (row: Row) => void): Promise<Look> {
  const subject = new Subject(url, insecure);
  const rows: Row[] = [];
  let known: readonly string[] = [];
  const take = async (check: Check): Promise<Finding> => {
    const finding = await lookAt(subject, check);
    if (check === opens) known = await named(subject);
    const found = rowOf(check, finding, known);
    rows.push(found);
    row(found);
    return finding;
  };
  try {
    if ((await take(opens)).is === "good") {
      const all = [latency, unpinged, caches, coding, down, up, ...messages, ...(idleS === undefined ? [] : [idle(idleS)])];
      for (const check of all) if (!check.needsProbe || subject.probes) await take(check);
    }
    return { url: url.href, works: rows.every(({ is }) => is !== "bad"), proxies: known, probes: subject.probes, rows };
  } finally {
    await subject.end();
  }
}
