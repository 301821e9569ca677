/**
 * The responses of a server: acceptance and refusal.
 *
 * @module
 */
import { LocalError } from "../../layout/errors.ts";
import {
  type CompressionChoice,
  handshakeOutcome,
  type HandshakeOutcome,
  replyField,
  type ReplyFieldName,
  serverCheck,
  type ServerCheck,
  websocket2Compression,
  websocket2Error,
  websocket2Protocol,
  websocket2Version,
} from "../../schema/headers/index.ts";
import { writeResponseField } from "./field-codec.ts";
import { extraFields, type FieldLine, type FieldLines } from "./field-lines.ts";
import { limitField } from "./message-limit.ts";
import { problemDetails } from "./problem-details.ts";

/** The content of a response that opens a connection. */
export interface Acceptance {
  /** The chosen compression method with its parameter; none by default. */
  readonly compression?: CompressionChoice | null;
  /** The chosen subprotocol; none by default. */
  readonly protocol?: string | null;
  /** The message limit to announce, in octets, from 65536; none by default. */
  readonly messageLimit?: number;
  /** Further fields of the application; none by default. */
  readonly fields?: FieldLines;
}

/** The content of a refusal. */
export interface RefusalOptions {
  /** The check that failed. */
  readonly check: ServerCheck;
  /** The HTTP method of the request. The response to HEAD has no content. The default is another method. */
  readonly method?: string;
  /** The versions that the server supports, which the refusal of a version lists. */
  readonly versions: readonly number[];
  /** An HTTP status: 307 or 308 with a location, or 400 to 599; by default that of the check. */
  readonly status?: number;
  /** Further fields of the application; none by default. */
  readonly fields?: FieldLines;
}

/** A refusal to send. */
export interface RefusalResponse {
  /** The HTTP status. */
  readonly status: number;
  /** The value of `websocket2-error`. */
  readonly token: HandshakeOutcome;
  /** The header section, with `:status` first. */
  readonly fields: FieldLine[];
  /** The content, problem details in JSON (RFC 9457); empty for HEAD. */
  readonly body: Uint8Array;
}

/** The names of {@link replyField} that the application may set. */
const OPEN_TO_APPLICATION: readonly ReplyFieldName[] = ["retry-after", "location"];

const RESERVED_FIELDS = replyField.names.filter((name) => !OPEN_TO_APPLICATION.includes(name));

/** The names of targeted cache fields (RFC 9213). */
const TARGETED_CACHE_FIELD = /-cache-control$/;

function applicationFields(fields: FieldLines = []): FieldLine[] {
  return extraFields(fields, RESERVED_FIELDS).map((line) => {
    const [name, value] = line;
    if (TARGETED_CACHE_FIELD.test(name) && value !== "no-store") {
      throw new LocalError(name, "expected no-store, because caches must not store the response");
    }
    return line;
  });
}

/** Returns the fields with a value in a column, except `allow`, which only the refusal of a method has. */
function fixedFields(column: "accepted" | "refused"): FieldLine[] {
  return replyField.names.flatMap((name): FieldLine[] => {
    const value = replyField.entry(name).columns[column];
    return value === undefined || name === "allow" ? [] : [[name, String(value)]];
  });
}

/**
 * Returns the header section of the response that opens a connection. The stream of frames follows it.
 *
 * @throws {@link LocalError} if the choice is not valid for a server, the limit is out of range, or a further field is not allowed
 *
 * @example
 * ```ts
 * import { buildReply } from "websocket2";
 *
 * const fields = buildReply({ compression: { lz4: 9 }, protocol: "chat" });
 * console.log(fields[0]); // [ ':status', '200' ]
 * console.log(fields.find(([name]) => name === "websocket2-compression")); // [ 'websocket2-compression', 'lz4=9' ]
 * ```
 */
export function buildReply(acceptance: Acceptance = {}): FieldLine[] {
  const { compression, protocol, messageLimit, fields } = acceptance;
  return [
    ...fixedFields("accepted"),
    ...writeResponseField(websocket2Error, handshakeOutcome.entry("okay").name),
    ...writeResponseField(websocket2Compression, compression ?? {}),
    ...writeResponseField(websocket2Protocol, protocol === null || protocol === undefined ? [] : [protocol]),
    ...limitField(messageLimit, "response"),
    ...applicationFields(fields),
  ];
}

/** The statuses that redirect a handshake without a change of its method. */
const REDIRECTS: readonly number[] = [307, 308];

function statusOf({ check, status, fields = [] }: RefusalOptions): number {
  if (status === undefined) return Number(serverCheck.entry(check).columns["status"]);
  if (REDIRECTS.includes(status)) {
    if (fields.some(([name]) => name.toLowerCase() === "location")) return status;
    throw new LocalError("fields", `expected a location in a redirection with status ${status}`);
  }
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new LocalError("status", `expected 307, 308 or an HTTP status of 400 to 599, found ${status}`);
  }
  return status;
}

function addedFields({ check, versions }: RefusalOptions): FieldLine[] {
  const { adds } = serverCheck.entry(check).columns;
  if (adds === undefined) return [];
  if (adds === websocket2Version.model.id) return writeResponseField(websocket2Version, versions);
  return [[String(adds), String(replyField.find(adds)?.columns["refused"])]];
}

/**
 * Returns the response that refuses a handshake. The server sends its content with END_STREAM.
 *
 * @throws {@link LocalError} if the status or a further field is not allowed
 *
 * @example
 * ```ts
 * import { buildRefusal } from "websocket2";
 *
 * const { status, token, fields, body } = buildRefusal({ check: "application", versions: [1], status: 401 });
 * console.log(status, token, fields.length, body.length > 0); // 401 rejected 4 true
 * ```
 */
export function buildRefusal(refused: RefusalOptions): RefusalResponse {
  const status = statusOf(refused);
  const token = serverCheck.entry(refused.check).columns["token"] as HandshakeOutcome;
  const fields: FieldLine[] = [
    [":status", String(status)],
    ...fixedFields("refused"),
    ...writeResponseField(websocket2Error, token),
    ...addedFields(refused),
    ...applicationFields(refused.fields),
  ];
  return { status, token, fields, body: refused.method === "HEAD" ? new Uint8Array() : problemDetails(refused.check, status) };
}
