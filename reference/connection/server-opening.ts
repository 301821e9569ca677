/**
 * What a server knows of an opening.
 *
 * @module
 */
import type { Accepted, Fields, Refusal, Rejected, RequestPolicy } from "../wire/handshake/index.ts";
import type { FailedRequest } from "./report.ts";

/** The opening of a server. */
export interface ServerOpening {
  fields: Fields;
  endStream: boolean;
  policy: RequestPolicy;
  /** What the checks made of the request. */
  checked: Accepted | Rejected | undefined;
  /** The header section of the 200. */
  reply: Fields;
  /** The response that refuses. */
  refusal: Pick<Refusal, "status" | "fields" | "body"> | undefined;
  /** What the application is told where nothing opens. */
  failed: FailedRequest | undefined;
}

const NONE: Fields = [];
const ANY: RequestPolicy = {};

/** A server's opening before the request. */
export function serverOpening(): ServerOpening {
  return { fields: NONE, endStream: false, policy: ANY, checked: undefined, reply: NONE, refusal: undefined, failed: undefined };
}

/** Gives up what an open connection does not need. */
export function settleServerOpening(opening: ServerOpening): void {
  Object.assign(opening, serverOpening());
}

/** The refusal that a failed check comes with. */
export function refusalOf({ status, reply, body }: Rejected): Pick<Refusal, "status" | "fields" | "body"> {
  return { status, fields: reply, body };
}
