/**
 * The expected result of a case in a few words, and the words by which a page filters it.
 *
 * @module
 */
import { websocket2ElementIds } from "../../interop/format/element-ids.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";
import { asHandshake, asSession, type HeaderCase, type OctetCase, type StepCase } from "./case-types.ts";

/** The expected result of a case. */
export interface Expectation {
  /** A few words: `invalid FRAM`, `400 invalid_version`, `closed 1005`. */
  readonly label: string;
  /** The colour: accepted, rejected, or between. */
  readonly tone: "good" | "bad" | "mild" | "left";
  /** The words of the filter: `invalid` and `FRAM`. */
  readonly keys: readonly string[];
}

const resultTones = { valid: "good", invalid: "bad", incomplete: "mild", acceptable: "mild" } as const;

function octetExpectation({ result, errors = [] }: OctetCase): Expectation {
  const codes = errors.join(" or ");
  const label = result === "acceptable" ? `valid or ${codes}` : `${result} ${codes}`.trimEnd();
  return { label, tone: resultTones[result], keys: [result, ...errors] };
}

function handshakeExpectation({ outcome, check }: HeaderCase): Expectation {
  if (outcome === undefined) return { label: `check ${check} fails`, tone: "bad", keys: [`check-${check}`] };
  const opens = outcome.error === websocket2ElementIds.outcome.opens;
  return { label: `${outcome.status} ${outcome.error}`, tone: opens ? "good" : "bad", keys: [outcome.error, String(outcome.status)] };
}

function toldWords(event: object): string {
  const [[name, value] = ["", undefined]] = Object.entries(event);
  const { code, check, reset } = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return [name, code ?? check ?? reset].filter((part) => part !== undefined && part !== true).join(" ");
}

/** Returns the last events that an application learns, the end of the connection if there is one. */
function sessionExpectation({ steps }: StepCase): Expectation {
  const told = steps.flatMap((step) => step.told ?? []);
  const names = [...new Set(told.flatMap((event) => Object.keys(event)))];
  const last = told.findLast((event) => "closed" in event || "failed" in event) ?? told.at(-1);
  return { label: last === undefined ? "no event" : toldWords(last), tone: "left", keys: names };
}

/** Returns the expected result of a case. */
export function expectationOf(located: Pick<LocatedCase, "group" | "case">): Expectation {
  const [handshake, session] = [asHandshake(located), asSession(located)];
  if (handshake !== undefined) return handshakeExpectation(handshake);
  return session === undefined ? octetExpectation(located.case as unknown as OctetCase) : sessionExpectation(session);
}
