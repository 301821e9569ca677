/**
 * Looks at a path from the client's end.
 *
 * @module
 */
import { intermediaries } from "../catalogue/index.ts";
import { type ConfigurationFix, fixesFor } from "../catalogue/fixes.ts";
import type { ProbeCheck, ProbeFinding } from "./probe-check.ts";
import { contentCodingCheck, responseFieldsCheck, requestFieldsCheck } from "./fields.ts";
import { idleCheck } from "./idle.ts";
import { messageChecks } from "./messages.ts";
import { cachesCheck, latencyCheck, opensCheck, withoutContentCheck } from "./opening.ts";
import { ProbeTarget } from "./probe-target.ts";

/** What was found of one check. */
export interface ProbeRow extends ProbeFinding {
  readonly id: string;
  readonly title: string;
  /** What may mend it. */
  readonly fixes: readonly Pick<ConfigurationFix, "proxy" | "set">[];
  /** Whether the response named the proxies that `mend` is for; else it is for all that are known for such a problem. */
  readonly isKnown: boolean;
}

/** What was found of a path. */
export interface ProbeReport {
  readonly url: string;
  /** Whether a connection opens and nothing that was looked at is bad for applications. */
  readonly works: boolean;
  /** The proxies of the catalogue that the fields of the response name. */
  readonly proxies: readonly string[];
  /** Whether the server answers probes. */
  readonly probes: boolean;
  readonly rows: readonly ProbeRow[];
}

/** What to look for. */
export interface ProbeOptions {
  readonly insecure: boolean;
  /** How long to stay silent, in seconds; absent for not at all. */
  readonly idleS?: number | undefined;
}

/** How the proxies name themselves, where that is not their name in the catalogue. */
const otherNames: Readonly<Record<string, RegExp>> = { trafficserver: /\bATS\b/ };

/** The proxies that the fields `server` and `via` name. */
async function namedIntermediaries(subject: ProbeTarget): Promise<string[]> {
  const exchange = await subject.sendRaw({}, 1000).catch(() => undefined);
  if (exchange === undefined) return [];
  subject.cancel(exchange);
  const { server = "", via = "" } = exchange.reply.fields;
  const text = `${server} ${via}`;
  return intermediaries.filter(({ name, title }) => (otherNames[name] ?? new RegExp(title.split(" ")[0] ?? name, "i")).test(text)).map(({ name }) => name);
}

async function runCheck(subject: ProbeTarget, check: ProbeCheck): Promise<ProbeFinding> {
  try {
    return await check.run(subject);
  } catch (error) {
    return { is: "bad", seen: (error as Error).message };
  }
}

function probeRow({ id, title }: ProbeCheck, finding: ProbeFinding, known: readonly string[]): ProbeRow {
  const { problem } = finding;
  const mend = problem === undefined ? [] : [...new Set((known.length === 0 ? [undefined] : known).flatMap((proxy) => fixesFor(problem, proxy)))];
  return { id, title, ...finding, fixes: mend.map(({ proxy, set }) => ({ proxy, set })), isKnown: known.length > 0 };
}

/**
 * Looks at the path to a URL.
 *
 * @param row - told of each row as it is found
 */
export async function probePath(url: URL, { insecure, idleS }: ProbeOptions, row: (row: ProbeRow) => void): Promise<ProbeReport> {
  const subject = new ProbeTarget(url, insecure);
  const rows: ProbeRow[] = [];
  let known: readonly string[] = [];
  const take = async (check: ProbeCheck): Promise<ProbeFinding> => {
    const finding = await runCheck(subject, check);
    if (check === opensCheck) known = await namedIntermediaries(subject);
    const found = probeRow(check, finding, known);
    rows.push(found);
    row(found);
    return finding;
  };
  try {
    if ((await take(opensCheck)).is === "good") {
      const all = [latencyCheck, withoutContentCheck, cachesCheck, contentCodingCheck, responseFieldsCheck, requestFieldsCheck, ...messageChecks, ...(idleS === undefined ? [] : [idleCheck(idleS)])];
      for (const check of all) if (!check.needsProbe || subject.probes) await take(check);
    }
    return { url: url.href, works: rows.every(({ is }) => is !== "bad"), proxies: known, probes: subject.probes, rows };
  } finally {
    await subject.end();
  }
}
