/**
 * A server that tells a client what it sees of it, so that both ends of a path can be compared.
 *
 * @module
 */
import { z } from "zod";

import type { Connection, Handshake, Resource } from "../../../../reference/http2/index.ts";

/** The subprotocol. Texts are JSON; octets are content. */
export const PROBE_PROTOCOL = "ws2-probe";

/** The query by which a connection has a name, under which its end can be asked for. */
export const NAME_PARAMETER = "ws2-probe";

/** Octets that one request may ask for at most. */
const MAX_OCTETS = 4 * 1024 * 1024;

/** Ends that are kept. */
const MAX_ENDS = 100;

const request = z.discriminatedUnion("ask", [
  z.strictObject({ ask: z.literal("fields") }),
  z.strictObject({ ask: z.literal("send"), octets: z.int().min(0).max(MAX_OCTETS) }),
  z.strictObject({ ask: z.literal("end"), name: z.string() }),
]);

/** What a client asks. */
export type ProbeRequest = z.output<typeof request>;

/** What it is answered, but for `send`, which octets answer. */
export const probeAnswer = z.union([
  z.strictObject({ fields: z.record(z.string(), z.string()) }),
  z.strictObject({ got: z.int() }),
  z.strictObject({ end: z.string() }),
]);

/** An answer of the server. */
export type ProbeAnswer = z.output<typeof probeAnswer>;

function nameOf({ path }: Handshake): string | undefined {
  return new URL(path, "https://localhost").searchParams.get(NAME_PARAMETER) ?? undefined;
}

function fieldsOf({ headers }: Handshake): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** What a text asks; `undefined` where it is nothing that a probe asks. */
function parsed(text: string): ProbeRequest | undefined {
  try {
    return request.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function answerProbes(connection: Connection, handshake: Handshake, ends: Map<string, string>): void {
  const tell = (answer: ProbeAnswer): void => void connection.send(JSON.stringify(answer));
  connection.onmessage = (data) => {
    if (typeof data !== "string") return tell({ got: data.length });
    const asked = parsed(data);
    if (asked === undefined) connection.close(1003, "not a question of a probe");
    else if (asked.ask === "fields") tell({ fields: fieldsOf(handshake) });
    else if (asked.ask === "send") connection.send(new Uint8Array(asked.octets));
    else tell({ end: ends.get(asked.name) ?? "goes on" });
  };
}

/** A resource for probes. A client that does not choose the subprotocol gets its messages back. */
export function probeResource(): Resource {
  const ends = new Map<string, string>();
  return {
    protocols: [PROBE_PROTOCOL],
    connection(connection, handshake) {
      const name = nameOf(handshake);
      void connection.closed.then(({ seen, wasClean }) => {
        if (name === undefined) return;
        ends.set(name, wasClean ? "closed cleanly" : (seen ?? "ended"));
        const oldest = ends.keys().next().value;
        if (ends.size > MAX_ENDS && oldest !== undefined) ends.delete(oldest);
      });
      if (connection.protocol === PROBE_PROTOCOL) answerProbes(connection, handshake, ends);
      else connection.onmessage = (data) => connection.send(data);
    },
  };
}
