/**
 * The part of `make bench` on memory: what an idle connection costs a server.
 *
 * @module
 */
import { octets } from "../soak/memory.ts";
import { ratio, table } from "./measure.ts";
import { served } from "./served.ts";
import { SUBJECTS, type SubjectName } from "./subjects.ts";

const CONNECTIONS = 1000;
const SESSIONS = 10;

async function cost(name: SubjectName): Promise<number> {
  const server = await served(name);
  // What is made once is not to count.
  const first = await SUBJECTS[name].dial(server.port, 1, 1);
  const before = await server.used();
  const dialled = await SUBJECTS[name].dial(server.port, CONNECTIONS, SESSIONS);
  const after = await server.used();
  dialled.end();
  first.end();
  server.end();
  return (after - before) / CONNECTIONS;
}

/** The section on memory, in Markdown. */
export async function idle(): Promise<string> {
  const ours = await cost("websocket2");
  const others = { "`ws`": await cost("ws"), "`ws` over RFC 8441": await cost("rfc8441"), "plain stream": await cost("plain") };
  const rows = Object.entries(others).map(([name, used]) => [name, octets(used), ratio(ours / used)]);
  return `## Idle connections

${CONNECTIONS} connections, those over HTTP/2 over ${SESSIONS} HTTP/2 connections: heap and external memory of the server after garbage collection,
for each connection. Memory of sockets in the system, of which \`ws\` needs one for each connection, does not count.

${table(["", "a connection", "WebSocket2 next to it"], [["WebSocket2", octets(ours), ""], ...rows])}`;
}
