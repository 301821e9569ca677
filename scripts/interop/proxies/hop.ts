/**
 * One hop of a path: a proxy in one of its configurations, started and ended.
 *
 * @module
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { CertificateFiles } from "./certificate-files.ts";
import { freePort, isOpen } from "./ports.ts";
import { guardProcesses, OwnProcess } from "./processes.ts";
import { findProgram } from "./programs.ts";
import type { Configuration, Proxy, Site } from "./proxy.ts";

/** A proxy in one of its configurations. */
export interface Hop {
  readonly proxy: Proxy;
  readonly configuration: Configuration;
}

/** A program that is not installed. */
export class NotInstalledError extends Error {
  override readonly name = "NotInstalledError";
}

/** A proxy that does not start. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** Where a hop is started. */
export interface Place {
  /** An empty folder, which is made where it is missing. */
  readonly folder: string;
  /** The port of the next hop or the origin. */
  readonly next: number;
  readonly files: CertificateFiles;
  readonly idleS?: number | undefined;
}

/** A hop that runs. */
export interface RunningHop {
  readonly port: number;
  readonly process: OwnProcess;
}

/** How long a proxy may take to listen, in ms, and how often it is asked. */
const START = 20_000;
const ASK = 20;

/** A port may be taken by another program between its choice and its use. */
const TRIES = 3;

/** Writes the files of a site. `var` is for whatever user the proxy chooses. */
export function writeSite(configuration: Configuration, site: Site): void {
  mkdirSync(join(site.folder, "var"), { recursive: true });
  chmodSync(site.folder, 0o755);
  chmodSync(join(site.folder, "var"), 0o777);
  for (const [name, text] of Object.entries(configuration.files(site))) {
    const path = join(site.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

async function listening(process: OwnProcess, port: number): Promise<boolean> {
  for (let waited = 0; waited < START && process.ended === undefined; waited += ASK) {
    if (await isOpen(port)) return true;
    await sleep(ASK);
  }
  return false;
}

async function tryStart({ proxy, configuration }: Hop, program: string, place: Place): Promise<RunningHop | string> {
  const port = await freePort();
  const site: Site = { ...place.files, folder: place.folder, port, next: place.next, idleS: place.idleS, root: process.getuid?.() === 0 };
  writeSite(configuration, site);
  const home = join(place.folder, "var");
  const own = new OwnProcess({
    program,
    args: proxy.args(site),
    environment: { PATH: process.env["PATH"] ?? "", HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
    folder: place.folder,
    log: join(place.folder, "log"),
  });
  if (await listening(own, port)) return { port, process: own };
  const why = `${own.ended ?? `does not listen after ${START} ms`}; it said: ${own.said}`;
  await own.end();
  return why;
}

/**
 * Starts a hop and waits until it listens.
 *
 * @throws {@link NotInstalledError}
 * @throws {@link StartError} with what the program said
 */
export async function startHop(hop: Hop, place: Place): Promise<RunningHop> {
  guardProcesses();
  const { proxy, configuration } = hop;
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  if (program === undefined) throw new NotInstalledError(`${proxy.title} is not installed (package ${proxy.package})`);
  let why = "";
  for (let tries = 0; tries < TRIES; tries += 1) {
    const started = await tryStart(hop, program, { ...place, folder: join(place.folder, String(tries)) });
    if (typeof started !== "string") return started;
    why = started;
  }
  throw new StartError(`${proxy.title} (${configuration.name}) ${why}`);
}
