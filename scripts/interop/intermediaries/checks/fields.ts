/**
 * Which fields are added, changed or lost?
 *
 * @module
 */
import { buildRequest } from "../../../../reference/wire/index.ts";
import { cancelStream, collectReply, sendRequest } from "../testbed/raw-request.ts";
import { yesIf, type PathCheck } from "./path-check.ts";

const TIMEOUT_MS = 1500;
const PING_FRAME_OCTETS = 11;
const extraFields = { "websocket2-unknown": "a;b=1", "websocket2-protocol": '"one", "two"' };

/** Fields of HTTP that belong to a hop or to an answer, not to our protocol. */
const ignoredFields = new Set([":status", "date"]);

const requestFields: PathCheck = {
  id: "fields-up",
  group: "Fields",
  title: "Fields of the request",
  asks: "A raw client sends our request with an unknown websocket2 field. Yes: every field of it reaches the origin unchanged, in whatever case and whether or not others are added.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const target = lab.newTarget("stub/echo");
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target, fields: extraFields });
    await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
    cancelStream(peer, stream);
    const headers = lab.origin.observedRequests(target)[0]?.headers ?? {};
    const sent = [...buildRequest({ authority: "localhost", path: target }), ...Object.entries(extraFields)].filter(([name]) => !name.startsWith(":"));
    const names = new Set(sent.map(([name]) => name));
    const changed = sent.filter(([name, value]) => headers[name] !== value).map(([name]) => `${name}: ${String(headers[name] ?? "lost")}`);
    const added = Object.keys(headers).filter((name) => !names.has(name) && !name.startsWith(":") && name !== "host");
    const scheme = headers[":scheme" as keyof typeof headers];
    const words = [changed.length === 0 ? "none changed" : `changed ${changed.join(", ")}`, added.length === 0 ? "none added" : `added ${added.join(", ")}`];
    return yesIf(changed.length === 0, `${words.join("; ")}${scheme === undefined ? "" : `; scheme ${String(scheme)}`}`);
  },
};

const responseFields: PathCheck = {
  id: "fields-down",
  group: "Fields",
  title: "Fields of the response",
  asks: "An origin answers with two fields of WebSocket2 and no-store. Yes: they reach the client unchanged, whether or not others are added.",
  phase: "usual",
  needsOpen: true,
  run: async (lab) => {
    const peer = await lab.connectRaw();
    const { stream } = sendRequest(peer, { target: lab.newTarget("stub/live-no-store") });
    const { fields } = await collectReply(peer, stream, TIMEOUT_MS, ({ octets }) => octets.length >= PING_FRAME_OCTETS);
    cancelStream(peer, stream);
    const sent: Readonly<Record<string, string>> = { "content-type": "application/websocket2", "websocket2-error": "okay", "cache-control": "no-store, no-transform" };
    const changed = Object.entries(sent).filter(([name, value]) => fields[name] !== value).map(([name]) => `${name}: ${fields[name] ?? "lost"}`);
    const added = Object.keys(fields).filter((name) => !(name in sent) && !ignoredFields.has(name));
    return yesIf(changed.length === 0, `${changed.length === 0 ? "none changed" : `changed ${changed.join(", ")}`}; ${added.length === 0 ? "none added" : `added ${added.join(", ")}`}`);
  },
};

/** The questions. */
export const fieldChecks: readonly PathCheck[] = [requestFields, responseFields];
