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

/** Starts a client in a shell. @returns what ends it, with all that it has started */
export function startClient(command: string, url: string): () => void {
  const child = spawn(commandFor(command, url), { shell: true, stdio: "ignore", detached: true });
  // A shell that cannot be started is a client that does not come.
  child.on("error", () => undefined);
  return () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended in the meantime.
    }
  };
}
