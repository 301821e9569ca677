/**
 * The cells of draft/data/libraries.json, for the probes that show them.
 *
 * @module
 */
import { readFileSync } from "node:fs";

import { libraryReport, type LibraryReport } from "../../../../scripts/interop/libraries/library-report.ts";
import { ping, type Http2Peer } from "../../../../scripts/interop/h2/index.ts";

/** A verdict on a rule. */
export type Verdict = "yes" | "set" | "part" | "no";

const { libraries, rules }: LibraryReport = libraryReport.parse(JSON.parse(readFileSync("draft/data/libraries.json", "utf8")));

/** Returns the verdict on a rule in the column of a library. */
export function verdictOn(rule: string, library: string): Verdict | undefined {
  return rules.find(({ id }) => id === rule)?.found[library]?.verdict;
}

/** Returns the version of a column. */
export function measuredVersion(library: string): string {
  return libraries.find(({ id }) => id === library)?.version ?? "";
}

/** The pseudo-header fields of a request to a path. */
export const requestTo = (path: string) => [[":method", "POST"], [":scheme", "http"], [":authority", "a"], [":path", path]] as const;

/** Waits until the other end has handled all earlier frames. */
export async function settle(peer: Http2Peer): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    peer.send(ping(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, turn)));
    await peer.next("PING", { matches: ({ ack }) => ack });
  }
}
