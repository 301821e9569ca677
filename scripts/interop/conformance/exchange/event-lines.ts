/**
 * Describes HTTP/2 frames.
 *
 * @module
 */
import { frameFlag, type Http2Frame, type Http2Event } from "../../h2/index.ts";

const FLAGS: Readonly<Record<string, readonly (keyof typeof frameFlag)[]>> = {
  DATA: ["END_STREAM", "PADDED"],
  HEADERS: ["END_STREAM", "END_HEADERS", "PADDED", "PRIORITY"],
  CONTINUATION: ["END_HEADERS"],
  SETTINGS: ["ACK"],
  PING: ["ACK"],
};

/** Returns type, stream, length and flags of a frame. */
export function frameSummary({ type, streamIdentifier, flags, payload }: Http2Frame): string {
  const name = typeof type === "number" ? `unknown type ${type}` : type;
  const set = (FLAGS[name] ?? []).filter((each) => (flags & frameFlag[each]) !== 0);
  return [name, streamIdentifier === 0 ? "connection" : `stream ${streamIdentifier}`, `${payload.length} octets`, ...set].join(", ");
}

/** Returns the content of an event, one line each; none for DATA. */
export function eventLines(event: Http2Event): string[] {
  switch (event.type) {
    case "HEADERS":
      return event.fields.map(([name, value]) => `${name}: ${value}`);
    case "RST_STREAM":
      return [`error code ${event.code}`];
    case "GOAWAY":
      return [`error code ${event.code}, last stream ${event.lastStream}`];
    case "SETTINGS":
      return event.settings.map(({ identifier, value }) => `${identifier} ${value}`);
    case "WINDOW_UPDATE":
      return [`${event.increment} octets more`];
    case "MALFORMED":
      return [`not HTTP/2: ${event.why}`];
    default:
      return [];
  }
}
