/**
 * Runs the checks of the catalogue on a path to a URL.
 *
 * @module
 */
import { type ConfigurationFix, fixesFor } from "../catalogue/fixes.ts";
import { intermediaries } from "../catalogue/index.ts";
import { idleCheckOf } from "../checks/idle.ts";
import { pathChecks } from "../checks/index.ts";
import { openingCheck } from "../checks/opening.ts";
import { type CheckResult, no, phaseOf, runsOnTarget, type TargetCheck } from "../checks/path-check.ts";
import { ProbeTarget } from "./probe-target.ts";

/** The result of a check, with the settings that may fix a fault. */
export interface ProbeRow extends Omit<CheckResult, "outcome" | "rating"> {
  /** The id of the check in the catalogue. */
  readonly id: string;
  readonly title: string;
  /** `good` for a yes. For a no: `bad` if applications fail, `poor` if a setting improves the path, `fact` otherwise. */
  readonly is: "good" | "poor" | "bad" | "fact";
  readonly fixes: readonly Pick<ConfigurationFix, "proxy" | "set">[];
  /** Whether the response names the proxies of `fixes`; else these are all known proxies with the fault. */
  readonly isKnown: boolean;
}

/** The results of all checks of a path. */
export interface ProbeReport {
  readonly url: string;
  /** Whether no check is `bad`. */
  readonly works: boolean;
  /** The proxies of the catalogue that the fields of the response name. */
  readonly proxies: readonly string[];
  /** Whether the server takes orders: `ws2 serve --mode probe`. */
  readonly probes: boolean;
  readonly rows: readonly ProbeRow[];
}

/** Options of {@link probePath}. */
export interface ProbeOptions {
  /** Whether to accept any certificate. */
  readonly insecure: boolean;
  /** The time of an additional silence, in seconds; absent for none. */
  readonly idleS?: number | undefined;
}

/** Names in fields that differ from the title in the catalogue. */
const fieldNames: Readonly<Record<string, RegExp>> = { trafficserver: /\bATS\b/ };

/** The time limit of a response that is asked for its fields alone, in ms. */
const FIELDS_TIMEOUT_MS = 1000;

/** Returns the proxies that the fields `server` and `via` name. */
async function namedProxies(target: ProbeTarget): Promise<string[]> {
  const exchange = await target.openRaw({ target: target.newTarget() }).catch(() => undefined);
  if (exchange === undefined) return [];
  const { server = "", via = "" } = (await exchange.collect(FIELDS_TIMEOUT_MS, ({ status }) => status !== undefined)).fields;
  exchange.cancel();
  const text = `${server} ${via}`;
  return intermediaries
    .filter(({ name, title }) => (fieldNames[name] ?? new RegExp(title.split(" ")[0] ?? name, "i")).test(text))
    .map(({ name }) => name);
}

/** Runs a check. An error makes its result a no. */
async function runCheck(target: ProbeTarget, check: TargetCheck): Promise<CheckResult> {
  try {
    return await check.run(target);
  } catch (error) {
    return no((error as Error).message);
  }
}

function probeRow({ id, title }: TargetCheck, { outcome, rating = "bad", ...result }: CheckResult, proxies: readonly string[]): ProbeRow {
  const { problem } = result;
  const candidates = proxies.length === 0 ? [undefined] : proxies;
  const fixes = problem === undefined ? [] : [...new Set(candidates.flatMap((proxy) => fixesFor(problem, proxy)))];
  return {
    id,
    title,
    is: outcome === "yes" ? "good" : rating,
    ...result,
    fixes: fixes.map(({ proxy, set }) => ({ proxy, set })),
    isKnown: proxies.length > 0,
  };
}

/**
 * Runs the checks on the path to a URL: those of the usual phase that the server allows, and a silence if asked for. Stops after the
 * first check if no connection opens.
 *
 * @param onRow - called with each row as it completes
 */
export async function probePath(url: URL, { insecure, idleS }: ProbeOptions, onRow: (row: ProbeRow) => void): Promise<ProbeReport> {
  const target = new ProbeTarget(url, insecure);
  const rows: ProbeRow[] = [];
  let proxies: readonly string[] = [];
  try {
    for (const check of [...pathChecks, ...(idleS === undefined ? [] : [idleCheckOf(idleS)])]) {
      if (phaseOf(check) !== "usual" || !runsOnTarget(check, target.controlled)) continue;
      const result = await runCheck(target, check);
      if (check === openingCheck) proxies = await namedProxies(target);
      const row = probeRow(check, result, proxies);
      rows.push(row);
      onRow(row);
      if (check === openingCheck && result.outcome === "no") break;
    }
    return { url: url.href, works: rows.every(({ is }) => is !== "bad"), proxies, probes: target.controlled, rows };
  } finally {
    await target.end();
  }
}
