/**
 * What an application decided about a handshake. Who means no must not be taken to say yes: nothing but a decision is one.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import type { Acceptance, ApplicationRefusal } from "../../wire/index.ts";
import { validateOptions, type OptionKinds } from "../api/validate-options.ts";
import type { Decision, Refuse } from "./server-options.ts";

const decisionKinds: OptionKinds<Acceptance & Refuse> = { compression: "anything", protocol: "anything", fields: "a list", refuse: "an object" };
const refusalKinds: OptionKinds<ApplicationRefusal> = { status: "anything", fields: "a list" };

/**
 * Reads what `authorize` returned.
 *
 * @returns the refusal, or how the handshake is accepted
 * @throws LocalError where it is no decision
 */
export function validateDecision(given: Decision): Refuse | (Acceptance & { readonly refuse?: undefined }) {
  if (given === undefined) return {};
  if (typeof given !== "object" || given === null) throw new LocalError("authorize", `expected nothing, an acceptance or { refuse: { status } }, found ${String(given)}`);
  validateOptions("authorize", given, decisionKinds);
  if (given.refuse !== undefined) validateOptions("authorize.refuse", given.refuse, refusalKinds);
  return given as Refuse | Acceptance;
}
