/**
 * A draft that `make watch` rebuilds after each change.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import type { DraftWorkspace } from "./draft-workspace.ts";

const WATCH_PROGRAM = "build/scripts/author/watch.js";

/** The time limit of a build, in ms. */
const BUILD_TIMEOUT_MS = 60_000;

const POLL_MS = 5;

/** The time of the last change of a file, in ms; 0 without the file. */
const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Waits until a file has changed. @throws Error if it does not in time */
async function changeOf(path: string, before: number): Promise<void> {
  const late = performance.now() + BUILD_TIMEOUT_MS;
  while (changedAt(path) === before) {
    if (performance.now() > late) throw new Error(`${path}: not written in ${BUILD_TIMEOUT_MS / 1000} s`);
    await sleep(POLL_MS);
  }
}

/** A watched draft. */
export class WatchedDraft {
  readonly #workspace: DraftWorkspace;
  readonly #watcher: ChildProcess;

  private constructor(workspace: DraftWorkspace) {
    this.#workspace = workspace;
    this.#watcher = spawn(process.execPath, [WATCH_PROGRAM, workspace.draft, "-o", workspace.output], { stdio: "ignore" });
  }

  /** Starts to watch, and waits for the first build. */
  static async start(workspace: DraftWorkspace): Promise<WatchedDraft> {
    workspace.clear();
    const watched = new WatchedDraft(workspace);
    await changeOf(watched.#html, 0);
    await changeOf(watched.#text, 0);
    return watched;
  }

  get #html(): string {
    return `${this.#workspace.outputBase}.html`;
  }

  get #text(): string {
    return `${this.#workspace.outputBase}.txt`;
  }

  /** Edits a paragraph, and waits for all forms. @returns the time until the HTML is new, in ms */
  async edit(round: number): Promise<number> {
    const [html, text] = [changedAt(this.#html), changedAt(this.#text)];
    const start = performance.now();
    this.#workspace.edit(round);
    await changeOf(this.#html, html);
    const time = performance.now() - start;
    await changeOf(this.#text, text);
    return time;
  }

  /** Ends the watcher. */
  async end(): Promise<void> {
    if (this.#watcher.exitCode !== null) return;
    const exit = once(this.#watcher, "exit");
    this.#watcher.kill();
    await exit;
  }
}
