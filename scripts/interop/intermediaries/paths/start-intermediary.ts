/**
 * Starts one hop of a path: a proxy in one of its configurations.
 *
 * @module
 */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import type { CertificateFiles } from "./certificate-files.ts";
import { freePort, isOpen } from "../../../common/ports.ts";
import { killProcessesOnExit, ManagedProcess } from "../../../common/managed-process.ts";
import { findProgram } from "./programs.ts";
import type { IntermediaryConfiguration, Intermediary, IntermediarySite } from "../catalogue/intermediary.ts";

/** A proxy in one of its configurations. */
export interface ConfiguredIntermediary {
  readonly proxy: Intermediary;
  readonly configuration: IntermediaryConfiguration;
}

/** The program of a proxy is not installed. */
export class NotInstalledError extends Error {
  override readonly name = "NotInstalledError";
}

/** A proxy does not listen after its start. */
export class StartError extends Error {
  override readonly name = "StartError";
}

/** Options of {@link startIntermediary}. */
export interface IntermediaryStartOptions {
  /** An empty folder, created if it is missing. */
  readonly folder: string;
  /** The port of the next hop or the origin. */
  readonly next: number;
  readonly files: CertificateFiles;
  readonly idleS?: number | undefined;
}

/** A running hop. */
export interface RunningIntermediary {
  readonly port: number;
  readonly process: ManagedProcess;
}

/** The time limit until a proxy listens, and the interval at which its port is tried, in ms. */
const START_TIMEOUT_MS = 20_000;
const POLL_INTERVAL_MS = 20;

/** Another program may take a port between its choice and its use. */
const MAX_TRIES = 3;

/** Writes the files of a configuration. Every user may write to `var`, since the proxy may change its user. */
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

async function tryStart(
  { proxy, configuration }: ConfiguredIntermediary,
  program: string,
  options: IntermediaryStartOptions,
): Promise<RunningIntermediary | string> {
  const port = await freePort();
  const site: IntermediarySite = {
    ...options.files,
    folder: options.folder,
    port,
    next: options.next,
    idleS: options.idleS,
    root: process.getuid?.() === 0,
  };
  writeConfiguration(configuration, site);
  const home = join(options.folder, "var");
  const started = new ManagedProcess({
    program,
    args: proxy.args(site),
    environment: { PATH: process.env["PATH"] ?? "", HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home },
    folder: options.folder,
    log: join(options.folder, "log"),
  });
  if (await waitUntilListening(started, port)) return { port, process: started };
  const why = `${started.endReason ?? `does not listen after ${START_TIMEOUT_MS} ms`}; it said: ${started.logTail}`;
  await started.end();
  return why;
}

/**
 * Starts a hop and waits until it listens.
 *
 * @throws {@link NotInstalledError} if the program is missing
 * @throws {@link StartError} if it does not listen; the message ends with the output of the program
 */
export async function startIntermediary(hop: ConfiguredIntermediary, options: IntermediaryStartOptions): Promise<RunningIntermediary> {
  killProcessesOnExit();
  const { proxy, configuration } = hop;
  const program = findProgram(proxy.program, process.env["PATH"] ?? "");
  if (program === undefined) throw new NotInstalledError(`${proxy.title} is not installed (package ${proxy.package})`);
  let why = "";
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const started = await tryStart(hop, program, { ...options, folder: join(options.folder, String(tries)) });
    if (typeof started !== "string") return started;
    why = started;
  }
  throw new StartError(`${proxy.title} (${configuration.name}) ${why}`);
}
