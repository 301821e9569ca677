/**
 * The opening handshake, of a server under test.
 *
 * @module
 */
import { limit, replyField, requestField, websocket2Error } from "../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../reference/wire/index.ts";
import { data, type Field, headers } from "../../h2/index.ts";
import type { Case, RequirementId, ServerLab } from "../case.ts";
import { type Change, valueOf } from "../fields.ts";
import { demand, fail, nonStrict } from "../finding.ts";
import { itemText, text } from "../item.ts";
import { CLOS, Link } from "../link.ts";
import { openingPing } from "../server-lab.ts";

/** What a response says, and what follows it on the stream. */
interface Seen {
  readonly fields: readonly Field[];
  readonly endStream: boolean;
  readonly link: Link;
}

/** Sends a header section, and octets of content where there are some, and awaits the response. */
async function ask(lab: ServerLab, fields: readonly Field[], content?: Uint8Array): Promise<Seen> {
  const peer = await lab.session();
  peer.send(headers(1, fields, { endStream: content === undefined }), content === undefined || content.length === 0 ? [] : data(1, content));
  const { fields: reply, endStream } = await peer.next("HEADERS", { stream: 1, as: "a response" });
  return { fields: reply, endStream, link: new Link(peer, 1, { peer: "server", choice: null, patience: lab.patience }) };
}

const none = new Uint8Array(0);

/** What stands in every response to a handshake. @throws Finding */
function checkEveryReply(fields: readonly Field[]): void {
  const token = valueOf(fields, websocket2Error.model.id);
  demand(token !== undefined, "expected websocket2-error in the response (R-029), found none");
  const directives = (valueOf(fields, "cache-control") ?? "").split(",").map((directive) => directive.trim().toLowerCase());
  const wanted = String(replyField.entry("cache-control").more["accepted"]).split(", ");
  demand(wanted.every((directive) => directives.includes(directive)), `expected cache-control with ${wanted.join(", ")} (R-030), found ${JSON.stringify(valueOf(fields, "cache-control"))}`);
  const targeted = fields.find(([name, value]) => name.endsWith("-cache-control") && value !== "no-store");
  demand(targeted === undefined, `expected no targeted cache-control field but no-store (R-031), found ${targeted?.join(": ")}`);
}

async function accepts(lab: ServerLab): Promise<void> {
  const ping = openingPing();
  const { fields, endStream, link } = await ask(lab, lab.request(), ping.octets);
  checkEveryReply(fields);
  const wanted: Field[] = replyField.names.flatMap((name): Field[] => {
    const value = replyField.entry(name).more["accepted"];
    return value === undefined || name === "cache-control" ? [] : [[name, String(value)]];
  });
  for (const [name, value] of wanted) demand(valueOf(fields, name) === value, `expected ${name}: ${value} (R-123), found ${JSON.stringify(valueOf(fields, name))}`);
  demand(valueOf(fields, "websocket2-error") === "okay", `expected websocket2-error: okay, found ${JSON.stringify(valueOf(fields, "websocket2-error"))}`);
  for (const name of ["content-length", "content-encoding"]) demand(valueOf(fields, name) === undefined, `expected no ${name} (R-035), found ${JSON.stringify(valueOf(fields, name))}`);
  demand(!endStream, "expected no END_STREAM on the 200");
  const pong = await link.want("pong", "the opening pong as the first frame");
  demand(Buffer.compare(pong.data, ping.data) === 0, `expected the Data of the opening ping, found ${itemText(pong)}`);
  await link.close();
}

/** A handshake with changes opens a connection all the same. */
function opensWith(id: string, says: string, requirements: readonly RequirementId[], change: Change, more: readonly Field[] = []): Case {
  return {
    id: `opening/${id}`,
    says,
    requirements,
    role: "server",
    run: async (lab) => {
      const { fields, link } = await ask(lab, lab.request(change, more), openingPing().octets);
      demand(valueOf(fields, ":status") === "200", `expected status 200, found ${valueOf(fields, ":status")} with websocket2-error ${valueOf(fields, "websocket2-error")}`);
      await link.want("pong", "the opening pong");
      await link.close();
    },
  };
}

/** A refusal as it has to be, whatever its reason. */
export async function checkRefusal(lab: ServerLab, { fields, endStream, link }: Seen, status: string, token: string): Promise<void> {
  const found = [valueOf(fields, ":status"), valueOf(fields, "websocket2-error")];
  demand(found[0] === status && found[1] === token, `expected status ${status} with websocket2-error: ${token}, found ${found[0]} with ${found[1]}`);
  checkEveryReply(fields);
  demand(!endStream, "expected content of at least one octet (R-043), found END_STREAM on HEADERS");
  const patience = lab.patience;
  const events = link.peer;
  let size = 0;
  for (let end = false; !end; ) {
    const event = await events.next("DATA", { stream: 1, as: "content with END_STREAM (R-043, R-124)", patience });
    size += event.octets.length;
    end = event.endStream;
  }
  demand(size > 0, "expected content of at least one octet (R-043), found none");
  if (valueOf(fields, "content-type")?.split(";")[0] !== "application/problem+json") nonStrict(`the content is not application/problem+json (R-044), found ${valueOf(fields, "content-type")}`);
}

/** A handshake with changes is refused. */
function refuses(id: string, says: string, requirements: readonly RequirementId[], status: number, token: string, change: Change, more: readonly Field[] = []): Case {
  return {
    id: `opening/${id}`,
    says,
    requirements: [...requirements, "R-029", "R-030", "R-043", "R-124"],
    role: "server",
    run: async (lab) => checkRefusal(lab, await ask(lab, lab.request(change, more), none), String(status), token),
  };
}

/** A first frame that is not a ping. */
function firstFrame(id: string, says: string, octets: Uint8Array): Case {
  return {
    id: `opening/first-frame-${id}`,
    says,
    requirements: ["R-040"],
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), octets);
      await link.fault(["FRAM"]);
      link.end(CLOS);
      await link.want("end", "END_STREAM, since the client has ended");
    },
  };
}

const ping = (kind: "ping" | "pong"): Uint8Array => encodeFrame({ type: "ping", kind, data: new Uint8Array(8).fill(5) });

const fixed = (name: string): string => String(requestField.find(name)?.more["value"]);

const accepted: readonly Case[] = [
  { id: "opening/accepts", says: "Accepts the smallest handshake with all fields of the reply, and answers the opening ping first.", requirements: ["R-029", "R-030", "R-031", "R-035", "R-036", "R-071", "R-123"], role: "server", run: accepts },
  {
    id: "opening/headers-at-once",
    says: "Sends its 200 without waiting for content.",
    requirements: ["R-028", "R-032"],
    role: "server",
    run: async (lab) => {
      const { fields, link } = await ask(lab, lab.request(), none);
      demand(valueOf(fields, ":status") === "200", `expected status 200, found ${valueOf(fields, ":status")}`);
      await link.silence(150, "nothing before the opening ping");
      link.send(ping("ping"));
      await link.want("pong", "the opening pong");
      await link.close();
    },
  },
  {
    id: "opening/ping-octet-by-octet",
    says: "Reads an opening ping that comes octet by octet.",
    requirements: ["R-001", "R-036"],
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), none);
      link.sendCut(ping("ping"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await link.want("pong", "the opening pong");
      await link.close();
    },
  },
  {
    id: "opening/frames-behind-ping",
    says: "Accepts frames that stand directly behind the opening ping.",
    requirements: ["R-037", "R-039"],
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), Buffer.concat([ping("ping"), encodeFrame(text("early")), encodeFrame(text("birds"))]));
      await link.want("pong", "the opening pong ahead of every message");
      await link.echo(text("early"));
      await link.echo(text("birds"));
      await link.close();
    },
  },
  {
    id: "opening/close-behind-ping",
    says: "Answers CLOS that stands directly behind the opening ping, after the opening pong.",
    requirements: ["R-039", "R-096"],
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), Buffer.concat([ping("ping"), CLOS]));
      await link.want("pong", "the opening pong");
      await link.clos("none");
      await link.bothEnd();
    },
  },
  opensWith("scheme-http", "Does not refuse a handshake because of its scheme.", ["R-026"], { ":scheme": "http" }),
  opensWith("scheme-https", "Does not refuse a handshake because of its scheme.", ["R-026"], { ":scheme": "https" }),
  opensWith("without-advice", "Does not refuse a handshake without accept-encoding, cache-control, incremental and priority.", ["R-027"], { "accept-encoding": null, "cache-control": null, incremental: null, priority: null }),
  opensWith("other-advice", "Does not refuse a handshake whose accept-encoding, cache-control, incremental and priority were changed on the way.", ["R-027"], { "accept-encoding": "gzip", "cache-control": "max-age=0", incremental: "?0", priority: "u=5" }),
  opensWith("parameters", "Ignores parameters in its fields.", ["R-008"], { "websocket2-version": "1;draft=0", "content-type": `${fixed("content-type")}; charset=utf-8` }),
  opensWith("unknown-methods", "Ignores methods of compression that it does not know.", ["R-017"], { "websocket2-compression": "zstd=3, brotli=(1 2 3), x" }),
  opensWith("continuation", "Accepts a header section in several frames.", ["R-023"], { "x-long": "x".repeat(3000) }),
];

const refused: readonly Case[] = [
  refuses("version-2", "Refuses a version that it does not support.", ["R-023"], 400, "invalid_version", { "websocket2-version": "2" }),
  refuses("version-missing", "Refuses a handshake without a version.", ["R-023"], 400, "invalid_version", { "websocket2-version": null }),
  refuses("version-twice", "Refuses a version on two lines.", ["R-023"], 400, "invalid_version", {}, [["websocket2-version", "1"]]),
  refuses("version-decimal", "Refuses the version 1.0, which is no Integer.", ["R-023"], 400, "invalid_version", { "websocket2-version": "1.0" }),
  refuses("method-put", "Refuses another method.", ["R-023"], 405, "rejected", { ":method": "PUT" }),
  refuses("content-type", "Refuses another content type.", ["R-023"], 415, "rejected", { "content-type": "application/octet-stream" }),
  refuses("content-encoding", "Refuses a content coding.", ["R-023"], 400, "rejected", { "content-encoding": "identity" }),
  refuses("expect", "Refuses an expectation.", ["R-023"], 400, "rejected", { expect: "100-continue" }),
  refuses("early-data", "Refuses a request that came in TLS early data.", ["R-023"], 425, "rejected", { "early-data": "1" }),
  refuses("protocol", "Refuses subprotocols that do not parse.", ["R-023"], 400, "rejected", { "websocket2-protocol": "chat" }),
  refuses("compression-range", "Refuses an offer out of range.", ["R-023"], 400, "cannot_negotiate_compression", { "websocket2-compression": "lz4=(0 9)" }),
  refuses("compression-reversed", "Refuses an offer whose least is above its greatest.", ["R-023"], 400, "cannot_negotiate_compression", { "websocket2-compression": "deflate=(15 9)" }),
  refuses("order", "Makes its checks in their order: the version before the content type.", ["R-023"], 400, "invalid_version", { "websocket2-version": "9", "content-type": "text/plain" }),
  {
    id: "opening/version-lists",
    says: "Lists the versions that it supports when it refuses one.",
    requirements: ["R-024"],
    role: "server",
    run: async (lab) => {
      const { fields } = await ask(lab, lab.request({ "websocket2-version": "99" }), none);
      const versions = valueOf(fields, "websocket2-version");
      demand(versions !== undefined && /^\s*\d+(\s*,\s*\d+)*\s*$/.test(versions), `expected websocket2-version with all versions, found ${JSON.stringify(versions)}`);
    },
  },
  {
    id: "opening/ended",
    says: "Refuses a handshake that has ended.",
    requirements: ["R-023"],
    role: "server",
    run: async (lab) => checkRefusal(lab, await ask(lab, lab.request()), "400", "rejected"),
  },
  {
    id: "opening/head",
    says: "Sends no content in answer to HEAD.",
    requirements: ["R-043", "R-124"],
    role: "server",
    run: async (lab) => {
      const { fields, endStream, link } = await ask(lab, lab.request({ ":method": "HEAD" }));
      demand(valueOf(fields, ":status") === "405", `expected status 405, found ${valueOf(fields, ":status")}`);
      if (!endStream) demand((await link.peer.next("DATA", { stream: 1 })).octets.length === 0, "expected no content in answer to HEAD");
    },
  },
  {
    id: "opening/refusal-linger",
    says: "Resets a refused request that does not end with NO_ERROR.",
    requirements: ["R-045"],
    waits: limit.value("refusalLinger") + 1000,
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request({ "websocket2-version": "2" }), none);
      const event = await link.peer.next("RST_STREAM", { stream: 1, as: "RST_STREAM(NO_ERROR) after the refusal", patience: limit.value("refusalLinger") + 1500 });
      demand(event.code === "NO_ERROR", `expected RST_STREAM(NO_ERROR), found RST_STREAM(${event.code})`);
    },
  },
];

const strange: readonly Case[] = [
  firstFrame("text", "Takes a message in place of the opening ping for a fault.", encodeFrame(text("hello"))),
  firstFrame("pong", "Takes a pong in place of the opening ping for a fault.", ping("pong")),
  firstFrame("clos", "Takes CLOS in place of the opening ping for a fault.", CLOS),
  firstFrame("malformed", "Reports a fault in the first frame.", Uint8Array.of(0)),
  {
    id: "opening/no-ping",
    says: "Cancels a stream on which no opening ping comes.",
    requirements: ["R-041"],
    waits: limit.value("handshake") + 1500,
    role: "server",
    run: async (lab) => {
      const { link } = await ask(lab, lab.request(), none);
      link.send(ping("ping").subarray(0, 5));
      const { code } = await link.want("reset", "RST_STREAM(CANCEL) after the handshake timeout", limit.value("handshake") + 1500);
      demand(code === "CANCEL", `expected RST_STREAM(CANCEL), found RST_STREAM(${code})`);
    },
  },
  {
    id: "opening/preflight",
    says: "Does not allow a CORS preflight of an origin that nobody configured.",
    requirements: ["R-022"],
    role: "server",
    run: async (lab) => {
      const { fields } = await ask(lab, lab.request({ ":method": "OPTIONS", "content-type": null, "websocket2-version": null }, [["origin", "https://conformance.invalid"], ["access-control-request-method", "POST"]]));
      const allowed = valueOf(fields, "access-control-allow-origin");
      if (allowed === "*" || allowed === "https://conformance.invalid") fail(`expected no access-control-allow-origin for https://conformance.invalid, found ${allowed}`);
    },
  },
  {
    id: "opening/foreign-origin",
    says: "Refuses an origin that nobody configured.",
    requirements: ["R-025"],
    role: "server",
    run: async (lab) => {
      const fields = lab.request();
      const own = `https://${valueOf(fields, ":authority") ?? ""}`;
      for (const origin of ["https://conformance.invalid", own]) await checkRefusal(lab, await ask(lab, lab.request({}, [["origin", origin]]), none), "403", "rejected");
    },
  },
  {
    id: "opening/protocol-of-offer",
    says: "Chooses no subprotocol that was not offered.",
    requirements: ["R-034"],
    role: "server",
    run: async (lab) => {
      const { fields, link } = await ask(lab, lab.request({ "websocket2-protocol": '"conformance-a", "conformance-b"' }), openingPing().octets);
      const chosen = valueOf(fields, "websocket2-protocol");
      demand(chosen === undefined || ['"conformance-a"', '"conformance-b"'].includes(chosen), `expected a subprotocol of the offer or none, found ${chosen}`);
      await link.want("pong", "the opening pong");
      await link.close();
    },
  },
];

/** The cases of this topic. */
export const serverOpeningCases: readonly Case[] = [...accepted, ...refused, ...strange];
