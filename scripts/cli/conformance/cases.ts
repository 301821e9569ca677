/**
 * What both commands for live peers have in common: which cases run, how, and how they are told of.
 *
 * @module
 */
import type { Model } from "../../../reference/layout/index.ts";
import type { Case, Role } from "../../interop/conformance/case.ts";
import { casesFor } from "../../interop/conformance/cases/index.ts";
import { resultOf } from "../../interop/conformance/result.ts";
import { type CaseResult, LONG, type Plan, select } from "../../interop/conformance/run.ts";
import { Unreachable } from "../../interop/h2/index.ts";
import type { Report, Result } from "../../interop/report/result.ts";
import { type Arguments, exit, type Io, type Option, UsageError, wholeNumber } from "../command.ts";
import { endedEarly, exitOf, interruption } from "../interruption.ts";
import { checkOut, formOf, reportOptions, teller, tellReport, verboseOption } from "../teller.ts";
import { draftFor, folderOption, vectorsOf } from "../vectors.ts";

/** How long a step waits, in ms. */
const PATIENCE = 5000;

/** How many cases run at once. */
const CONCURRENCY = 8;

/** The options of both commands. */
export const caseOptions: Readonly<Record<string, Option>> = {
  case: { short: "c", value: "GLOB", says: "only the case of this id, the cases below it (closing), or those that a pattern means: 'closing/status-*'" },
  requirement: { short: "r", value: "R-NNN", says: "only the cases that check this statement of the draft" },
  slow: { says: `run also the cases that wait over ${LONG / 1000} s for a timeout` },
  timeout: { value: "MS", says: `how long a step of a case waits for the peer, in ms (${PATIENCE} unless given)` },
  jobs: { short: "j", value: "N", says: `how many cases run at once (${CONCURRENCY} unless given)` },
  list: { short: "l", says: "list the cases instead of running them" },
  ...reportOptions,
  brief: { short: "b", says: "leave out of the output, not of the report, what went either way in a case that does not pass" },
  ...verboseOption,
  ...folderOption,
};

/** Paragraphs of the help of both commands. */
export const caseText: readonly string[] = [
  "Verdicts: pass; non-strict, where it is allowed but not what is recommended; wrong-code, where a fault is reported by another code; fail; unimplemented, where the peer does not have what the case is about. With a case that does not pass every frame either way is printed, octet by octet and explained, and the HTML page has the sentences of the draft that it checks.",
  "Ctrl-C ends early and prints what there is; a second one ends at once. The exit code is 0 where no case ended as fail or wrong-code and some passed, 1 otherwise, 2 where the command line or the address cannot be used, 130 where it ended early.",
];

/** The cases that are meant. @throws {@link UsageError} where there are none */
export function casesOf(args: Arguments, role: Role, model: Model): Case[] {
  const [id, requirement] = [args.text("case"), args.text("requirement")];
  const cases = select(casesFor(role, vectorsOf(args, model)), { id, requirement, slow: args.has("slow") });
  if (cases.length > 0) return cases;
  throw new UsageError(`no case for a ${role} is chosen by ${[id, requirement].filter((one) => one !== undefined).join(" and ")}; --list has the ids`);
}

/** Prints the cases. */
export function listCases(cases: readonly Case[], { out, style }: Io): number {
  for (const { id, says, requirements } of cases) out(`${style.name(id)}  ${style.faint(requirements.join(" "))}\n      ${says}\n`);
  return exit.ok;
}

/** A run that a user started. */
export interface Session {
  readonly cases: readonly Case[];
  readonly role: Role;
  /** Who is tested, in a report. */
  readonly name: string;
  /** What is to be said below the results. */
  readonly notes?: (results: readonly Result[]) => readonly string[];
  /** Runs the cases. */
  readonly run: (plan: Plan) => Promise<readonly CaseResult[]>;
}

function reportOf(args: Arguments, { role, name, cases, notes: own }: Session, results: readonly Result[]): Report {
  const notes = [...(own?.(results) ?? []), ...endedEarly(results.length, cases.length)];
  return { title: `Conformance of a ${role}`, peer: { name, version: "" }, results, notes, draft: draftFor(args, args.text("out")) };
}

/** What to try, for what the system says of a connection. */
const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there",
  EADDRINUSE: "somebody else listens there",
  ENOTFOUND: "there is no such host",
  CERT: "the certificate cannot be verified; --insecure accepts any",
  WRONG_VERSION_NUMBER: "it does not speak TLS there: try an http URL",
  ALPN: "the server does not speak HTTP/2 there",
};

function hintFor(message: string): string {
  const known = Object.entries(hints).find(([part]) => message.includes(part));
  return known === undefined ? "" : ` (${known[1]})`;
}

/** Runs cases, tells of them, and sums up. @returns the exit code */
export async function runSession(args: Arguments, io: Io, session: Session): Promise<number> {
  const { role, cases } = session;
  const form = formOf(args);
  checkOut(args);
  const { signal, release } = interruption(io);
  const told = teller(args, io, { form, total: cases.length, exchange: !args.has("brief") });
  const results = new Map<Case, Result>();
  const done = (result: CaseResult): void => {
    const shown = resultOf(result, role);
    results.set(result.case, shown);
    told(shown);
  };
  const plan = { cases, signal, done, patience: wholeNumber(args, "timeout", 1, 3_600_000) ?? PATIENCE, concurrency: wholeNumber(args, "jobs", 1, 1000) ?? CONCURRENCY };
  try {
    await session.run(plan);
  } catch (error) {
    if (error instanceof Unreachable) throw new UsageError(`${error.message}${hintFor(error.message)}`);
    throw error;
  } finally {
    io.progress?.("");
    release();
  }
  const all = cases.flatMap((each) => results.get(each) ?? []);
  tellReport(args, io, reportOf(args, session, all), form);
  return exitOf(all, signal);
}
