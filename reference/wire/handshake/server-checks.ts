/**
 * The checks of a server, one small function for each entry of the registry.
 *
 * @module
 */
import type { HttpField } from "../../layout/http-field.ts";
import {
  type CompressionOffer,
  forbiddenRequestFields,
  requestField,
  type RequestedVersions,
  type ServerCheck,
  websocket2Compression,
  websocket2Protocol,
  websocket2Version,
} from "../../schema/headers/index.ts";
import { type CompressionPolicy, reversedRange, selectCompression } from "./compression.ts";
import { type FieldResult, readRequestField } from "./field-codec.ts";
import { type FieldLines, type HeaderSection, headerSection } from "./field-lines.ts";
import { MEDIA_TYPE } from "./is-handshake.ts";
import { mediaType } from "./media-type.ts";
import { fieldIssueText } from "./parse-structured.ts";

/** What the application says no with. */
export interface ApplicationRefusal {
  /** An HTTP status of 400 to 599; that of the registry unless given. */
  readonly status?: number;
  /** Further fields of the response, such as retry-after or www-authenticate. */
  readonly fields?: FieldLines;
}

/** What a server knows and wants, for one request. */
export interface ServerPolicy {
  /** Whether the target is a WebSocket2 resource. */
  readonly exists: boolean;
  /** The versions that the server supports; the one that this package implements unless given. */
  readonly versions: readonly number[];
  /** The origins that are allowed, compared octet by octet; `null` is one only where it is listed. */
  readonly origins: readonly string[];
  /** Refuse a request without an origin. */
  readonly requireOrigin: boolean;
  /** What the server is ready to compress with; nothing unless given. */
  readonly compression?: CompressionPolicy;
  /** The application's refusal; it accepts unless given. */
  readonly refusal?: ApplicationRefusal;
}

/** A request as the checks see it. */
export interface ParsedRequest {
  readonly section: HeaderSection;
  /** Whether the request ended with its header section. */
  readonly endStream: boolean;
  readonly policy: ServerPolicy;
  readonly versions: FieldResult<RequestedVersions>;
  readonly protocols: FieldResult<readonly string[]>;
  readonly offer: FieldResult<CompressionOffer>;
}

/** Parses what the checks need; nothing is judged yet. */
export function parseRequest(fields: FieldLines, endStream: boolean, policy: ServerPolicy): ParsedRequest {
  const section = headerSection(fields);
  const read = <Q>(field: HttpField<Q>) => readRequestField(field, section.value(field.model.id) ?? "");
  return {
    section,
    endStream,
    policy,
    versions: read(websocket2Version),
    protocols: read(websocket2Protocol),
    offer: read(websocket2Compression),
  };
}

/** What is wrong with a request, in words; `undefined` where the check passes. */
type RequestCheckFunction = (request: ParsedRequest) => string | undefined;

function issueOf(read: FieldResult<unknown>): string | undefined {
  return read.ok ? undefined : fieldIssueText(read.issue);
}

function version({ section, versions, policy }: ParsedRequest): string | undefined {
  const lines = section.lines(websocket2Version.model.id);
  if (lines.length !== 1) return `${lines.length} lines`;
  if (!versions.ok) return fieldIssueText(versions.issue);
  const unsupported = versions.value.find((each) => !policy.versions.includes(each));
  return unsupported === undefined ? undefined : `version ${unsupported}`;
}

function content({ section, endStream }: ParsedRequest): string | undefined {
  if (endStream) return "the end of the request";
  return forbiddenRequestFields.find((name) => section.value(name) !== undefined);
}

function origin({ section, policy }: ParsedRequest): string | undefined {
  const lines = section.lines("origin");
  const [only] = lines;
  if (lines.length > 1) return `${lines.length} lines`;
  if (only === undefined) return policy.requireOrigin ? "no origin" : undefined;
  return policy.origins.includes(only) ? undefined : `origin ${only}`;
}

function compression({ offer }: ParsedRequest): string | undefined {
  if (!offer.ok) return fieldIssueText(offer.issue);
  const method = reversedRange(offer.value);
  return method === undefined ? undefined : `the range of ${method} begins with the greatest`;
}

function compressionRequired({ offer, policy }: ParsedRequest): string | undefined {
  if (policy.compression?.required !== true || !offer.ok) return undefined;
  return selectCompression(offer.value, policy.compression) === null ? "no method that the server can use" : undefined;
}

/** The checks by name; the registry says their order and what a failed one answers. */
export const serverChecks: Readonly<Record<ServerCheck, RequestCheckFunction>> = {
  resource: ({ policy }) => (policy.exists ? undefined : "no resource"),
  method: ({ section }) => (section.value(":method") === requestField.entry(":method").columns["value"] ? undefined : `method ${section.value(":method")}`),
  version,
  "content-type": ({ section }) => (mediaType(section.lines("content-type")) === MEDIA_TYPE ? undefined : `content-type ${section.value("content-type")}`),
  content,
  // Any value, and any number of lines, counts as 1 (RFC 8470, Section 5.1).
  "early-data": ({ section }) => (section.value("early-data") === undefined ? undefined : "early-data"),
  protocol: ({ protocols }) => issueOf(protocols),
  origin,
  compression,
  "compression-required": compressionRequired,
  application: ({ policy }) => (policy.refusal === undefined ? undefined : "a refusal by the application"),
};
