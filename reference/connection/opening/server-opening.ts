/**
 * What a server knows of an opening.
 *
 * @module
 */
import type { AcceptedRequest, FieldLines, RefusalResponse, RejectedRequest, RequestPolicy } from "../../wire/handshake/index.ts";
import type { FailedRequest } from "../reports/close-report.ts";

/** The opening of a server. */
export interface ServerOpening {
  fields: FieldLines;
  endStream: boolean;
  policy: RequestPolicy;
  /** What the checks made of the request. */
  checked: AcceptedRequest | RejectedRequest | undefined;
  /** The header section of the 200. */
  reply: FieldLines;
  /** The response that refuses. */
  refusal: Pick<RefusalResponse, "status" | "fields" | "body"> | undefined;
  /** What the application is told where nothing opens. */
  failure: FailedRequest | undefined;
}

const NO_FIELDS: FieldLines = [];
const DEFAULT_POLICY: RequestPolicy = {};

/** A server's opening before the request. */
export function serverOpening(): ServerOpening {
  return { fields: NO_FIELDS, endStream: false, policy: DEFAULT_POLICY, checked: undefined, reply: NO_FIELDS, refusal: undefined, failure: undefined };
}

/** Gives up what an open connection does not need. */
export function releaseServerOpening(opening: ServerOpening): void {
  Object.assign(opening, serverOpening());
}

/** The refusal that a failed check comes with. */
export function refusalResponse({ status, reply, body }: RejectedRequest): Pick<RefusalResponse, "status" | "fields" | "body"> {
  return { status, fields: reply, body };
}
