/**
 * Cases about handshakes that a server refuses.
 *
 * @module
 */
import { limit, type ServerCheck, VERSION } from "../../../../../reference/schema/index.ts";
import { compressionMethods, offerableRange } from "../../../../../reference/wire/index.ts";
import { type FieldChanges, fieldValue } from "../../../h2/change-fields.ts";
import type { Http2Field } from "../../../h2/index.ts";
import { fieldName, offerText, refusalOf } from "../../../handshake-fields.ts";
import { assert, expectResetCode } from "../../case-failure.ts";
import type { ConformanceCase, ServerHarness } from "../../conformance-case.ts";
import { checkRefusal, expectField, noContent, sendHandshake } from "./reply.ts";

/** A case in which a changed handshake fails a check of the server. */
function refusalCase(
  id: string,
  summary: string,
  check: ServerCheck,
  changes: FieldChanges,
  more: readonly Http2Field[] = [],
): ConformanceCase {
  return {
    id: `opening/${id}`,
    summary,
    requirements: ["R-023", "R-029", "R-030", "R-043", "R-124", "R-135"],
    role: "server",
    run: async (harness) => checkRefusal(harness, await sendHandshake(harness, harness.requestFields(changes, more), noContent), check),
  };
}

const OTHER_VERSION = String(VERSION + 1);

const versionCases: readonly ConformanceCase[] = [
  refusalCase("version-unsupported", "Refuses an unsupported version.", "version", { [fieldName.version]: OTHER_VERSION }),
  refusalCase("version-missing", "Refuses a handshake without a version.", "version", { [fieldName.version]: null }),
  refusalCase("version-twice", "Refuses a version on two lines.", "version", {}, [[fieldName.version, String(VERSION)]]),
  refusalCase("version-decimal", `Refuses the version ${VERSION}.0, which is not an Integer.`, "version", {
    [fieldName.version]: `${VERSION}.0`,
  }),
  {
    id: "opening/version-lists",
    summary: "Lists its supported versions when it refuses a version.",
    requirements: ["R-024"],
    role: "server",
    run: async (harness) => {
      const { fields } = await sendHandshake(harness, harness.requestFields({ [fieldName.version]: OTHER_VERSION }), noContent);
      const versions = fieldValue(fields, fieldName.version);
      const isList = versions !== undefined && /^\s*\d+(\s*,\s*\d+)*\s*$/.test(versions);
      assert(isList, `expected ${fieldName.version} with all versions, found ${JSON.stringify(versions)}`);
    },
  },
];

const compressionCases: readonly ConformanceCase[] = compressionMethods.flatMap((method) => {
  const [least, most] = offerableRange(method);
  const offer = (range: readonly [number, number]): FieldChanges => ({ [fieldName.compression]: offerText({ [method]: range }) });
  return [
    refusalCase(`compression-range-${method}`, `Refuses an offer of ${method} outside its range.`, "compression", offer([least - 1, most])),
    refusalCase(
      `compression-reversed-${method}`,
      `Refuses an offer of ${method} whose least parameter exceeds its greatest.`,
      "compression",
      offer([most, least]),
    ),
  ];
});

async function sendsNoContentToHead(harness: ServerHarness): Promise<void> {
  const { fields, endStream, connection } = await sendHandshake(harness, harness.requestFields({ ":method": "HEAD" }));
  expectField(fields, ":status", refusalOf("method").status, "R-023");
  if (endStream) return;
  const { octets } = await connection.peer.next("DATA", { stream: connection.stream });
  assert(octets.length === 0, `expected no content in answer to HEAD, found ${octets.length} octets`);
}

const REFUSAL_WAIT_MS = limit.value("refusalLinger") + 1500;

async function resetsRefusedRequest(harness: ServerHarness): Promise<void> {
  const { connection } = await sendHandshake(harness, harness.requestFields({ [fieldName.version]: OTHER_VERSION }), noContent);
  const filter = { stream: connection.stream, description: "RST_STREAM(NO_ERROR) after the refusal", timeoutMs: REFUSAL_WAIT_MS };
  const { code } = await connection.peer.next("RST_STREAM", filter);
  expectResetCode(code, "NO_ERROR");
}

/** The cases about refused handshakes. */
export const refusedCases: readonly ConformanceCase[] = [
  ...versionCases,
  refusalCase("method-put", "Refuses another method.", "method", { ":method": "PUT" }),
  refusalCase("content-type", "Refuses another content type.", "content-type", { "content-type": "application/octet-stream" }),
  refusalCase("content-encoding", "Refuses a content coding.", "content", { "content-encoding": "identity" }),
  refusalCase("early-data", "Refuses a request in TLS early data.", "early-data", { "early-data": "1" }),
  refusalCase("protocol", "Refuses subprotocols that do not parse.", "protocol", { [fieldName.protocol]: "chat" }),
  ...compressionCases,
  refusalCase("order", "Checks the version before the content type.", "version", {
    [fieldName.version]: OTHER_VERSION,
    "content-type": "text/plain",
  }),
  {
    id: "opening/ended",
    summary: "Refuses a handshake whose request has ended.",
    requirements: ["R-023"],
    role: "server",
    run: async (harness) => checkRefusal(harness, await sendHandshake(harness, harness.requestFields()), "content"),
  },
  {
    id: "opening/head",
    summary: "Sends no content in answer to HEAD.",
    requirements: ["R-043", "R-124"],
    role: "server",
    run: sendsNoContentToHead,
  },
  {
    id: "opening/refusal-linger",
    summary: "Resets a refused request that does not end, with NO_ERROR.",
    requirements: ["R-045"],
    waitsMs: REFUSAL_WAIT_MS,
    role: "server",
    run: resetsRefusedRequest,
  },
];
