/**
 * Servers in processes of their own.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import type { SubjectName } from "./subjects.ts";

/** A server that runs. */
export interface Served {
  readonly port: number;
  /** Octets that its JavaScript uses once everything that can be collected has been. */
  used(): Promise<number>;
  end(): void;
}

/** Starts the server of a subject. */
export async function served(name: SubjectName): Promise<Served> {
  const child = fork(new URL("./child.js", import.meta.url), [name]);
  const [port] = (await once(child, "message")) as [number];
  const used = async (): Promise<number> => {
    child.send("memory");
    const [octets] = (await once(child, "message")) as [number];
    return octets;
  };
  return { port, used, end: () => void child.disconnect() };
}
