/**
 * Cases about handshakes that a server accepts.
 *
 * @module
 */
import { replyField, VERSION } from "../../../../../reference/schema/index.ts";
import { encodeFrame } from "../../../../../reference/wire/index.ts";
import { type FieldChanges, fieldValue } from "../../../h2/change-fields.ts";
import { fieldName, outcome, replyValue, requestValue } from "../../../handshake-fields.ts";
import { newOpeningPing } from "../../../raw-handshake.ts";
import { assert, nonStrict } from "../../case-failure.ts";
import type { ConformanceCase, RequirementId, ServerHarness } from "../../conformance-case.ts";
import { textMessage } from "../../stream-event.ts";
import { CLOS_FRAME } from "../../test-connection.ts";
import { UNKNOWN_METHOD } from "../unknown-names.ts";
import { checkEveryReply, expectField, noContent, pingOctets, sendHandshake } from "./reply.ts";

async function accepts(harness: ServerHarness): Promise<void> {
  const ping = newOpeningPing();
  const { fields, endStream, connection } = await sendHandshake(harness, harness.requestFields(), ping.octets);
  checkEveryReply(fields);
  for (const name of replyField.names) {
    const value = replyValue(name, "accepted");
    // checkEveryReply has checked the directives of cache-control.
    if (value !== undefined && name !== "cache-control") expectField(fields, name, value, "R-123");
  }
  expectField(fields, fieldName.outcome, outcome("okay"), "R-029");
  for (const name of ["content-length", "content-encoding"]) {
    const found = fieldValue(fields, name);
    assert(found === undefined, `expected no ${name} (R-035), found ${JSON.stringify(found)}`);
  }
  assert(!endStream, "expected no END_STREAM on the 200");
  await connection.expectPong(ping.data, "the opening pong as the first frame");
  await connection.close();
}

async function respondsBeforeContent(harness: ServerHarness): Promise<void> {
  const { fields, connection } = await sendHandshake(harness, harness.requestFields(), noContent);
  expectField(fields, ":status", replyValue(":status", "accepted") ?? "", "R-032");
  await connection.expectSilence(150, "no event before the opening ping");
  connection.send(pingOctets("ping"));
  await connection.expect("pong", "the opening pong");
  await connection.close();
}

async function readsPingOctetByOctet(harness: ServerHarness): Promise<void> {
  const { connection } = await sendHandshake(harness, harness.requestFields(), noContent);
  const ping = pingOctets("ping");
  connection.sendSplit(ping, [...ping.keys()].slice(1));
  await connection.expect("pong", "the opening pong");
  await connection.close();
}

async function acceptsFramesAfterPing(harness: ServerHarness): Promise<void> {
  const messages = [textMessage("early"), textMessage("birds")];
  const content = Buffer.concat([pingOctets("ping"), ...messages.map(encodeFrame)]);
  const { connection } = await sendHandshake(harness, harness.requestFields(), content);
  await connection.expect("pong", "the opening pong ahead of every message");
  for (const message of messages) await connection.expectEcho(message);
  await connection.close();
}

async function answersCloseAfterPing(harness: ServerHarness): Promise<void> {
  const { connection } = await sendHandshake(harness, harness.requestFields(), Buffer.concat([pingOctets("ping"), CLOS_FRAME]));
  await connection.expect("pong", "the opening pong");
  await connection.expectClos("none");
  await connection.expectBothEnd();
}

async function choosesOfferedProtocol(harness: ServerHarness): Promise<void> {
  const offered = ['"conformance-a"', '"conformance-b"'];
  const request = harness.requestFields({ [fieldName.protocol]: offered.join(", ") });
  const { fields, connection } = await sendHandshake(harness, request, newOpeningPing().octets);
  const chosen = fieldValue(fields, fieldName.protocol);
  assert(chosen === undefined || offered.includes(chosen), `expected an offered subprotocol or none, found ${chosen}`);
  await connection.expect("pong", "the opening pong");
  await connection.close();
}

async function sendsContinue(harness: ServerHarness): Promise<void> {
  const { fields, connection } = await sendHandshake(harness, harness.requestFields({ expect: "100-continue" }), newOpeningPing().octets);
  const isInterim = fieldValue(fields, ":status") === "100";
  const filter = { stream: connection.stream, description: "a response after 100 (Continue)", timeoutMs: harness.timeoutMs };
  const final = isInterim ? (await connection.peer.next("HEADERS", filter)).fields : fields;
  expectField(final, ":status", replyValue(":status", "accepted") ?? "", "R-130");
  await connection.expect("pong", "the opening pong");
  await connection.close();
  if (!isInterim) nonStrict("expected 100 (Continue) before the 200 (R-130), found none: does the HTTP library hide the field?");
}

/** A case in which a changed handshake opens a connection. */
function acceptedCase(id: string, summary: string, requirement: RequirementId, changes: FieldChanges): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary,
    requirements: [requirement],
    role: "server",
    run: async (harness) => {
      const { fields, connection } = await sendHandshake(harness, harness.requestFields(changes), newOpeningPing().octets);
      expectField(fields, ":status", replyValue(":status", "accepted") ?? "", requirement);
      await connection.expect("pong", "the opening pong");
      await connection.close();
    },
  };
}

/** The fields that a client sends to intermediaries; a server ignores them. */
const HINTS = "accept-encoding, cache-control, incremental and priority";

const changedCases: readonly ConformanceCase[] = [
  acceptedCase("scheme-http", "Accepts a handshake with the scheme http.", "R-026", { ":scheme": "http" }),
  acceptedCase("scheme-https", "Accepts a handshake with the scheme https.", "R-026", { ":scheme": "https" }),
  acceptedCase("without-advice", `Accepts a handshake without ${HINTS}.`, "R-027", {
    "accept-encoding": null,
    "cache-control": null,
    incremental: null,
    priority: null,
  }),
  acceptedCase("other-advice", `Accepts a handshake with other values of ${HINTS}.`, "R-027", {
    "accept-encoding": "gzip",
    "cache-control": "max-age=0",
    incremental: "?0",
    priority: "u=5",
  }),
  acceptedCase("parameters", "Ignores parameters in its fields.", "R-008", {
    [fieldName.version]: `${VERSION};draft=0`,
    "content-type": `${requestValue("content-type")}; charset=utf-8`,
  }),
  acceptedCase("unknown-methods", "Ignores unknown compression methods.", "R-017", {
    [fieldName.compression]: `${UNKNOWN_METHOD}=3, ${UNKNOWN_METHOD}-2=(1 2 3), x`,
  }),
  acceptedCase("expect-other", "Ignores another expectation than 100-continue.", "R-131", { expect: "ping=5" }),
  acceptedCase("continuation", "Accepts a long header section.", "R-023", { "x-long": "x".repeat(3000) }),
];

/** The cases about accepted handshakes. */
export const acceptedCases: readonly ConformanceCase[] = [
  {
    id: "opening/accepts",
    summary: "Accepts a handshake without options, sends the fields of the response, and answers the opening ping first.",
    requirements: ["R-029", "R-030", "R-031", "R-035", "R-036", "R-071", "R-123"],
    role: "server",
    run: accepts,
  },
  {
    id: "opening/headers-at-once",
    summary: "Sends its 200 before it receives content.",
    requirements: ["R-028", "R-032"],
    role: "server",
    run: respondsBeforeContent,
  },
  {
    id: "opening/ping-octet-by-octet",
    summary: "Reads an opening ping in DATA frames of one octet each.",
    requirements: ["R-001", "R-036"],
    role: "server",
    run: readsPingOctetByOctet,
  },
  {
    id: "opening/frames-behind-ping",
    summary: "Accepts frames directly after the opening ping.",
    requirements: ["R-037", "R-141"],
    role: "server",
    run: acceptsFramesAfterPing,
  },
  {
    id: "opening/close-behind-ping",
    summary: "Answers CLOS that follows the opening ping directly, after the opening pong.",
    requirements: ["R-141", "R-096"],
    role: "server",
    run: answersCloseAfterPing,
  },
  ...changedCases,
  {
    id: "opening/expect-continue",
    summary: "Sends 100 (Continue) to a client that waits for it, and then its 200.",
    requirements: ["R-130"],
    role: "server",
    run: sendsContinue,
  },
  {
    id: "opening/protocol-of-offer",
    summary: "Chooses no subprotocol that was not offered.",
    requirements: ["R-034"],
    role: "server",
    run: choosesOfferedProtocol,
  },
];
