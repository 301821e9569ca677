/**
 * What the path does to fields.
 *
 * @module
 */
import { replyField } from "../../../../reference/schema/headers/index.ts";
import { buildRequest } from "../../../../reference/wire/index.ts";
import type { ProbeCheck } from "./probe-check.ts";
import { askServer, PROBE_TIMEOUT_MS } from "./probe-target.ts";

/** Fields that any server of HTTP adds. */
const expectedFields = new Set<string>([...replyField.names, "date", "websocket2-error", "websocket2-protocol", "websocket2-version"]);

function list(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

/** Fields of the response that no WebSocket2 server sends of itself. */
export const responseFieldsCheck: ProbeCheck = {
  id: "response-fields",
  title: "Response fields",
  needsProbe: false,
  run: async (subject) => {
    const exchange = await subject.sendRaw();
    subject.cancel(exchange);
    const { fields } = exchange.reply;
    const added = Object.entries(fields).filter(([name]) => !expectedFields.has(name)).map(([name, value]) => `${name}: ${value}`);
    const kept = /no-store/.test(fields["cache-control"] ?? "") && /no-transform/.test(fields["cache-control"] ?? "");
    const lost = kept ? "" : `; cache-control is ${JSON.stringify(fields["cache-control"] ?? "")} and should have no-store, no-transform`;
    return { is: kept ? "fact" : "bad", seen: `added by server or path: ${list(added)}${lost}` };
  },
};

/** Fields of the request as they arrive. */
export const requestFieldsCheck: ProbeCheck = {
  id: "request-fields",
  title: "Request fields",
  needsProbe: true,
  run: async (subject) => {
    const connection = await subject.connect();
    const answer = await askServer(connection, { ask: "fields" });
    connection.close();
    if (answer === undefined || !("fields" in answer)) return { is: "bad", seen: `the server did not answer within ${PROBE_TIMEOUT_MS} ms` };
    const { fields } = answer;
    const sent = buildRequest({ authority: "localhost", path: "/" }).filter(([name]) => !name.startsWith(":"));
    const changed = sent.filter(([name, value]) => fields[name] !== value).map(([name]) => `${name}: ${fields[name] ?? "lost"}`);
    const names = new Set(sent.map(([name]) => name));
    const added = Object.keys(fields).filter((name) => !names.has(name) && !name.startsWith(":") && !["host", "websocket2-protocol"].includes(name));
    const scheme = fields[":scheme"] === undefined ? "HTTP/1.1 reaches the server" : `the scheme arrives as ${fields[":scheme"]}`;
    return { is: changed.length === 0 ? "fact" : "bad", seen: `changed: ${list(changed)}; added: ${list(added)}; ${scheme}` };
  },
};

/** Whether a response is compressed for a client that says it can read that. */
export const contentCodingCheck: ProbeCheck = {
  id: "content-coding",
  title: "Content coding",
  needsProbe: false,
  run: async (subject) => {
    const exchange = await subject.sendRaw({ fields: { "accept-encoding": "gzip" } });
    subject.cancel(exchange);
    const coded = exchange.reply.fields["content-encoding"];
    if (coded === undefined) return { is: "good", seen: "none, even for a request that accepts gzip" };
    return { is: "poor", seen: `a request that accepts gzip gets ${coded}, in spite of no-transform; this package's client asks for identity`, problem: "compresses" };
  },
};
