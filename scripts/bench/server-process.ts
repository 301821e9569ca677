/**
 * Servers in processes of their own.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import type { MemoryUsage } from "../soak/memory-usage.ts";
import type { TLS_SUBJECTS } from "./tls-subjects.ts";
import type { SubjectName } from "./subjects.ts";

/** The subjects that have a server. */
export type ServerName = SubjectName | keyof typeof TLS_SUBJECTS;

/** A server that runs. */
export interface ServerProcess {
  readonly port: number;
  /** What it uses once everything that can be collected has been. */
  memory(): Promise<MemoryUsage>;
  end(): void;
}

/** Starts the server of a subject. */
export async function startServerProcess(name: ServerName): Promise<ServerProcess> {
  const child = fork(new URL("./child.js", import.meta.url), [name]);
  const [port] = (await once(child, "message")) as [number];
  const memory = async (): Promise<MemoryUsage> => {
    child.send("memory");
    const [found] = (await once(child, "message")) as [MemoryUsage];
    return found;
  };
  return { port, memory, end: () => void child.disconnect() };
}
