/**
 * Cases made of the vectors: malformed octets that a live peer has to report, and handshakes that a live server has to judge.
 *
 * @module
 */
import type { CompressionChoice, CompressionOffer } from "../../../../reference/schema/index.ts";
import type { SuiteFile } from "../../vectors/read-suites.ts";
import { parseOctets, type Octets } from "../../format/octets.ts";
import type { Http2Field } from "../../h2/index.ts";
import type { ConformanceCase, ConformanceHarness, RequirementId, ServerHarness } from "../conformance-case.ts";
import { fieldValue } from "../../h2/change-fields.ts";
import { assert, wrongCode } from "../case-failure.ts";
import { streamEventText } from "../stream-event.ts";
import type { TestConnection } from "../test-connection.ts";
import { sendHandshakeRequest } from "../../raw-handshake.ts";
import { openWith } from "./compression.ts";
import { answerFault } from "./faults.ts";

interface VectorDecodeCase {
  readonly id: string;
  readonly result: string;
  readonly comment?: string | undefined;
  readonly requirement?: string | undefined;
  readonly flags?: readonly string[] | undefined;
  readonly wire?: Octets | undefined;
  readonly steps?: readonly { readonly feed: Octets }[] | undefined;
  readonly errors?: readonly unknown[];
}

interface VectorDecodeConfig {
  readonly compression?: unknown;
  readonly limit?: number;
}

type SuiteNotes = SuiteFile["suite"]["notes"];

function requirementsOf(each: { readonly flags?: readonly string[] | undefined; readonly requirement?: string | undefined }, notes: SuiteNotes): RequirementId[] {
  const named = [...(each.flags ?? []).map((flag) => notes[flag]?.requirement), each.requirement];
  return [...new Set(named.filter((id): id is RequirementId => id !== undefined))];
}

const MOST_OCTETS = 2 ** 18;

function octetsIn(each: VectorDecodeCase): Uint8Array {
  return each.wire === undefined ? Buffer.concat((each.steps ?? []).map(({ feed }) => parseOctets(feed))) : parseOctets(each.wire);
}

const FULL_OFFERS: Readonly<Record<string, readonly [number, number]>> = { lz4: [1, 9], deflate: [9, 15] };

async function opened(lab: ConformanceHarness, config: VectorDecodeConfig): Promise<TestConnection> {
  if (typeof config.compression !== "object" || config.compression === null) return lab.open();
  const choice = config.compression as CompressionChoice;
  const [method = ""] = Object.keys(choice);
  return openWith(lab, { [method]: FULL_OFFERS[method] } as CompressionOffer, choice);
}

async function expectReport(lab: ConformanceHarness, config: VectorDecodeConfig, each: VectorDecodeCase): Promise<void> {
  const link = await opened(lab, config);
  await link.sendAll(octetsIn(each));
  const codes = (each.errors ?? []) as readonly string[];
  for (;;) {
    const item = await link.next(`an error frame ${codes.join(" or ")}`);
    if (item.is === "message" || item.is === "pong") continue;
    if (item.is === "error" && !codes.includes(item.code)) wrongCode(`expected an error frame ${codes.join(" or ")}, found ${streamEventText(item)}`);
    assert(item.is === "error", `expected an error frame ${codes.join(" or ")}, found ${streamEventText(item)}`);
    break;
  }
  await answerFault(link);
}

/** A vector holds for a live peer where its limit is the default, which the peer may have raised, and its octets are few. */
function isLive(config: VectorDecodeConfig, each: VectorDecodeCase, most: number): boolean {
  return each.result === "invalid" && (config.limit ?? most) === most && octetsIn(each).length <= MOST_OCTETS;
}

function decodeCases(files: readonly SuiteFile[], most: number): ConformanceCase[] {
  return files.flatMap(({ suite: { groups, notes } }) =>
    groups.flatMap((group): ConformanceCase[] => {
      if (group.op !== "decode" && group.op !== "decompress") return [];
      const config = group.config as VectorDecodeConfig;
      return (group.cases as readonly VectorDecodeCase[])
        .filter((each) => isLive(config, each, most))
        .map((each) => ({
          id: `vectors/${each.id}`,
          summary: each.comment ?? `Reports ${(each.errors ?? []).join(" or ")} for the octets of this vector.`,
          requirements: requirementsOf(each, notes),
          role: "both",
          run: (lab) => expectReport(lab, config, each),
        }));
    }),
  );
}

interface VectorHandshakeCase {
  readonly id: string;
  readonly comment?: string | undefined;
  readonly requirement?: string | undefined;
  readonly flags?: readonly string[] | undefined;
  readonly fields: readonly Http2Field[];
  readonly endStream?: boolean | undefined;
  readonly outcome?: { readonly error: string; readonly status: number } | undefined;
}

const PSEUDO_HEADERS = [":method", ":scheme", ":authority", ":path"];

/** Checks whose outcome does not depend on how a server is configured, nor on what HTTP/2 itself allows. */
const INDEPENDENT_OUTCOMES = ["invalid_version400", "rejected415", "rejected425", "cannot_negotiate_compression400"];

function isIndependent({ fields, outcome, endStream }: VectorHandshakeCase): boolean {
  if (outcome === undefined || endStream === true || !INDEPENDENT_OUTCOMES.includes(`${outcome.error}${outcome.status}`)) return false;
  const names = fields.map(([name]) => name);
  if (PSEUDO_HEADERS.some((name) => names.filter((each) => each === name).length !== 1)) return false;
  if (names.some((name) => name !== name.toLowerCase() || ["origin", "content-length", "host", "te"].includes(name))) return false;
  // What HTTP/2 does with such values is its own matter (RFC 9113, Section 8.2.1).
  return fields.every(([, value]) => value === value.trim() && /^[\t\x20-\x7e\x80-\xff]*$/.test(value));
}

async function checkHandshake(lab: ServerHarness, each: VectorHandshakeCase): Promise<void> {
  const own = lab.requestFields();
  const fields = each.fields.map(([name, value]): Http2Field => [name, name === ":authority" || name === ":path" ? (fieldValue(own, name) ?? value) : value]);
  const peer = await lab.connectHttp2();
  sendHandshakeRequest(peer, 1, fields);
  const reply = await peer.next("HEADERS", { stream: 1, description: "a response" });
  const found = `${fieldValue(reply.fields, ":status")} ${fieldValue(reply.fields, "websocket2-error")}`;
  const expected = `${each.outcome?.status} ${each.outcome?.error}`;
  assert(found === expected, `expected status and websocket2-error ${expected}, found ${found}`);
}

function handshakeCases(files: readonly SuiteFile[]): ConformanceCase[] {
  return files.flatMap(({ suite: { groups, notes } }) =>
    groups.flatMap((group): ConformanceCase[] => {
      if (group.op !== "handshake" || group.config.role !== "server" || "exists" in group.config || "versions" in group.config) return [];
      if ("compression" in group.config && group.config.compression?.required === true) return [];
      return (group.cases as readonly VectorHandshakeCase[]).filter(isIndependent).map((each) => ({
        id: `vectors/${each.id}`,
        summary: each.comment ?? `Answers the handshake of this vector with ${each.outcome?.status} and ${each.outcome?.error}.`,
        requirements: requirementsOf(each, notes),
        role: "server",
        run: (lab) => checkHandshake(lab, each),
      }));
    }),
  );
}

/**
 * The cases that follow from the vectors.
 *
 * @param most - the default message limit, in octets
 */
export function vectorCases(files: readonly SuiteFile[], most: number): ConformanceCase[] {
  return [...decodeCases(files, most), ...handshakeCases(files)];
}
