/**
 * The field `websocket2-limit`: how an endpoint announces its message limit, and what a receiver of the field reads.
 *
 * @module
 */
import { MAX_ANNOUNCED_LIMIT, websocket2Limit } from "../../schema/headers/index.ts";
import { readFieldValue, writeFieldLine } from "./field-codec.ts";
import type { FieldLine, HeaderSection } from "./field-lines.ts";

/**
 * Returns the message limit that a header section announces, in octets, at most {@link MAX_ANNOUNCED_LIMIT}.
 *
 * @returns `undefined` if the field is absent, stands on several lines, does not parse, or is less than the schema allows
 */
export function announcedLimit({ lines }: HeaderSection, direction: "request" | "response"): number | undefined {
  const [only, ...others] = lines(websocket2Limit.model.id);
  if (only === undefined || others.length > 0) return undefined;
  const read = readFieldValue(websocket2Limit.model, direction, only);
  return read.ok ? Math.min(read.value as number, MAX_ANNOUNCED_LIMIT) : undefined;
}

/**
 * Returns the field line that announces a message limit; no line without a limit.
 *
 * @throws {@link LocalError} if the limit is less than the schema allows
 */
export function limitField(messageLimit: number | undefined, direction: "request" | "response"): FieldLine[] {
  if (messageLimit === undefined) return [];
  return writeFieldLine(websocket2Limit.model, direction, Math.min(messageLimit, MAX_ANNOUNCED_LIMIT));
}
