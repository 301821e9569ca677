/**
 * Checks a header section as an endpoint does, for the explorer: every check in its order, with its result.
 *
 * @module
 */
import { LocalError } from "../../../reference/layout/errors.ts";
import { clientCheck, replyChecks, serverCheck } from "../../../reference/schema/index.ts";
import { checkReply, checkRequest, type FieldLine, type ReplyCheckOptions } from "../../../reference/wire/index.ts";
import { UsageError } from "../../common/usage-error.ts";
import { policyOfConfig, type VectorServerConfig } from "../../interop/format/server-policy.ts";

/** A handshake to check. */
export interface HandshakeInput {
  /** The endpoint that receives the header section. */
  readonly role: "client" | "server";
  /** Lines `name: value`. */
  readonly text: string;
  /** Whether the stream ends with the header section. */
  readonly endStream: boolean;
  /** The options of the endpoint as JSON, as in the vectors; empty for their defaults. */
  readonly config: string;
}

/** A check with its result. */
export interface HandshakeCheck {
  readonly name: string;
  /** When it fails, in the words of the draft. */
  readonly meaning: string;
  readonly result: "passed" | "failed" | "not made";
  /** What a failed check found. */
  readonly found: string;
}

/** All checks, and what the endpoint does then. */
export interface CheckedHeaders {
  readonly checks: readonly HandshakeCheck[];
  readonly ok: boolean;
  /** Header lines that a server answers with. */
  readonly reply: readonly FieldLine[];
  /** The agreed compression and subprotocol. */
  readonly agreed: string;
}

/** Parses lines `name: value`; the name may begin with a colon. @throws {@link UsageError} with the number of the line */
export function parseHeaderLines(text: string): FieldLine[] {
  return text.split(/\r?\n/).flatMap((line, index): FieldLine[] => {
    if (line.trim() === "") return [];
    const [, name, value] = /^\s*(:?[^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`line ${index + 1}: expected a field as "name: value", found ${JSON.stringify(line.trim())}`);
    }
    return [[name.toLowerCase(), value]];
  });
}

/** Returns lines `name: value`. */
export const headerText = (fields: readonly FieldLine[]): string => fields.map(([name, value]) => `${name}: ${value}`).join("\n");

function parseConfig(text: string): object {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new UsageError(`options: expected JSON: ${(error as Error).message}`);
  }
  throw new UsageError("options: expected a JSON object");
}

interface NamedCheck {
  readonly name: string;
  readonly meaning: string;
}

function checkList(all: readonly NamedCheck[], failed: { readonly check: string; readonly seen: string } | undefined): HandshakeCheck[] {
  const at = failed === undefined ? all.length : all.findIndex(({ name }) => name === failed.check);
  return all.map(({ name, meaning }, index) => ({
    name,
    meaning,
    result: index < at ? "passed" : index === at ? "failed" : "not made",
    found: index === at ? (failed?.seen ?? "") : "",
  }));
}

const agreedText = (compression: object | null, protocol: string | null): string =>
  `compression: ${compression === null ? "none" : JSON.stringify(compression)}; subprotocol: ${protocol ?? "none"}`;

function check({ role, text, endStream, config }: HandshakeInput): CheckedHeaders {
  const fields = parseHeaderLines(text);
  const options = parseConfig(config);
  if (role === "server") {
    const all = serverCheck.names.map((name) => serverCheck.entry(name));
    const result = checkRequest(fields, { endStream, policy: policyOfConfig(options as VectorServerConfig) });
    const checks = checkList(all, result.ok ? undefined : result);
    return { checks, ok: result.ok, reply: result.reply, agreed: result.ok ? agreedText(result.compression, result.protocol) : "" };
  }
  const all = replyChecks.map((name) => clientCheck.entry(name));
  const result = checkReply(fields, { ...options, endStream } as ReplyCheckOptions);
  const agreed = result.ok ? agreedText(result.compression, result.protocol) : "";
  return { checks: checkList(all, result.ok ? undefined : result), ok: result.ok, reply: [], agreed };
}

/**
 * Makes the checks of an endpoint.
 *
 * @throws {@link UsageError} if the lines are no fields, or the options are not those of the endpoint
 */
export function checkHeaders(input: HandshakeInput): CheckedHeaders {
  try {
    return check(input);
  } catch (error) {
    if (error instanceof LocalError || error instanceof TypeError) throw new UsageError(`options: ${error.message}`);
    throw error;
  }
}
