/**
 * The data of a server's opening handshake.
 *
 * @module
 */
import type { AcceptedRequest, FieldLines, RefusalResponse, RejectedRequest, RequestPolicy } from "../../wire/handshake/index.ts";
import type { FailedRequest } from "../reports/close-report.ts";

/** A response that refuses. */
export type ServerRefusal = Pick<RefusalResponse, "status" | "fields" | "body">;

/** The data of a server's opening handshake. */
export interface ServerOpening {
  /** When this end was created, in ms of the clock. */
  startedAt: number;
  /** The header section of the request. */
  fields: FieldLines;
  /** Whether the request ended with its header section. */
  endStream: boolean;
  policy: RequestPolicy;
  /** The result of the checks of the request. */
  checked: AcceptedRequest | RejectedRequest | undefined;
  /** The header section of the response with status 200. */
  reply: FieldLines;
  /** The response that refuses. */
  refusal: ServerRefusal | undefined;
  /** The failure to report to the application. */
  failure: FailedRequest | undefined;
}

const NO_FIELDS: FieldLines = [];
const DEFAULT_POLICY: RequestPolicy = {};

/** Returns the data of a handshake before its request. */
export function serverOpening(): ServerOpening {
  return {
    startedAt: 0,
    fields: NO_FIELDS,
    endStream: false,
    policy: DEFAULT_POLICY,
    checked: undefined,
    reply: NO_FIELDS,
    refusal: undefined,
    failure: undefined,
  };
}

/** Shared by all open connections, which do not need the data. */
export const RELEASED_OPENING: Readonly<ServerOpening> = Object.freeze(serverOpening());

/** Returns the response to a request that failed a check. */
export function refusalResponse({ status, reply, body }: RejectedRequest): ServerRefusal {
  return { status, fields: reply, body };
}

/** Returns the method of the request as an option of a refusal; empty if the request has no `:method`. */
export function requestMethod({ fields }: ServerOpening): { readonly method?: string } {
  const method = fields.find(([name]) => name === ":method")?.[1];
  return method === undefined ? {} : { method };
}
