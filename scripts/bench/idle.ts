/**
 * The section of `make bench` on memory: the cost of an idle connection to a server.
 *
 * @module
 */
import { type MemoryUsage, formatOctets } from "../soak/memory-usage.ts";
import { DEFAULT_SHARED_BY } from "../../reference/http2/index.ts";
import { ratio, table } from "./measure.ts";
import { TLS_SUBJECTS } from "./tls-subjects.ts";
import { startServerProcess, type ServerName } from "./server-process.ts";
import { SUBJECTS } from "./subjects.ts";

const CONNECTIONS = 1000;
const SESSIONS = 10;

/** One row: a subject, and the number of HTTP/2 or TCP connections that its connections share. */
interface IdleCase {
  readonly label: string;
  readonly name: ServerName;
  readonly sessions: number;
}

const CASES: readonly IdleCase[] = [
  { label: "WebSocket2", name: "websocket2", sessions: SESSIONS },
  { label: "`ws`", name: "ws", sessions: CONNECTIONS },
  { label: "`ws` over RFC 8441", name: "rfc8441", sessions: SESSIONS },
  { label: "plain stream", name: "plain", sessions: SESSIONS },
  { label: "WebSocket2 over TLS", name: "websocket2-tls", sessions: SESSIONS },
  {
    label: `WebSocket2 over TLS, ${DEFAULT_SHARED_BY} share one`,
    name: "websocket2-tls",
    sessions: Math.ceil(CONNECTIONS / DEFAULT_SHARED_BY),
  },
  { label: "`ws` over TLS", name: "ws-tls", sessions: CONNECTIONS },
];

async function cost({ name, sessions }: IdleCase): Promise<MemoryUsage> {
  const server = await startServerProcess(name);
  const { dial } = { ...SUBJECTS, ...TLS_SUBJECTS }[name];
  // The first connection creates objects that all connections share.
  const first = await dial(server.port, 1, 1);
  const before = await server.memory();
  const dialled = await dial(server.port, CONNECTIONS, sessions);
  const after = await server.memory();
  dialled.end();
  first.end();
  server.end();
  return { used: (after.used - before.used) / CONNECTIONS, resident: (after.resident - before.resident) / CONNECTIONS };
}

/** Returns the section, in Markdown. */
export async function idle(): Promise<string> {
  const rows: string[][] = [];
  let first: MemoryUsage | undefined;
  for (const each of CASES) {
    const found = await cost(each);
    first ??= found;
    rows.push([each.label, String(each.sessions), formatOctets(found.used), ratio(found.used / first.used), formatOctets(found.resident)]);
  }
  return `## Idle connections

The cost of each of ${CONNECTIONS} idle connections to the server, after garbage collection: heap and buffers of JavaScript, their ratio to
WebSocket2 in the first row, and memory of the whole process, which is less exact and includes that of TLS and sockets. Neither includes
the memory of the operating system for sockets.

${table(["", "connections below", "JavaScript", "next to WebSocket2", "process"], rows)}`;
}
