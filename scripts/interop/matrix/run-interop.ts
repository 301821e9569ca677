/**
 * Runs all peers of this repository: adapters on the vectors, live peers on the conformance cases.
 *
 * @module
 */
import type { TestResult } from "../report/result.ts";
import { findPeers, type SourcedPeer } from "./find-peers.ts";
import type { SourcedEntry } from "./peer-data.ts";
import { buildAdapters, type SourcedAdapter, testAdapter } from "./test-adapters.ts";
import { type MatrixSources, testLivePeers } from "./test-live-peers.ts";

/** The peers of a run. */
export interface InteropPeers {
  /** The folders of the adapters and of the live peers of other implementations. */
  readonly adapterFolder: string;
  readonly peerFolder: string;
  /** The package itself, which runs first. */
  readonly ownAdapter: SourcedAdapter;
  readonly ownPeer: SourcedPeer;
}

/** Observes a run. */
export interface InteropObserver {
  /** Adds details to the results of an adapter. */
  readonly explain: (results: readonly TestResult[]) => TestResult[];
  /** Called with the results of each peer. */
  readonly onEntry: (entry: SourcedEntry) => void;
}

/**
 * Runs all peers.
 *
 * @returns the results, and a sentence for each peer that cannot run
 * @throws {@link FileError} if an `adapter.json` or `peer.json` does not match its schema
 */
export async function runInterop(
  { adapterFolder, peerFolder, ownAdapter, ownPeer }: InteropPeers,
  sources: MatrixSources,
  { explain, onEntry }: InteropObserver,
): Promise<{ readonly entries: SourcedEntry[]; readonly absent: string[] }> {
  const entries: SourcedEntry[] = [];
  const add = (entry: SourcedEntry): void => {
    entries.push(entry);
    onEntry(entry);
  };
  const adapters = buildAdapters(adapterFolder);
  const live = findPeers(peerFolder);
  for (const peer of [ownAdapter, ...adapters.peers]) add({ ...(await testAdapter(peer, sources, explain)), source: peer.source });
  const failed = await testLivePeers([ownPeer, ...live.peers], sources, (entry, { source, start }, role) =>
    add({ ...entry, source: { ...source, start: start[role] ?? "" } }),
  );
  return { entries, absent: [...adapters.absent, ...live.absent, ...failed] };
}
