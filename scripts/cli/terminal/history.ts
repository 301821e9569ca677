/**
 * The history of a prompt, kept in a file over sessions.
 *
 * @module
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";

/** The most lines of the history. */
export const HISTORY_LINES = 1000;

/** A history. */
export interface PromptHistory {
  /** Lines of earlier sessions, the newest first. */
  readonly lines: readonly string[];
  /** Keeps a line. */
  readonly add: (line: string) => void;
}

/** Returns the file below the folder for state of the XDG Base Directory Specification; `undefined` without a home. */
export function historyPath(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { XDG_STATE_HOME: state = "", HOME: home = "" } = environment;
  if (isAbsolute(state)) return join(state, "ws2", "history");
  return isAbsolute(home) ? join(home, ".local", "state", "ws2", "history") : undefined;
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter((line) => line !== "");
  } catch {
    return [];
  }
}

/** Runs a write; a history that cannot be kept is no reason to stop. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // A read-only or full file system.
  }
}

/**
 * Opens a history. Only its user can read the file.
 *
 * @param keeps - returns whether a line may be kept
 */
export function openHistory(path: string, keeps: (line: string) => boolean): PromptHistory {
  const lines = readLines(path);
  const newest = lines.slice(-HISTORY_LINES);
  if (lines.length > 2 * HISTORY_LINES) attempt(() => writeFileSync(path, `${newest.join("\n")}\n`, { mode: 0o600 }));
  return {
    lines: newest.toReversed(),
    add: (line) => {
      if (line.trim() === "" || !keeps(line)) return;
      attempt(() => {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        appendFileSync(path, `${line}\n`, { mode: 0o600 });
      });
    },
  };
}
