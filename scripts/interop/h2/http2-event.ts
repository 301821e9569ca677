/**
 * Events of an HTTP/2 connection at the level of frames.
 *
 * @module
 */
import type { Http2Field } from "./hpack/static-table.ts";
import type { Http2ErrorCode } from "./wire/error-code.ts";
import type { Http2Frame } from "./wire/frame.ts";
import type { SettingName } from "./wire/settings.ts";

/** A parameter of SETTINGS; an unknown one has a number as its identifier. */
export interface Http2Setting {
  readonly identifier: SettingName | number;
  readonly value: number;
}

/** An event by type. HEADERS includes its CONTINUATION frames. */
export type Http2Event =
  | {
      readonly type: "DATA";
      readonly stream: number;
      readonly octets: Uint8Array;
      readonly endStream: boolean;
      /** Octets that flow control counts, padding included. */
      readonly counted: number;
    }
  | { readonly type: "HEADERS"; readonly stream: number; readonly fields: readonly Http2Field[]; readonly endStream: boolean }
  | { readonly type: "RST_STREAM"; readonly stream: number; readonly code: Http2ErrorCode }
  | { readonly type: "SETTINGS"; readonly ack: boolean; readonly settings: readonly Http2Setting[] }
  | { readonly type: "PING"; readonly ack: boolean; readonly data: Uint8Array }
  | { readonly type: "GOAWAY"; readonly lastStream: number; readonly code: Http2ErrorCode; readonly debug: Uint8Array }
  | { readonly type: "WINDOW_UPDATE"; readonly stream: number; readonly increment: number }
  /** PRIORITY, PUSH_PROMISE, or a frame of an unknown type. */
  | { readonly type: "OTHER"; readonly frame: Http2Frame }
  /** The peer's octets are not HTTP/2; the decoder stops. */
  | { readonly type: "MALFORMED"; readonly code: string; readonly why: string }
  /** The transport connection has ended or failed. */
  | { readonly type: "LOSS"; readonly why: string };

/** The type of an event. */
export type Http2EventType = Http2Event["type"];

/** The event of a type. */
export type Http2EventOf<T extends Http2EventType> = Extract<Http2Event, { type: T }>;
