/**
 * The settings of the explorer, as they stand in the fragment of its address: `#hex=0300c328&compression=lz4&limit=65536&role=client`.
 *
 * @module
 */
import { toHex } from "../../../reference/layout/plain.ts";
import { UsageError } from "../../common/usage-error.ts";
import type { ExplorerData } from "../data/explorer-data.ts";

/** The settings of the connection whose octets are shown. */
export interface ExplorerSettings {
  /** The element of which the octets are a sequence: the frame, or the integer. */
  readonly type: string;
  /** The name of the agreed method; `none` without compression. */
  readonly method: string;
  /** The parameter of the method. */
  readonly parameter: number;
  /** The receiver's limit for one message, in octets. */
  readonly limit: number;
  /** The role of the endpoint that receives the octets from the beginning of a stream; empty if it is not known. */
  readonly role: string;
}

/** The settings with the octets. */
export interface ExplorerAddress {
  readonly settings: ExplorerSettings;
  /** The text of the octets; `undefined` if the fragment has none. */
  readonly text: string | undefined;
}

/** The most octets that the fragment holds: browsers and messengers cut long addresses. */
export const MAX_FRAGMENT_OCTETS = 4096;

/** The greatest limit of a message: that of a length. */
const MAX_LIMIT = 2 ** 32 - 1;

/** Returns the settings that the explorer begins with. */
export function defaultSettings({ frame, messageLimit }: ExplorerData): ExplorerSettings {
  return { type: frame, method: "none", parameter: 0, limit: messageLimit.value, role: "" };
}

function readCompression(text: string, { methods }: ExplorerData): Pick<ExplorerSettings, "method" | "parameter"> {
  const [method = "", parameter] = text.split("=");
  if (method === "none") return { method, parameter: 0 };
  const known = methods.find(({ name }) => name === method);
  const names = ["none", ...methods.map(({ name }) => name)].join(", ");
  if (known === undefined) throw new UsageError(`compression: expected one of ${names}, found ${JSON.stringify(method)}`);
  const value = parameter === undefined ? known.most : Number(parameter);
  if (Number.isInteger(value) && value >= known.least && value <= known.most) return { method, parameter: value };
  throw new UsageError(`compression: expected a parameter from ${known.least} to ${known.most} for ${method}, found ${parameter}`);
}

/** Parses a limit of a message. @throws {@link UsageError} */
export function parseLimit(text: string): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= MAX_LIMIT) return value;
  throw new UsageError(`limit: expected a whole number of octets up to ${MAX_LIMIT}, found ${JSON.stringify(text)}`);
}

function choice(name: string, text: string, known: readonly string[]): string {
  if (known.includes(text)) return text;
  throw new UsageError(`${name}: expected one of ${known.join(", ")}, found ${JSON.stringify(text)}`);
}

/**
 * Reads the fragment of an address, with or without `#`.
 *
 * @throws {@link UsageError} if a setting is not valid; it names the setting
 */
export function readFragment(fragment: string, data: ExplorerData): ExplorerAddress {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const settings = defaultSettings(data);
  return {
    text: given.get("hex") ?? undefined,
    settings: {
      type: choice("type", given.get("type") ?? settings.type, [data.frame, data.integer]),
      ...readCompression(given.get("compression") ?? settings.method, data),
      limit: given.has("limit") ? parseLimit(given.get("limit") ?? "") : settings.limit,
      role: choice("role", given.get("role") ?? settings.role, ["", ...data.machine.roles]),
    },
  };
}

/** Returns the fragment of the settings, without those that have their defaults; without octets if there are too many. */
export function writeFragment({ type, method, parameter, limit, role }: ExplorerSettings, octets: Uint8Array, data: ExplorerData): string {
  const usual = defaultSettings(data);
  const parts = [
    ...(octets.length > MAX_FRAGMENT_OCTETS ? [] : [`hex=${toHex(octets)}`]),
    ...(type === usual.type ? [] : [`type=${type}`]),
    ...(method === usual.method ? [] : [`compression=${method}=${parameter}`]),
    ...(limit === usual.limit ? [] : [`limit=${limit}`]),
    ...(role === usual.role ? [] : [`role=${role}`]),
  ];
  return `#${parts.join("&")}`;
}
