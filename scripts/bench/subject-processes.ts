/**
 * Server and client processes of a subject.
 *
 * @module
 */
import type { SubjectName } from "./all-subjects.ts";
import type { BenchProcess, GcMode, StartProcess } from "./bench-process.ts";

/** The two processes of a subject. */
export interface SubjectProcesses {
  readonly server: BenchProcess;
  readonly client: BenchProcess;
}

/** Starts the processes of a subject. @param keep - whether the server keeps its connections for broadcasts */
export async function startSubject(start: StartProcess, name: SubjectName, gc: GcMode, keep = false): Promise<SubjectProcesses> {
  const server = start("server-program", [name], gc);
  const port = await server.ask<number>({ kind: "serve", keep });
  return { server, client: start("client-program", [name, String(port)], gc) };
}
