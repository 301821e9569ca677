/**
 * The checks of a client that the header section of the reply decides, one small function each.
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
import { mediaType } from "./media-type.ts";
import { fieldIssueText } from "./parse-structured.ts";

/** What the client asked for, and how the reply came. */
export interface ReplyCheckOptions {
  /** Whether the response ended with its header section. */
  readonly endStream: boolean;
  /** The offered ranges by method; nothing was offered unless given. */
  readonly offer?: CompressionOffer;
  /** The offered subprotocols; none unless given. */
  readonly protocols?: readonly string[];
  /** Fail where subprotocols were offered and none was chosen, as the WebSocket interface does; no unless given. */
  readonly requireProtocol?: boolean;
}

/** A reply as the checks see it. */
export interface ParsedReply {
  readonly section: HeaderSection;
  readonly options: ReplyCheckOptions;
  /** The HTTP status; `undefined` where it is missing or no status. */
  readonly status: number | undefined;
  /** The text of websocket2-error; `undefined` where it is absent. */
  readonly error: string | undefined;
  /** The outcome that the text stands for: what is unknown, repeated or unparsable is `rejected`. */
  readonly token: HandshakeOutcome;
  readonly compression: FieldResult<CompressionChoice>;
  readonly protocols: FieldResult<readonly string[]>;
}

function tokenOf(lines: readonly string[]): HandshakeOutcome {
  // Lines that part a String are one Item when joined, but several lines all the same.
  const read = readResponseField(websocket2Error, lines.length === 1 ? (lines[0] ?? "") : "");
  return (read.ok ? handshakeOutcome.find(read.value)?.name : undefined) ?? handshakeOutcome.entry("rejected").name;
}

/** Parses what the checks need; nothing is judged yet. */
export function parseReply(fields: FieldLines, context: ReplyCheckOptions): ParsedReply {
  const section = headerSection(fields);
  const status = section.value(":status") ?? "";
  const name = websocket2Error.model.id;
  return {
    section,
    options: context,
    status: /^[1-5][0-9]{2}$/.test(status) ? Number(status) : undefined,
    error: section.value(name),
    token: tokenOf(section.lines(name)),
    compression: readResponseField(websocket2Compression, section.value(websocket2Compression.model.id) ?? ""),
    protocols: readResponseField(websocket2Protocol, section.value(websocket2Protocol.model.id) ?? ""),
  };
}

/** What was seen where a check fails, in words; `undefined` where it passes. */
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
  if (mediaType(section.lines("content-type")) !== replyField.entry("content-type").columns["accepted"]) return type === undefined ? "no content-type" : `content-type ${type}`;
  const length = section.value("content-length");
  return length === undefined ? undefined : `content-length ${length}`;
}

function compressionProblem({ compression, options: context }: ParsedReply): string | undefined {
  if (!compression.ok) return fieldIssueText(compression.issue);
  const [stranger] = compression.unknown;
  if (stranger !== undefined) return `compression ${stranger}, which was not offered`;
  const { value } = compression;
  const outside = compressionMethods.find((method) => {
    const chosen = value[method];
    const range = context.offer?.[method];
    return chosen !== undefined && !(range !== undefined && chosen >= range[0] && chosen <= range[1]);
  });
  return outside === undefined ? undefined : `compression ${outside}=${value[outside]}, which was not offered`;
}

function protocolProblem({ protocols, options: context }: ParsedReply): string | undefined {
  if (!protocols.ok) return fieldIssueText(protocols.issue);
  const [chosen] = protocols.value;
  const offered = context.protocols ?? [];
  if (chosen !== undefined) return offered.includes(chosen) ? undefined : `subprotocol ${JSON.stringify(chosen)}, which was not offered`;
  return context.requireProtocol === true && offered.length > 0 ? "no subprotocol" : undefined;
}

/** The checks by name; the registry says their order. */
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
