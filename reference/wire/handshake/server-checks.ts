/**
 * The checks of a server, with one function for each check.
 *
 * @module
 */
import type { HttpField } from "../../layout/http-field.ts";
import {
  type CompressionOffer,
  refusedRequestFields,
  requestField,
  type RequestedVersions,
  type ServerCheck,
  websocket2Compression,
  websocket2Protocol,
  websocket2Version,
} from "../../schema/headers/index.ts";
import { reversedRange, selectCompression } from "./compression.ts";
import { type FieldResult, readRequestField } from "./field-codec.ts";
import { type FieldLines, type HeaderSection, headerSection } from "./field-lines.ts";
import { MEDIA_TYPE, mediaType } from "./is-handshake.ts";
import { fieldIssueText } from "./parse-structured.ts";

/** The refusal of an application. */
export interface ApplicationRefusal {
  /** An HTTP status: 307 or 308 with a location, or 400 to 599; by default that of the check `application`. */
  readonly status?: number;
  /** Further fields of the response, such as location, retry-after or www-authenticate. */
  readonly fields?: FieldLines;
}

/** The policy of a server for one request. */
export interface ServerPolicy {
  /** Whether the target is a WebSocket2 resource. */
  readonly exists: boolean;
  /** The versions that the server supports; by default the version of this package. */
  readonly versions: readonly number[];
  /** The allowed origins, compared octet by octet. `null` is allowed only if it is listed. */
  readonly origins: readonly string[];
  /** Whether the server refuses a request without an origin. */
  readonly requireOrigin: boolean;
  /** The compression methods of the server, each with the inclusive range of its parameter; none by default. */
  readonly compression?: CompressionOffer;
  /** Whether the server refuses a handshake without a common compression method; `false` by default. */
  readonly requireCompression?: boolean;
  /**
   * Whether the server received a part of the request in TLS early data; `false` by default. A server that waits for the end of the TLS
   * handshake before it passes the request on does not set it.
   */
  readonly earlyData?: boolean;
  /** The refusal of the application; by default it accepts. */
  readonly refusal?: ApplicationRefusal;
}

/** A parsed request for the checks. */
export interface ParsedRequest {
  readonly section: HeaderSection;
  /** Whether the request ended with its header section. */
  readonly endStream: boolean;
  readonly policy: ServerPolicy;
  readonly versions: FieldResult<RequestedVersions>;
  readonly protocols: FieldResult<readonly string[]>;
  readonly offer: FieldResult<CompressionOffer>;
}

/** Returns whether the client waits for 100 (Continue) before it sends content. Other expectations are ignored. */
export function expectsContinue(section: HeaderSection): boolean {
  const expectations = section.value("expect")?.split(",") ?? [];
  return expectations.some((each) => each.trim().toLowerCase() === "100-continue");
}

/** Parses the fields that the checks need. */
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

/** Returns the value that the check found, in words, or `undefined` if the check passes. */
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
  return refusedRequestFields.find((name) => section.value(name) !== undefined);
}

function earlyData({ section, policy }: ParsedRequest): string | undefined {
  // Any value, and any number of lines, counts as 1 (RFC 8470, Section 5.1).
  if (section.value("early-data") !== undefined) return "early-data";
  return policy.earlyData === true ? "TLS early data" : undefined;
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
  if (policy.requireCompression !== true || !offer.ok) return undefined;
  return selectCompression(offer.value, policy.compression) === null ? "no method that the server can use" : undefined;
}

/** The checks by name; the registry of checks gives their order and their responses. */
export const serverChecks: Readonly<Record<ServerCheck, RequestCheckFunction>> = {
  resource: ({ policy }) => (policy.exists ? undefined : "no resource"),
  method: ({ section }) =>
    section.value(":method") === requestField.entry(":method").columns["value"] ? undefined : `method ${section.value(":method")}`,
  version,
  "content-type": ({ section }) =>
    mediaType(section.lines("content-type")) === MEDIA_TYPE ? undefined : `content-type ${section.value("content-type")}`,
  content,
  "early-data": earlyData,
  protocol: ({ protocols }) => issueOf(protocols),
  origin,
  compression,
  "compression-required": compressionRequired,
  application: ({ policy }) => (policy.refusal === undefined ? undefined : "a refusal by the application"),
};
