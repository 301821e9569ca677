/**
 * Takes the vectors of the explorer on the site from the files of the vectors.
 *
 * @module
 */
import { plainOctets, toHex } from "../../../reference/layout/index.ts";
import type { SuiteFile } from "../../interop/vectors/read-suites.ts";
import { MAX_FRAGMENT_OCTETS } from "../view/settings.ts";

/** A group of cases, as far as the explorer reads it. */
interface ExplorerGroup {
  readonly op: string;
  readonly config?: Readonly<Record<string, unknown>> | undefined;
  readonly cases: readonly ExplorerVectorCase[];
}

interface ExplorerVectorCase {
  readonly id: string;
  readonly comment?: string;
  readonly wire?: unknown;
  readonly fields?: unknown;
  readonly endStream?: boolean;
  readonly random?: unknown;
  readonly steps?: readonly Readonly<Record<string, unknown>>[];
}

/** The operations whose input is octets of frames or of one integer. */
const octetOperations: Readonly<Record<string, string>> = { decode: "", encode: "", decompress: "", varsize: "&type=varsize" };

/** Members of a step that are expected effects: the page plays the session itself. */
const effects: readonly string[] = ["sent", "told", "withholds", "or"];

function octetsVector(base: object, each: ExplorerVectorCase, { op, config = {} }: ExplorerGroup): object[] {
  const hex = (each.steps?.map(({ feed }) => feed) ?? [each.wire]).map((part) => toHex(plainOctets(part))).join("");
  if (hex.length > 2 * MAX_FRAGMENT_OCTETS) return [];
  const { compression = "none", limit } = config;
  const [[method, parameter] = []] = typeof compression === "object" && compression !== null ? Object.entries(compression) : [];
  const settings = [
    octetOperations[op],
    ...(method === undefined ? [] : [`&compression=${method}=${String(parameter)}`]),
    ...(limit === undefined ? [] : [`&limit=${String(limit)}`]),
  ];
  return [{ kind: "octets", ...base, fragment: `#hex=${hex}${settings.join("")}` }];
}

function vectorOf(each: ExplorerVectorCase, group: ExplorerGroup): object[] {
  const base = { id: each.id, comment: each.comment ?? "" };
  const { op, config = {} } = group;
  if (Object.hasOwn(octetOperations, op)) return octetsVector(base, each, group);
  if (op === "handshake") {
    const { role, ...options } = config;
    return [{ kind: "handshake", ...base, role, fields: each.fields, endStream: each.endStream ?? false, config: JSON.stringify(options) }];
  }
  if (op !== "session") return [];
  const steps = (each.steps ?? []).map((step) => Object.fromEntries(Object.entries(step).filter(([name]) => !effects.includes(name))));
  return [{ kind: "session", ...base, config, random: each.random ?? [], steps }];
}

/** Returns a classic script that puts the vectors in place: a page that comes from a file can load nothing else. */
export function siteVectorsScript(suites: readonly SuiteFile[]): string {
  const groups = suites.flatMap(({ suite }) => suite.groups) as unknown as readonly ExplorerGroup[];
  const vectors = groups.flatMap((group) => group.cases.flatMap((each) => vectorOf(each, group)));
  return `globalThis.explorerVectors=${JSON.stringify(vectors)};\n`;
}
