/**
 * Child processes that never outlive this program, even if it fails or is interrupted.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { readTail } from "./files.ts";

const runningProcesses = new Set<ManagedProcess>();

/** The time between SIGTERM and SIGKILL, in ms. */
const GRACE_MS = 500;

/** The length of {@link ManagedProcess.logTail}, in characters. */
const LOG_TAIL_CHARACTERS = 1500;

/** A program and its surroundings. */
export interface ProcessOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** The file to which its output is appended. */
  readonly log: string;
}

/** A child process in a process group of its own, so that the processes that it starts end with it. */
export class ManagedProcess {
  readonly #child: ChildProcess;
  readonly #log: string;
  readonly #closed: Promise<void>;
  #endReason: string | undefined;

  constructor({ program, args, environment, folder, log }: ProcessOptions) {
    const output = openSync(log, "a");
    this.#log = log;
    this.#child = spawn(program, args, { detached: true, cwd: folder, env: { ...environment }, stdio: ["ignore", output, output] });
    closeSync(output);
    runningProcesses.add(this);
    this.#closed = new Promise((resolve) => {
      const settle = (why: string): void => {
        this.#endReason ??= why;
        resolve();
      };
      this.#child.on("error", (error) => settle(error.message));
      this.#child.on("exit", (code, signal) => settle(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`));
    });
  }

  /** Why it has ended; `undefined` while it runs. */
  get endReason(): string | undefined {
    return this.#endReason;
  }

  /** Its process id, also that of its group; `undefined` if it did not start. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The end of its output. */
  get logTail(): string {
    return readTail(this.#log, 4 * LOG_TAIL_CHARACTERS).trim().slice(-LOG_TAIL_CHARACTERS);
  }

  /** Ends the whole group, and waits for the process. */
  async end(): Promise<void> {
    this.signal("SIGTERM");
    const late = new AbortController();
    await Promise.race([this.#closed, sleep(GRACE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    // Workers may outlive their master, still in the group.
    this.signal("SIGKILL");
    await this.#closed;
    runningProcesses.delete(this);
  }

  /** Sends a signal to the whole group. */
  signal(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // The whole group has ended.
    }
  }
}

/** Ends all processes at once. */
function killAll(): void {
  for (const each of runningProcesses) each.signal("SIGKILL");
}

let exitHandlersInstalled = false;

/** Ends all processes when this program exits or receives SIGINT, SIGTERM or SIGHUP. Further calls do nothing. */
export function killProcessesOnExit(): void {
  if (exitHandlersInstalled) return;
  exitHandlersInstalled = true;
  process.on("exit", killAll);
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(codes)) process.on(signal, () => process.exit(code));
}
