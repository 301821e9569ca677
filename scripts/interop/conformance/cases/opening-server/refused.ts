/**
 * Handshakes that a server under test refuses.
 *
 * @module
 */
import { limit } from "../../../../../reference/schema/index.ts";
import type { Http2Field } from "../../../h2/index.ts";
import type { ConformanceCase, RequirementId } from "../../conformance-case.ts";
import { type FieldChanges, fieldValue } from "../../../h2/change-fields.ts";
import { assert } from "../../case-failure.ts";
import { sendHandshake, checkRefusal, noContent } from "./reply.ts";

/** A handshake with changes is refused. */
function refusalCase(id: string, says: string, requirements: readonly RequirementId[], status: number, token: string, change: FieldChanges, more: readonly Http2Field[] = []): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary: says,
    requirements: [...requirements, "R-029", "R-030", "R-043", "R-124"],
    role: "server",
    run: async (lab) => checkRefusal(lab, await sendHandshake(lab, lab.requestFields(change, more), noContent), String(status), token),
  };
}

/** Cases of handshakes that are refused. */
export const refusedCases: readonly ConformanceCase[] = [
  refusalCase("version-2", "Refuses a version that it does not support.", ["R-023"], 400, "invalid_version", { "websocket2-version": "2" }),
  refusalCase("version-missing", "Refuses a handshake without a version.", ["R-023"], 400, "invalid_version", { "websocket2-version": null }),
  refusalCase("version-twice", "Refuses a version on two lines.", ["R-023"], 400, "invalid_version", {}, [["websocket2-version", "1"]]),
  refusalCase("version-decimal", "Refuses the version 1.0, which is no Integer.", ["R-023"], 400, "invalid_version", { "websocket2-version": "1.0" }),
  refusalCase("method-put", "Refuses another method.", ["R-023"], 405, "rejected", { ":method": "PUT" }),
  refusalCase("content-type", "Refuses another content type.", ["R-023"], 415, "rejected", { "content-type": "application/octet-stream" }),
  refusalCase("content-encoding", "Refuses a content coding.", ["R-023"], 400, "rejected", { "content-encoding": "identity" }),
  refusalCase("expect", "Refuses an expectation.", ["R-023"], 400, "rejected", { expect: "100-continue" }),
  refusalCase("early-data", "Refuses a request that came in TLS early data.", ["R-023"], 425, "rejected", { "early-data": "1" }),
  refusalCase("protocol", "Refuses subprotocols that do not parse.", ["R-023"], 400, "rejected", { "websocket2-protocol": "chat" }),
  refusalCase("compression-range", "Refuses an offer out of range.", ["R-023"], 400, "cannot_negotiate_compression", { "websocket2-compression": "lz4=(0 9)" }),
  refusalCase("compression-reversed", "Refuses an offer whose least is above its greatest.", ["R-023"], 400, "cannot_negotiate_compression", { "websocket2-compression": "deflate=(15 9)" }),
  refusalCase("order", "Makes its checks in their order: the version before the content type.", ["R-023"], 400, "invalid_version", { "websocket2-version": "9", "content-type": "text/plain" }),
  {
    id: "opening/version-lists",
    summary: "Lists the versions that it supports when it refuses one.",
    requirements: ["R-024"],
    role: "server",
    run: async (lab) => {
      const { fields } = await sendHandshake(lab, lab.requestFields({ "websocket2-version": "99" }), noContent);
      const versions = fieldValue(fields, "websocket2-version");
      assert(versions !== undefined && /^\s*\d+(\s*,\s*\d+)*\s*$/.test(versions), `expected websocket2-version with all versions, found ${JSON.stringify(versions)}`);
    },
  },
  {
    id: "opening/ended",
    summary: "Refuses a handshake that has ended.",
    requirements: ["R-023"],
    role: "server",
    run: async (lab) => checkRefusal(lab, await sendHandshake(lab, lab.requestFields()), "400", "rejected"),
  },
  {
    id: "opening/head",
    summary: "Sends no content in answer to HEAD.",
    requirements: ["R-043", "R-124"],
    role: "server",
    run: async (lab) => {
      const { fields, endStream, connection: link } = await sendHandshake(lab, lab.requestFields({ ":method": "HEAD" }));
      assert(fieldValue(fields, ":status") === "405", `expected status 405, found ${fieldValue(fields, ":status")}`);
      if (!endStream) assert((await link.peer.next("DATA", { stream: 1 })).octets.length === 0, "expected no content in answer to HEAD");
    },
  },
  {
    id: "opening/refusal-linger",
    summary: "Resets a refused request that does not end with NO_ERROR.",
    requirements: ["R-045"],
    waitsMs: limit.value("refusalLinger") + 1000,
    role: "server",
    run: async (lab) => {
      const { connection: link } = await sendHandshake(lab, lab.requestFields({ "websocket2-version": "2" }), noContent);
      const event = await link.peer.next("RST_STREAM", { stream: 1, description: "RST_STREAM(NO_ERROR) after the refusal", timeoutMs: limit.value("refusalLinger") + 1500 });
      assert(event.code === "NO_ERROR", `expected RST_STREAM(NO_ERROR), found RST_STREAM(${event.code})`);
    },
  },
];
