/**
 * Processes that are ended by their id, also when this program fails or is interrupted.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const runningProcesses = new Set<ManagedProcess>();

/** How long a process may take to end by itself, in ms. */
const GRACE_MS = 500;

/** How much of a log is told, in characters. */
const LOG_TAIL_CHARACTERS = 1500;

/** What to run. */
export interface ProcessOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** Where its output goes. */
  readonly log: string;
}

/** A process of our own with all that it starts: a process group. */
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
      const over = (why: string): void => {
        this.#endReason ??= why;
        resolve();
      };
      this.#child.on("error", (error) => over(error.message));
      this.#child.on("exit", (code, signal) => over(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`));
    });
  }

  /** Why it has ended, `undefined` while it runs. */
  get endReason(): string | undefined {
    return this.#endReason;
  }

  /** Its process id, which is that of its group too; `undefined` where it did not start. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The end of what it has printed. */
  get logTail(): string {
    return readFileSync(this.#log, "utf8").trim().slice(-LOG_TAIL_CHARACTERS);
  }

  /** Ends it and all that it started, and waits until it is gone. */
  async end(): Promise<void> {
    this.signal("SIGTERM");
    const late = new AbortController();
    await Promise.race([this.#closed, sleep(GRACE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
    late.abort();
    // Workers that outlive their master belong to the group still.
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
      // All of the group have ended.
    }
  }
}

/** Ends whatever still runs, at once. */
function killAll(): void {
  for (const each of runningProcesses) each.signal("SIGKILL");
}

let exitHandlersInstalled = false;

/** Makes sure that no process outlives this program, however it ends. May be called more than once. */
export function killProcessesOnExit(): void {
  if (exitHandlersInstalled) return;
  exitHandlersInstalled = true;
  process.on("exit", killAll);
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  for (const [signal, code] of Object.entries(codes)) process.on(signal, () => process.exit(code));
}
