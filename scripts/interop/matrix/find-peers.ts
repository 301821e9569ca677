/**
 * Finds the live peers of other implementations in this repository.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

import { validateFile } from "../../common/validate-file.ts";
import type { PeerRole } from "../conformance/conformance-case.ts";
import { parseJson } from "../vectors/read-suites.ts";
import type { PeerSource } from "./peer-data.ts";

/** The `peer.json` of a live peer. Commands run in the root of the repository. */
const peerFileSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** The language of the peer. */
  language: z.string().min(1),
  /** How it was written, in sentences. */
  about: z.string().min(1),
  /** Programs that can run it, the preferred one first; `{program}` in a command stands for the first one that works. */
  programs: z.array(z.string()).min(1),
  /** Arguments that make a program print its version and those of the libraries; a program that cannot run the peer fails. */
  versionArguments: z.array(z.string()),
  /** The required software, in words. */
  needs: z.string().min(1),
  /** The command line of an echo server, which prints its URL in the first line. */
  server: z.string().optional(),
  /** The command line of an echo client; `{url}` stands for the URL of the server. */
  client: z.string().optional(),
});

type PeerFile = z.output<typeof peerFileSchema>;

/** A live peer that can run. */
export interface LivePeer extends Pick<PeerFile, "name" | "version" | "language" | "server" | "client"> {
  /** The runtime and the libraries, with their versions. */
  readonly runtime: string;
}

/** A live peer of this repository. */
export interface SourcedPeer extends LivePeer {
  readonly source: Omit<PeerSource, "start">;
  /** The command lines for readers, without paths of this machine. */
  readonly start: Readonly<Partial<Record<PeerRole, string>>>;
}

/** The time limit of a program that prints its version, in ms. */
const VERSION_TIMEOUT_MS = 10_000;

function programVersion(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", timeout: VERSION_TIMEOUT_MS });
  return status === 0 ? stdout.trim() : undefined;
}

/** Returns the command lines of a peer that a program runs. */
function filledCommands({ server, client }: PeerFile, program: string): Partial<Record<PeerRole, string>> {
  const fill = (command: string): string => command.replaceAll("{program}", program);
  return { ...(server === undefined ? {} : { server: fill(server) }), ...(client === undefined ? {} : { client: fill(client) }) };
}

/** Returns the peer of a file with the first program that can run it, or a sentence that names the missing software. */
function readPeer(path: string): SourcedPeer | string {
  const file = validateFile(path, peerFileSchema, parseJson(path, readFileSync(path, "utf8")));
  const { name, version, language, about, programs, needs } = file;
  const source = { folder: dirname(path), about, needs };
  const start = filledCommands(file, programs[0] ?? "");
  for (const program of programs) {
    const runtime = programVersion(program, file.versionArguments);
    if (runtime !== undefined) return { name, version, language, runtime, ...filledCommands(file, program), source, start };
  }
  return `The live peer ${name} was not tested: it needs ${needs}.`;
}

/**
 * Returns the live peers below a folder that can run, and a sentence for each of the others, in the order of their folder names.
 *
 * @throws {@link FileError} if a `peer.json` does not match its schema
 */
export function findPeers(root: string): { readonly peers: readonly SourcedPeer[]; readonly absent: readonly string[] } {
  const files = readdirSync(root)
    .sort()
    .map((folder) => join(root, folder, "peer.json"))
    .filter((file) => existsSync(file));
  const found = files.map(readPeer);
  return { peers: found.filter((each) => typeof each !== "string"), absent: found.filter((each) => typeof each === "string") };
}
