/**
 * Handshakes that a server under test refuses.
 *
 * @module
 */
import { limit } from "../../../../../reference/schema/index.ts";
import type { Field } from "../../../h2/index.ts";
import type { Case, RequirementId } from "../../case.ts";
import { type Change, valueOf } from "../../fields.ts";
import { demand } from "../../finding.ts";
import { ask, checkRefusal, none } from "./reply.ts";

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

/** Cases of handshakes that are refused. */
export const refusedCases: readonly Case[] = [
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
