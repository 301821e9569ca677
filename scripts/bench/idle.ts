/**
 * The part of `make bench` on memory: what an idle connection costs a server.
 *
 * @module
 */
import { type Memory, octets } from "../soak/memory.ts";
import { SHARED_BY } from "../../reference/http2/index.ts";
import { ratio, table } from "./measure.ts";
import { SECURE } from "./secure.ts";
import { served, type ServedName } from "./served.ts";
import { SUBJECTS } from "./subjects.ts";

const CONNECTIONS = 1000;
const SESSIONS = 10;

/** One row: what is served, and over how many connections below. */
interface Case {
  readonly words: string;
  readonly name: ServedName;
  readonly sessions: number;
}

const CASES: readonly Case[] = [
  { words: "WebSocket2", name: "websocket2", sessions: SESSIONS },
  { words: "`ws`", name: "ws", sessions: CONNECTIONS },
  { words: "`ws` over RFC 8441", name: "rfc8441", sessions: SESSIONS },
  { words: "plain stream", name: "plain", sessions: SESSIONS },
  { words: "WebSocket2 over TLS", name: "websocket2-tls", sessions: SESSIONS },
  { words: `WebSocket2 over TLS, ${SHARED_BY} share one`, name: "websocket2-tls", sessions: Math.ceil(CONNECTIONS / SHARED_BY) },
  { words: "`ws` over TLS", name: "ws-tls", sessions: CONNECTIONS },
];

async function cost({ name, sessions }: Case): Promise<Memory> {
  const server = await served(name);
  const { dial } = { ...SUBJECTS, ...SECURE }[name];
  // What is made once is not to count.
  const first = await dial(server.port, 1, 1);
  const before = await server.memory();
  const dialled = await dial(server.port, CONNECTIONS, sessions);
  const after = await server.memory();
  dialled.end();
  first.end();
  server.end();
  return { used: (after.used - before.used) / CONNECTIONS, resident: (after.resident - before.resident) / CONNECTIONS };
}

/** The section on memory, in Markdown. */
export async function idle(): Promise<string> {
  const rows: string[][] = [];
  let first: Memory | undefined;
  for (const each of CASES) {
    const found = await cost(each);
    first ??= found;
    rows.push([each.words, String(each.sessions), octets(found.used), ratio(found.used / first.used), octets(found.resident)]);
  }
  return `## Idle connections

What each of ${CONNECTIONS} idle connections costs the server, after garbage collection: heap and buffers of JavaScript, next to WebSocket2 in the
first row, and memory of the whole process, which is rougher and has in it what TLS and sockets need. The system's own memory for
sockets is in neither.

${table(["", "connections below", "JavaScript", "next to WebSocket2", "process"], rows)}`;
}
