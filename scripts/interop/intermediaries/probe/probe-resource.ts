/**
 * The resource of a probe server: takes orders from `ws2 paths`, so that both ends of a path can be compared.
 *
 * @module
 */
import type { Connection, Handshake, Resource } from "../../../../reference/http2/index.ts";
import { endReport } from "../path-ends/end-report.ts";
import { NAME_PARAMETER, PROBE_PROTOCOL, type ProbeAnswer, type ProbeRecord, type ProbeRequest, probeRequest } from "./probe-protocol.ts";

/** The number of records that a server keeps; the oldest goes first. */
const MAX_RECORDS = 100;

type RecordsByName = Map<string, ProbeRecord>;

function nameOf({ path }: Handshake): string | undefined {
  return new URL(path, "https://localhost").searchParams.get(NAME_PARAMETER) ?? undefined;
}

/** Returns a record of a connection that keeps up with it. */
function newRecord(connection: Connection, { headers }: Handshake): ProbeRecord {
  const fields = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const record: ProbeRecord = { fields, messages: 0 };
  void connection.closed.then((report) => (record.end = endReport(report)));
  return record;
}

function keep(records: RecordsByName, name: string | undefined, record: ProbeRecord): void {
  if (name === undefined) return;
  records.set(name, record);
  const oldest = records.keys().next().value;
  if (records.size > MAX_RECORDS && oldest !== undefined) records.delete(oldest);
}

/** Returns the request in a text; `undefined` if it holds none. */
function parseRequest(text: string): ProbeRequest | undefined {
  try {
    return probeRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function obey(connection: Connection, record: ProbeRecord, records: RecordsByName): void {
  const answer = (value: ProbeAnswer): void => void connection.send(JSON.stringify(value));
  let echoes = false;
  connection.onmessage = (data) => {
    if (typeof data !== "string") {
      record.messages += 1;
      if (echoes) connection.send(data);
      else answer({ got: data.length });
      return;
    }
    const request = parseRequest(data);
    if (request === undefined) connection.close(1003, "expected a request of a probe");
    else if (request.ask === "send") connection.send(new Uint8Array(request.octets));
    else if (request.ask === "echo") echoes = true;
    else if (request.ask === "close") connection.close(request.code);
    else answer({ seen: records.get(request.name) });
  };
}

/** Returns a resource that takes orders. A client that does not choose the subprotocol gets its messages back. */
export function probeResource(): Resource {
  const records: RecordsByName = new Map();
  return {
    protocols: [PROBE_PROTOCOL],
    connection(connection, handshake) {
      const record = newRecord(connection, handshake);
      keep(records, nameOf(handshake), record);
      if (connection.protocol === PROBE_PROTOCOL) obey(connection, record, records);
      else connection.onmessage = (data) => connection.send(data);
    },
  };
}
