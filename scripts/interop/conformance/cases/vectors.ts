/**
 * Cases made of vectors: malformed octets that a live peer reports, and handshakes that a live server checks.
 *
 * @module
 */
import type { CompressionOffer, ServerCheck } from "../../../../reference/schema/index.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import type { Http2Field } from "../../h2/index.ts";
import { fieldName, refusalOf } from "../../handshake-fields.ts";
import { parseOctets, type Octets } from "../../format/octets.ts";
import { sendHandshakeRequest } from "../../raw-handshake.ts";
import type { SuiteFile } from "../../vectors/read-suites.ts";
import { assert, wrongCode } from "../case-failure.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId, ServerHarness } from "../conformance-case.ts";
import { streamEventText } from "../stream-event.ts";

interface VectorReferences {
  readonly id: string;
  readonly comment?: string | undefined;
  readonly requirement?: string | undefined;
  readonly flags?: readonly string[] | undefined;
}

interface VectorDecodeCase extends VectorReferences {
  readonly result: string;
  readonly wire?: Octets | undefined;
  readonly steps?: readonly { readonly feed: Octets }[] | undefined;
  readonly errors?: readonly unknown[];
}

interface VectorDecodeConfig {
  readonly compression?: unknown;
  readonly limit?: number;
}

type SuiteNotes = SuiteFile["suite"]["notes"];

function requirementsOf({ flags = [], requirement }: VectorReferences, notes: SuiteNotes): RequirementId[] {
  const ids = [...flags.map((flag) => notes[flag]?.requirement), requirement];
  return [...new Set(ids.filter((id): id is RequirementId => id !== undefined))];
}

/** The longest vector used, in octets. Longer ones take too much time. */
const MAX_OCTETS = 2 ** 18;

function octetsOf({ wire, steps = [] }: VectorDecodeCase): Uint8Array {
  return wire === undefined ? Buffer.concat(steps.map(({ feed }) => parseOctets(feed))) : parseOctets(wire);
}

/** Returns an offer of exactly the parameter of a vector. */
function offerOf({ compression }: VectorDecodeConfig): CompressionOffer | undefined {
  if (typeof compression !== "object" || compression === null) return undefined;
  return Object.fromEntries(
    Object.entries(compression as Record<string, number>).map(([method, parameter]) => [method, [parameter, parameter]]),
  );
}

async function reportsFault(harness: ConformanceHarness, config: VectorDecodeConfig, vector: VectorDecodeCase): Promise<void> {
  const compression = offerOf(config);
  const connection = await harness.open(compression === undefined ? {} : { compression });
  await connection.sendAll(octetsOf(vector));
  const codes = (vector.errors ?? []) as readonly string[];
  const awaited = `an error frame ${codes.join(" or ")}`;
  let event = await connection.next(awaited);
  while (event.type === "message" || event.type === "pong") event = await connection.next(awaited);
  assert(event.type === "error", `expected ${awaited}, found ${streamEventText(event)}`);
  if (!codes.includes(event.code)) wrongCode(`expected ${awaited}, found ${streamEventText(event)}`);
  await connection.answerError();
}

/** Returns whether a vector applies to a live peer: the peer has the default message limit or a greater one. */
function isLive(config: VectorDecodeConfig, vector: VectorDecodeCase, defaultLimit: number): boolean {
  return vector.result === "invalid" && (config.limit ?? defaultLimit) === defaultLimit && octetsOf(vector).length <= MAX_OCTETS;
}

function decodeCases(files: readonly SuiteFile[], defaultLimit: number): ConformanceCase[] {
  return files.flatMap(({ suite: { groups, notes } }) =>
    groups.flatMap((group): ConformanceCase[] => {
      if (group.op !== "decode" && group.op !== "decompress") return [];
      const config = group.config as VectorDecodeConfig;
      const vectors = (group.cases as readonly VectorDecodeCase[]).filter((vector) => isLive(config, vector, defaultLimit));
      return vectors.map((vector) => ({
        id: `vectors/${vector.id}`,
        summary: vector.comment ?? `Reports ${(vector.errors ?? []).join(" or ")} for the octets of this vector.`,
        requirements: requirementsOf(vector, notes),
        role: "both",
        run: (harness) => reportsFault(harness, config, vector),
      }));
    }),
  );
}

interface VectorHandshakeCase extends VectorReferences {
  readonly fields: readonly Http2Field[];
  readonly endStream?: boolean | undefined;
  readonly outcome?: { readonly error: string; readonly status: number } | undefined;
}

const PSEUDO_HEADERS = [":method", ":scheme", ":authority", ":path"];

/** Fields that HTTP/2 implementations check themselves, or whose check depends on the configuration of the server. */
const EXCLUDED_FIELDS = ["origin", "content-length", "host", "te"];

/** Checks whose result does not depend on the configuration of a server. */
const INDEPENDENT_CHECKS: readonly ServerCheck[] = ["version", "content-type", "early-data", "compression"];

const sameOutcome = (check: ServerCheck, { error, status }: NonNullable<VectorHandshakeCase["outcome"]>): boolean =>
  refusalOf(check).token === error && refusalOf(check).status === String(status);

/** Returns whether the outcome of a vector is the same for every server. */
function isIndependent({ fields, outcome, endStream }: VectorHandshakeCase): boolean {
  if (outcome === undefined || endStream === true || !INDEPENDENT_CHECKS.some((check) => sameOutcome(check, outcome))) return false;
  const names = fields.map(([name]) => name);
  if (PSEUDO_HEADERS.some((name) => names.filter((each) => each === name).length !== 1)) return false;
  if (names.some((name) => name !== name.toLowerCase() || EXCLUDED_FIELDS.includes(name))) return false;
  // HTTP/2 implementations may reject other values themselves (RFC 9113, Section 8.2.1).
  return fields.every(([, value]) => value === value.trim() && /^[\t\x20-\x7e\x80-\xff]*$/.test(value));
}

async function refuses(harness: ServerHarness, vector: VectorHandshakeCase): Promise<void> {
  const own = harness.requestFields();
  const isTarget = (name: string): boolean => name === ":authority" || name === ":path";
  const fields = vector.fields.map(([name, value]): Http2Field => [name, isTarget(name) ? (fieldValue(own, name) ?? value) : value]);
  const peer = await harness.connectHttp2();
  sendHandshakeRequest(peer, 1, fields);
  const reply = await peer.next("HEADERS", { stream: 1, description: "a response" });
  const found = `${fieldValue(reply.fields, ":status")} ${fieldValue(reply.fields, fieldName.outcome)}`;
  const expected = `${vector.outcome?.status} ${vector.outcome?.error}`;
  assert(found === expected, `expected status and ${fieldName.outcome} ${expected}, found ${found}`);
}

function handshakeCases(files: readonly SuiteFile[]): ConformanceCase[] {
  return files.flatMap(({ suite: { groups, notes } }) =>
    groups.flatMap((group): ConformanceCase[] => {
      if (group.op !== "handshake" || group.config.role !== "server" || "exists" in group.config || "versions" in group.config) return [];
      if ("compression" in group.config && group.config.compression?.required === true) return [];
      if ("earlyData" in group.config) return [];
      return (group.cases as readonly VectorHandshakeCase[]).filter(isIndependent).map((vector) => ({
        id: `vectors/${vector.id}`,
        summary: vector.comment ?? `Refuses the handshake of this vector with ${vector.outcome?.status} and ${vector.outcome?.error}.`,
        requirements: requirementsOf(vector, notes),
        role: "server",
        run: (harness) => refuses(harness, vector),
      }));
    }),
  );
}

/**
 * Returns the cases made of vectors.
 *
 * @param defaultLimit - the default message limit, in octets
 */
export function vectorCases(files: readonly SuiteFile[], defaultLimit: number): ConformanceCase[] {
  return [...decodeCases(files, defaultLimit), ...handshakeCases(files)];
}
