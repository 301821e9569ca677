import { readFileSync } from "node:fs";

import { decompressor } from "../../../reference/compression/index.ts";
import { compileElement, plainOctets, toHex } from "../../../reference/layout/index.ts";
import { type CompressionChoice, websocket2 } from "../../../reference/schema/index.ts";
import { explorerData } from "../../../scripts/explorer/data/page-data.ts";
import { type DecodedItem, decodeItems } from "../../../scripts/frames/decode-items.ts";
import { MessageDecompressor } from "../../../scripts/frames/message-decompressor.ts";
import { draftPage } from "../../../scripts/interop/report/report-draft.ts";
import { readManifest, readSentences } from "../../../scripts/interop/vectors/manifest.ts";

const VECTORS = "spec-tests/vectors";

const { draft = "", requirements = {} } = readManifest(VECTORS) ?? {};

/** The data of the explorer, as its program makes them. */
export const data = explorerData(websocket2, { sentences: readSentences(VECTORS), requirements, draft, draftPage: draftPage(draft) });

/** A vector as settings of the explorer. */
export interface ExplorerCase {
  readonly id: string;
  readonly octets: Uint8Array;
  readonly type: "frame" | "varsize";
  /** The compression as `ws2 decode` takes it: `none`, `lz4=1`. */
  readonly compression: string;
  readonly limit: number;
  readonly fragment: string;
}

interface SuiteGroup {
  readonly op: string;
  readonly config?: { readonly compression?: "none" | Readonly<Record<string, number>>; readonly limit?: number };
  readonly cases: readonly { readonly id: string; readonly wire?: unknown; readonly steps?: readonly { readonly feed: unknown }[] }[];
}

const compressionText = (compression: NonNullable<SuiteGroup["config"]>["compression"] = "none"): string =>
  typeof compression === "string" ? compression : (Object.entries(compression)[0] ?? []).join("=");

function casesOf({ op, config = {}, cases }: SuiteGroup): ExplorerCase[] {
  const type = op === "varsize" ? "varsize" : "frame";
  const compression = compressionText(config.compression);
  const limit = config.limit ?? data.messageLimit.value;
  return cases.map(({ id, wire, steps }) => {
    const hex = (steps ?? [{ feed: wire }]).map(({ feed }) => toHex(plainOctets(feed))).join("");
    const fragment = `#hex=${hex}&type=${type}&compression=${compression}&limit=${limit}`;
    return { id, octets: plainOctets(hex), type, compression, limit, fragment };
  });
}

/** Returns the vectors of suites as settings of the explorer. */
export function explorerCases(...suites: readonly ("frame" | "varsize" | "compression")[]): ExplorerCase[] {
  return suites.flatMap((suite) =>
    ["hand", "generated"].flatMap((folder) => {
      const { groups } = JSON.parse(readFileSync(`${VECTORS}/${folder}/${suite}.json`, "utf8")) as { groups: SuiteGroup[] };
      return groups.flatMap(casesOf);
    }),
  );
}

const codecs = { frame: compileElement(websocket2, "frame"), varsize: compileElement(websocket2, "varsize") };

/** Decodes as `ws2 decode` does: with codecs compiled from the model. */
export function decodeAsCommand({ octets, type, compression, limit }: ExplorerCase): DecodedItem[] {
  const [method = "none", parameter] = compression.split("=");
  const choice = { [method]: Number(parameter) } as CompressionChoice;
  const decompressing = method === "none" ? undefined : decompressor(choice, { message: limit });
  return decodeItems(codecs[type], octets, { limit, method, decompressor: new MessageDecompressor(decompressing) });
}
