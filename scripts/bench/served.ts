/**
 * Servers in processes of their own.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import type { Memory } from "../soak/memory.ts";
import type { SECURE } from "./secure.ts";
import type { SubjectName } from "./subjects.ts";

/** The subjects that have a server. */
export type ServedName = SubjectName | keyof typeof SECURE;

/** A server that runs. */
export interface Served {
  readonly port: number;
  /** What it uses once everything that can be collected has been. */
  memory(): Promise<Memory>;
  end(): void;
}

/** Starts the server of a subject. */
export async function served(name: ServedName): Promise<Served> {
  const child = fork(new URL("./child.js", import.meta.url), [name]);
  const [port] = (await once(child, "message")) as [number];
  const memory = async (): Promise<Memory> => {
    child.send("memory");
    const [found] = (await once(child, "message")) as [Memory];
    return found;
  };
  return { port, memory, end: () => void child.disconnect() };
}
