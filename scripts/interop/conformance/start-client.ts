/**
 * Starts a client under test.
 *
 * @module
 */
import { spawn } from "node:child_process";

/** The command line for a URL: it stands where `{url}` does, or at the end. */
export function commandFor(command: string, url: string): string {
  return command.includes("{url}") ? command.replaceAll("{url}", url) : `${command} ${url}`;
}

/** How much of what a client writes to its standard error is kept, in characters. */
const KEPT_CHARACTERS = 500;

/**
 * Starts a client in a shell.
 *
 * @param failed - told in words how it ended, where that was with an exit code other than 0 or before it was asked to
 * @returns what ends it, with all that it has started
 */
export function startClient(command: string, url: string, failed: (why: string) => void = () => undefined): () => void {
  const child = spawn(commandFor(command, url), { shell: true, stdio: ["ignore", "ignore", "pipe"], detached: true });
  let said = "";
  let asked = false;
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (said = (said + piece).slice(-KEPT_CHARACTERS)));
  child.on("error", ({ message }) => failed(`could not be started: ${message}`));
  child.on("close", (code, signal) => {
    if (asked || code === 0) return;
    const words = said.trim();
    failed(`${signal === null ? `ended with exit code ${code}` : `ended by ${signal}`}${words === "" ? "" : `; it said: ${words}`}`);
  });
  return () => {
    asked = true;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended in the meantime.
    }
  };
}
