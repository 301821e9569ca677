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
import { killProcessesOnExit, ManagedProcess } from "./managed-process.ts";
import { findProgram } from "./programs.ts";
import type { IntermediaryConfiguration, Intermediary, IntermediarySite } from "../catalogue/intermediary.ts";

/** A proxy in one of its configurations. */
export interface ConfiguredIntermediary {
  readonly proxy: Intermediary;
  readonly configuration: IntermediaryConfiguration;
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
export interface IntermediaryStartOptions {
  /** An empty folder, which is made where it is missing. */
  readonly folder: string;
  /** The port of the next hop or the origin. */
  readonly next: number;
  readonly files: CertificateFiles;
  readonly idleS?: number | undefined;
}

/** A hop that runs. */
export interface RunningIntermediary {
  readonly port: number;
  readonly process: ManagedProcess;
}

/** How long a proxy may take to listen, in ms, and how often it is asked. */
const START_TIMEOUT_MS = 20_000;
const POLL_INTERVAL_MS = 20;

/** A port may be taken by another program between its choice and its use. */
const MAX_TRIES = 3;

/** Writes the files of a site. `var` is for whatever user the proxy chooses. */
export function writeConfiguration(configuration: IntermediaryConfiguration, site: IntermediarySite): void {
  mkdirSync(join(site.folder, "var"), { recursive: true });
  chmodSync(site.folder, 0o755);
  chmodSync(join(site.folder, "var"), 0o777);
  for (const [name, text] of Object.entries(configuration.files(site))) {
    const path = join(site.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

async function waitUntilListening(process: ManagedProcess, port: number): Promise<boolean> {
  for (let waited = 0; waited < START_TIMEOUT_MS && process.endReason === undefined; waited += POLL_INTERVAL_MS) {
    if (await isOpen(port)) return true;
    await sleep(POLL_INTERVAL_MS);
  }
  return false;
}

async function tryStart({ proxy, configuration }: ConfiguredIntermediary, program: string, place: IntermediaryStartOptions): Promise<RunningIntermediary | string> {
  const port = await freePort();
  const site: IntermediarySite = { ...place.files, folder: place.folder, port, next: place.next, idleS: place.idleS, root: process.getuid?.() === 0 };
  writeConfiguration(configuration, site);
  const home = join(place.folder, "var");
  const own = new ManagedProcess({
    program,
    args: proxy.args(site),
    environment: { PATH: process.env["PATH"] ?? "", HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
    folder: place.folder,
    log: join(place.folder, "log"),
  });
  if (await waitUntilListening(own, port)) return { port, process: own };
  const why = `${own.endReason ?? `does not listen after ${START_TIMEOUT_MS} ms`}; it said: ${own.logTail}`;
  await own.end();
  return why;
}

/**
 * Starts a hop and waits until it listens.
 *
 * @throws {@link NotInstalledError}
 * @throws {@link StartError} with what the program said
 */
export async function startIntermediary(hop: ConfiguredIntermediary, place: IntermediaryStartOptions): Promise<RunningIntermediary> {
  killProcessesOnExit();
  const { proxy, configuration } = hop;
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  if (program === undefined) throw new NotInstalledError(`${proxy.title} is not installed (package ${proxy.package})`);
  let why = "";
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const started = await tryStart(hop, program, { ...place, folder: join(place.folder, String(tries)) });
    if (typeof started !== "string") return started;
    why = started;
  }
  throw new StartError(`${proxy.title} (${configuration.name}) ${why}`);
}
