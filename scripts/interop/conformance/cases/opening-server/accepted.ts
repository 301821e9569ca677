/**
 * Handshakes that a server under test accepts.
 *
 * @module
 */
import { replyField, requestField } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import type { Field } from "../../../h2/index.ts";
import type { Case, RequirementId, ServerLab } from "../../case.ts";
import { type Change, valueOf } from "../../fields.ts";
import { demand } from "../../finding.ts";
import { itemText, text } from "../../item.ts";
import { CLOS } from "../../link.ts";
import { openingPing } from "../../server-lab.ts";
import { ask, checkEveryReply, none, ping } from "./reply.ts";

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

const fixed = (name: string): string => String(requestField.find(name)?.more["value"]);

/** Cases of handshakes that are accepted. */
export const acceptedCases: readonly Case[] = [
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
