/**
 * Server processes.
 *
 * @module
 */
import { fork } from "node:child_process";
import { once } from "node:events";

import type { MemoryUsage } from "../soak/memory-usage.ts";
import type { TLS_SUBJECTS } from "./tls-subjects.ts";
import type { SubjectName } from "./subjects.ts";

/** The name of a subject. */
export type ServerName = SubjectName | keyof typeof TLS_SUBJECTS;

/** A running server process. */
export interface ServerProcess {
  readonly port: number;
  /** Returns its memory after garbage collection. */
  memory(): Promise<MemoryUsage>;
  end(): void;
}

/** Starts the server of a subject in a process of its own. */
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
