/**
 * Starts a client under test.
 *
 * @module
 */
import { spawn } from "node:child_process";

/** Returns the command line for a URL: it replaces `{url}`, or follows the command. */
export function commandFor(command: string, url: string): string {
  return command.includes("{url}") ? command.replaceAll("{url}", url) : `${command} ${url}`;
}

/** The last characters of the standard error of a client that a message quotes. */
const ERROR_OUTPUT_CHARACTERS = 500;

/**
 * Starts a client in a shell.
 *
 * @param onFailure - receives a description if the client ends with an exit code other than 0, or by a signal of its own
 * @returns a function that ends the client and its child processes
 */
export function startClient(command: string, url: string, onFailure: (description: string) => void = () => undefined): () => void {
  const child = spawn(commandFor(command, url), { shell: true, stdio: ["ignore", "ignore", "pipe"], detached: true });
  let errorOutput = "";
  let ended = false;
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (errorOutput = (errorOutput + piece).slice(-ERROR_OUTPUT_CHARACTERS)));
  child.on("error", ({ message }) => onFailure(`could not be started: ${message}`));
  child.on("close", (code, signal) => {
    if (ended || code === 0) return;
    const printed = errorOutput.trim();
    const cause = signal === null ? `ended with exit code ${code}` : `ended by ${signal}`;
    onFailure(printed === "" ? cause : `${cause}; it printed: ${printed}`);
  });
  return () => {
    ended = true;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // The client has ended in the meantime.
    }
  };
}
