/**
 * The live peers of other implementations that this repository holds, each with its `peer.json`.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

import { validateFile } from "../../common/validate-file.ts";
import { parseJson } from "../vectors/read-suites.ts";

/** The `peer.json` of a peer in another language; commands run in the root of the repository. */
const peerFileSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  /** What it is written in. */
  language: z.string().min(1),
  /** What may run it, the preferred one first; `{program}` in a command stands for it. */
  programs: z.array(z.string()).min(1),
  /** Arguments with which a program that can run it prints its version and those of the libraries; another one fails. */
  tells: z.array(z.string()),
  /** What has to be installed, in words. */
  needs: z.string().min(1),
  /** The command line that starts an echo server, whose first line is its URL. */
  server: z.string().optional(),
  /** The command line that starts an echo client; `{url}` stands for where it connects to. */
  client: z.string().optional(),
});

/** A live peer that can be started. */
export interface LivePeer extends Pick<z.output<typeof peerFileSchema>, "name" | "version" | "language" | "server" | "client"> {
  /** What it runs in, with its version. */
  readonly runtime: string;
}

/** How long a program may take to tell its version, in ms. */
const VERSION_TIMEOUT_MS = 10_000;

function programVersion(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8", timeout: VERSION_TIMEOUT_MS });
  return status === 0 ? stdout.trim() : undefined;
}

/** The peer of one file with the first program that can run it, or what has to be installed for it. */
function readPeer(file: string): LivePeer | string {
  const { programs, tells, needs, server, client, ...peer } = validateFile(file, peerFileSchema, parseJson(file, readFileSync(file, "utf8")));
  for (const program of programs) {
    const runtime = programVersion(program, tells);
    if (runtime === undefined) continue;
    const filled = Object.entries({ server, client }).flatMap(([role, command]) => (command === undefined ? [] : [[role, command.replaceAll("{program}", program)]]));
    return { ...peer, runtime, ...Object.fromEntries(filled) };
  }
  return `The live peer ${peer.name} was not tried, for want of ${needs}.`;
}

/**
 * The live peers below a folder, by the names of their own folders: those that can be started, and of the others why not.
 *
 * @throws {@link FileError} where a `peer.json` is not as expected
 */
export function findPeers(root: string): { readonly peers: readonly LivePeer[]; readonly absent: readonly string[] } {
  const files = readdirSync(root).sort().map((folder) => join(root, folder, "peer.json")).filter((file) => existsSync(file));
  const found = files.map(readPeer);
  return { peers: found.filter((each) => typeof each !== "string"), absent: found.filter((each) => typeof each === "string") };
}
