/**
 * Which fields are added, changed or lost?
 *
 * @module
 */
import { buildRequest } from "../../../../reference/wire/index.ts";
import { cancel, collect, sendRequest } from "../lab/raw.ts";
import { answer, type Question } from "../question.ts";

const WAIT = 1500;
const PING = 11;
const extra = { "websocket2-unknown": "a;b=1", "websocket2-protocol": '"one", "two"' };

/** Fields of HTTP that belong to a hop or to an answer, not to our protocol. */
const ordinary = new Set([":status", "date"]);

const up: Question = {
  id: "fields-up",
  group: "Fields",
  title: "Fields of the request",
  asks: "A raw client sends our request with an unknown websocket2 field. Yes: every field of it reaches the origin unchanged, in whatever case and whether or not others are added.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const target = lab.target("stub/echo");
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target, fields: extra });
    await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
    cancel(peer, stream);
    const headers = lab.origin.seen(target)[0]?.headers ?? {};
    const sent = [...buildRequest({ authority: "localhost", path: target }), ...Object.entries(extra)].filter(([name]) => !name.startsWith(":"));
    const names = new Set(sent.map(([name]) => name));
    const changed = sent.filter(([name, value]) => headers[name] !== value).map(([name]) => `${name}: ${String(headers[name] ?? "lost")}`);
    const added = Object.keys(headers).filter((name) => !names.has(name) && !name.startsWith(":") && name !== "host");
    const scheme = headers[":scheme" as keyof typeof headers];
    const words = [changed.length === 0 ? "none changed" : `changed ${changed.join(", ")}`, added.length === 0 ? "none added" : `added ${added.join(", ")}`];
    return answer(changed.length === 0, `${words.join("; ")}${scheme === undefined ? "" : `; scheme ${String(scheme)}`}`);
  },
};

const down: Question = {
  id: "fields-down",
  group: "Fields",
  title: "Fields of the response",
  asks: "An origin answers with two fields of WebSocket2 and no-store. Yes: they reach the client unchanged, whether or not others are added.",
  phase: "usual",
  needsOpen: true,
  ask: async (lab) => {
    const peer = await lab.peer();
    const { stream } = sendRequest(peer, { target: lab.target("stub/live-no-store") });
    const { fields } = await collect(peer, stream, WAIT, ({ octets }) => octets.length >= PING);
    cancel(peer, stream);
    const sent: Readonly<Record<string, string>> = { "content-type": "application/websocket2", "websocket2-error": "okay", "cache-control": "no-store, no-transform" };
    const changed = Object.entries(sent).filter(([name, value]) => fields[name] !== value).map(([name]) => `${name}: ${fields[name] ?? "lost"}`);
    const added = Object.keys(fields).filter((name) => !(name in sent) && !ordinary.has(name));
    return answer(changed.length === 0, `${changed.length === 0 ? "none changed" : `changed ${changed.join(", ")}`}; ${added.length === 0 ? "none added" : `added ${added.join(", ")}`}`);
  },
};

/** The questions. */
export const fields: readonly Question[] = [up, down];
