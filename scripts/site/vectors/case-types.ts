/**
 * The cases of each operation, as pages read them.
 *
 * @module
 */
import type { CaseGroup } from "../../interop/vectors/read-suites.ts";
import type { VectorCase } from "../../interop/vectors/select-cases.ts";
import type { ShownFields } from "./header-section.ts";
import type { StepOctets, StepOutput } from "./session-frames.ts";

/** A case of octets: of frames, of compressed messages, or of one integer. */
export interface OctetCase {
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly errors?: readonly string[];
  readonly frames?: readonly unknown[];
  readonly steps?: readonly { readonly emit?: readonly unknown[] }[];
  readonly value?: number;
  readonly encode?: "exact" | "semantic" | "none";
}

/** A case of a handshake. */
export interface HeaderCase {
  readonly fields: ShownFields;
  readonly endStream?: boolean;
  readonly outcome?: { readonly status: number; readonly error: string };
  readonly check?: string;
}

/** The effects of a step. */
export interface StepEffects {
  readonly sent?: readonly StepOutput[];
  readonly told?: readonly Readonly<Record<string, unknown>>[];
  readonly withholds?: boolean;
}

/** A step with its input, its effects and alternatives to them. */
export type ShownStep = StepOctets & StepEffects & { readonly or?: readonly StepEffects[] };

/** A case of a session. */
export interface StepCase {
  readonly steps: readonly ShownStep[];
  /** The Data of the pings that the endpoint sends, in hexadecimal. */
  readonly random?: readonly string[];
}

/** The configurations of all operations, as far as pages name their members. */
export interface EndpointConfig {
  readonly role?: string;
  /** The limit of the receiver for one message, in octets. */
  readonly limit?: number;
}

/** A case with its operation. */
interface CaseInGroup {
  readonly group: CaseGroup;
  readonly case: VectorCase;
}

/** Returns a handshake; `undefined` for a case of another operation. */
export const asHandshake = ({ group, case: each }: CaseInGroup): HeaderCase | undefined =>
  group.op === "handshake" ? (each as unknown as HeaderCase) : undefined;

/** Returns a session; `undefined` for a case of another operation. */
export const asSession = ({ group, case: each }: CaseInGroup): StepCase | undefined =>
  group.op === "session" ? (each as unknown as StepCase) : undefined;

/** Returns a case of octets; `undefined` for handshakes and sessions. */
export const asOctets = ({ group, case: each }: CaseInGroup): OctetCase | undefined =>
  group.op === "handshake" || group.op === "session" ? undefined : (each as unknown as OctetCase);

/** Returns the configuration; empty for an operation that has none. */
export function configOf({ group }: Pick<CaseInGroup, "group">): EndpointConfig {
  return "config" in group ? (group.config as EndpointConfig) : {};
}
