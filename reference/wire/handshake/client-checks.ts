/**
 * The checks of a client that the header section of the reply decides, with one function for each check.
 *
 * @module
 */
import {
  type CompressionChoice,
  type CompressionOffer,
  handshakeOutcome,
  type HandshakeOutcome,
  replyField,
  type ReplyCheck,
  websocket2Compression,
  websocket2Error,
  websocket2Protocol,
} from "../../schema/headers/index.ts";
import { compressionMethods } from "./compression.ts";
import { type FieldResult, readResponseField } from "./field-codec.ts";
import { type FieldLines, type HeaderSection, headerSection } from "./field-lines.ts";
import { mediaType } from "./is-handshake.ts";
import { fieldIssueText } from "./parse-structured.ts";

/** The offers of a request, and the circumstances of its reply. */
export interface ReplyCheckOptions {
  /** Whether the response ended with its header section. */
  readonly endStream: boolean;
  /** The offered ranges by method; none by default. */
  readonly offer?: CompressionOffer;
  /** The offered subprotocols; none by default. */
  readonly protocols?: readonly string[];
  /** Whether the check fails if the server chose none of the offered subprotocols; `false` by default. The WebSocket interface sets it. */
  readonly requireProtocol?: boolean;
}

/** A parsed reply for the checks. */
export interface ParsedReply {
  readonly section: HeaderSection;
  readonly options: ReplyCheckOptions;
  /** The HTTP status; `undefined` if it is missing or malformed. */
  readonly status: number | undefined;
  /** The text of websocket2-error; `undefined` if it is absent. */
  readonly error: string | undefined;
  /** The outcome; `rejected` if the text is unknown, repeated or malformed. */
  readonly token: HandshakeOutcome;
  readonly compression: FieldResult<CompressionChoice>;
  readonly protocols: FieldResult<readonly string[]>;
}

function tokenOf(lines: readonly string[]): HandshakeOutcome {
  // Joined lines can form one Item, but a repeated field is malformed.
  const read = readResponseField(websocket2Error, lines.length === 1 ? (lines[0] ?? "") : "");
  return (read.ok ? handshakeOutcome.find(read.value)?.name : undefined) ?? handshakeOutcome.entry("rejected").name;
}

/** Parses the fields that the checks need. */
export function parseReply(fields: FieldLines, options: ReplyCheckOptions): ParsedReply {
  const section = headerSection(fields);
  const status = section.value(":status") ?? "";
  const name = websocket2Error.model.id;
  return {
    section,
    options,
    status: /^[1-5][0-9]{2}$/.test(status) ? Number(status) : undefined,
    error: section.value(name),
    token: tokenOf(section.lines(name)),
    compression: readResponseField(websocket2Compression, section.value(websocket2Compression.model.id) ?? ""),
    protocols: readResponseField(websocket2Protocol, section.value(websocket2Protocol.model.id) ?? ""),
  };
}

/** Returns the value that the check found, in words, or `undefined` if the check passes. */
type ReplyCheckFunction = (reply: ParsedReply) => string | undefined;

const isSuccess = (status: number | undefined): boolean => status !== undefined && status >= 200 && status <= 299;

const statusText = ({ status }: ParsedReply): string => (status === undefined ? "no status" : `status ${status}`);

function undetermined(reply: ParsedReply): string | undefined {
  if (isSuccess(reply.status) || reply.error !== undefined) return undefined;
  const proxy = reply.section.value("proxy-status");
  return proxy === undefined ? statusText(reply) : `${statusText(reply)}, proxy-status ${proxy}`;
}

function refused(reply: ParsedReply): string | undefined {
  const opens = reply.token === "okay" && reply.status === replyField.entry(":status").columns["accepted"];
  return opens ? undefined : `${statusText(reply)}, ${websocket2Error.model.id} ${JSON.stringify(reply.error)}`;
}

function notTunnel({ section }: ParsedReply): string | undefined {
  const type = section.value("content-type");
  if (mediaType(section.lines("content-type")) !== replyField.entry("content-type").columns["accepted"]) {
    return type === undefined ? "no content-type" : `content-type ${type}`;
  }
  const length = section.value("content-length");
  return length === undefined ? undefined : `content-length ${length}`;
}

function compressionProblem({ compression, options }: ParsedReply): string | undefined {
  if (!compression.ok) return fieldIssueText(compression.issue);
  const [unknown] = compression.unknown;
  if (unknown !== undefined) return `compression ${unknown}, which was not offered`;
  const { value } = compression;
  const outside = compressionMethods.find((method) => {
    const chosen = value[method];
    const range = options.offer?.[method];
    return chosen !== undefined && !(range !== undefined && chosen >= range[0] && chosen <= range[1]);
  });
  return outside === undefined ? undefined : `compression ${outside}=${value[outside]}, which was not offered`;
}

function protocolProblem({ protocols, options }: ParsedReply): string | undefined {
  if (!protocols.ok) return fieldIssueText(protocols.issue);
  const [chosen] = protocols.value;
  const offered = options.protocols ?? [];
  if (chosen !== undefined) return offered.includes(chosen) ? undefined : `subprotocol ${JSON.stringify(chosen)}, which was not offered`;
  return options.requireProtocol === true && offered.length > 0 ? "no subprotocol" : undefined;
}

/** The checks by name; the registry of checks gives their order. */
export const clientChecks: Readonly<Record<ReplyCheck, ReplyCheckFunction>> = {
  status: undetermined,
  "not-websocket2": (reply) => (reply.error === undefined ? statusText(reply) : undefined),
  refused,
  ended: (reply) => (reply.options.endStream ? `${statusText(reply)} with END_STREAM` : undefined),
  "content-coded": ({ section }) => {
    const coding = section.value("content-encoding");
    return coding === undefined ? undefined : `content-encoding ${coding}`;
  },
  "not-tunnel": notTunnel,
  negotiation: (reply) => compressionProblem(reply) ?? protocolProblem(reply),
};
