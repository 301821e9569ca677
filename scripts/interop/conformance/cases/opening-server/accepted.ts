/**
 * Handshakes that a server under test accepts.
 *
 * @module
 */
import { replyField, requestField } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import type { Http2Field } from "../../../h2/index.ts";
import type { ConformanceCase, RequirementId, ServerHarness } from "../../conformance-case.ts";
import { type FieldChanges, fieldValue } from "../../../h2/change-fields.ts";
import { assert } from "../../case-failure.ts";
import { streamEventText, textMessage } from "../../stream-event.ts";
import { CLOS_FRAME } from "../../test-connection.ts";
import { newOpeningPing } from "../../../raw-handshake.ts";
import { sendHandshake, checkEveryReply, noContent, pingOctets } from "./reply.ts";

async function accepts(lab: ServerHarness): Promise<void> {
  const ping = newOpeningPing();
  const { fields, endStream, connection: link } = await sendHandshake(lab, lab.requestFields(), ping.octets);
  checkEveryReply(fields);
  const wanted: Http2Field[] = replyField.names.flatMap((name): Http2Field[] => {
    const value = replyField.entry(name).columns["accepted"];
    return value === undefined || name === "cache-control" ? [] : [[name, String(value)]];
  });
  for (const [name, value] of wanted) assert(fieldValue(fields, name) === value, `expected ${name}: ${value} (R-123), found ${JSON.stringify(fieldValue(fields, name))}`);
  assert(fieldValue(fields, "websocket2-error") === "okay", `expected websocket2-error: okay, found ${JSON.stringify(fieldValue(fields, "websocket2-error"))}`);
  for (const name of ["content-length", "content-encoding"]) assert(fieldValue(fields, name) === undefined, `expected no ${name} (R-035), found ${JSON.stringify(fieldValue(fields, name))}`);
  assert(!endStream, "expected no END_STREAM on the 200");
  const pong = await link.expect("pong", "the opening pong as the first frame");
  assert(Buffer.compare(pong.data, ping.data) === 0, `expected the Data of the opening ping, found ${streamEventText(pong)}`);
  await link.close();
}

/** A handshake with changes opens a connection all the same. */
function acceptedCase(id: string, says: string, requirements: readonly RequirementId[], change: FieldChanges, more: readonly Http2Field[] = []): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary: says,
    requirements,
    role: "server",
    run: async (lab) => {
      const { fields, connection: link } = await sendHandshake(lab, lab.requestFields(change, more), newOpeningPing().octets);
      assert(fieldValue(fields, ":status") === "200", `expected status 200, found ${fieldValue(fields, ":status")} with websocket2-error ${fieldValue(fields, "websocket2-error")}`);
      await link.expect("pong", "the opening pong");
      await link.close();
    },
  };
}

const requiredValue = (name: string): string => String(requestField.find(name)?.columns["value"]);

/** Cases of handshakes that are accepted. */
export const acceptedCases: readonly ConformanceCase[] = [
  { id: "opening/accepts", summary: "Accepts the smallest handshake with all fields of the reply, and answers the opening ping first.", requirements: ["R-029", "R-030", "R-031", "R-035", "R-036", "R-071", "R-123"], role: "server", run: accepts },
  {
    id: "opening/headers-at-once",
    summary: "Sends its 200 without waiting for content.",
    requirements: ["R-028", "R-032"],
    role: "server",
    run: async (lab) => {
      const { fields, connection: link } = await sendHandshake(lab, lab.requestFields(), noContent);
      assert(fieldValue(fields, ":status") === "200", `expected status 200, found ${fieldValue(fields, ":status")}`);
      await link.expectSilence(150, "nothing before the opening ping");
      link.send(pingOctets("ping"));
      await link.expect("pong", "the opening pong");
      await link.close();
    },
  },
  {
    id: "opening/ping-octet-by-octet",
    summary: "Reads an opening ping that comes octet by octet.",
    requirements: ["R-001", "R-036"],
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields(), noContent);
      link.sendSplit(pingOctets("ping"), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      await link.expect("pong", "the opening pong");
      await link.close();
    },
  },
  {
    id: "opening/frames-behind-ping",
    summary: "Accepts frames that stand directly behind the opening ping.",
    requirements: ["R-037", "R-039"],
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields(), Buffer.concat([pingOctets("ping"), encodeFrame(textMessage("early")), encodeFrame(textMessage("birds"))]));
      await link.expect("pong", "the opening pong ahead of every message");
      await link.expectEcho(textMessage("early"));
      await link.expectEcho(textMessage("birds"));
      await link.close();
    },
  },
  {
    id: "opening/close-behind-ping",
    summary: "Answers CLOS that stands directly behind the opening ping, after the opening pong.",
    requirements: ["R-039", "R-096"],
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields(), Buffer.concat([pingOctets("ping"), CLOS_FRAME]));
      await link.expect("pong", "the opening pong");
      await link.expectClos("none");
      await link.expectBothEnd();
    },
  },
  acceptedCase("scheme-http", "Does not refuse a handshake because of its scheme.", ["R-026"], { ":scheme": "http" }),
  acceptedCase("scheme-https", "Does not refuse a handshake because of its scheme.", ["R-026"], { ":scheme": "https" }),
  acceptedCase("without-advice", "Does not refuse a handshake without accept-encoding, cache-control, incremental and priority.", ["R-027"], { "accept-encoding": null, "cache-control": null, incremental: null, priority: null }),
  acceptedCase("other-advice", "Does not refuse a handshake whose accept-encoding, cache-control, incremental and priority were changed on the way.", ["R-027"], { "accept-encoding": "gzip", "cache-control": "max-age=0", incremental: "?0", priority: "u=5" }),
  acceptedCase("parameters", "Ignores parameters in its fields.", ["R-008"], { "websocket2-version": "1;draft=0", "content-type": `${requiredValue("content-type")}; charset=utf-8` }),
  acceptedCase("unknown-methods", "Ignores methods of compression that it does not know.", ["R-017"], { "websocket2-compression": "zstd=3, brotli=(1 2 3), x" }),
  acceptedCase("continuation", "Accepts a header section in several frames.", ["R-023"], { "x-long": "x".repeat(3000) }),
  {
    id: "opening/protocol-of-offer",
    summary: "Chooses no subprotocol that was not offered.",
    requirements: ["R-034"],
    role: "server",
    run: async (lab) => {
      const { fields, connection: link } = await sendHandshake(lab, lab.requestFields({ "websocket2-protocol": '"conformance-a", "conformance-b"' }), newOpeningPing().octets);
      const chosen = fieldValue(fields, "websocket2-protocol");
      assert(chosen === undefined || ['"conformance-a"', '"conformance-b"'].includes(chosen), `expected a subprotocol of the offer or none, found ${chosen}`);
      await link.expect("pong", "the opening pong");
      await link.close();
    },
  },
];
