/**
 * The categories of the exports on the pages of modules, by the source file of an export.
 *
 * @module
 */

/** A category of exports. */
export interface ApiCategory {
  readonly title: string;
  /** One sentence, shown below the title. */
  readonly text: string;
  /** Files and folders of `reference/`; of those that contain a file, the longest counts. */
  readonly paths: readonly string[];
}

/** All categories, in the order of the pages. */
export const categories: readonly ApiCategory[] = [
  {
    title: "Client",
    text: "Opens connections: HTTP/2 connections that are shared, proxies, redirections, credentials.",
    paths: ["http2/client"],
  },
  {
    title: "Server",
    text: "Accepts connections on servers of `node:http2` and `node:http`.",
    paths: ["http2/server", "http2/stream/session-options.ts"],
  },
  {
    title: "Connection",
    text: "The connection that clients and servers use, its options and its statistics.",
    paths: ["http2/api", "connection/reports"],
  },
  {
    title: "Messages",
    text: "What can be sent and received, and messages for many connections.",
    paths: ["http2/api/message-data.ts", "http2/api/prepare-message.ts", "connection/message.ts", "connection/prepared-message.ts"],
  },
  {
    title: "WebSocket Class",
    text: "The interface `WebSocket` of browsers.",
    paths: ["websocket.ts", "websocket"],
  },
  {
    title: "Limits",
    text: "Sizes, times and counts that bound what a peer can cost.",
    paths: ["wire/generated/limits.ts", "schema/limits.ts", "layout/limits.ts", "connection/limits"],
  },
  {
    title: "Errors",
    text: "What is thrown, and the faults of a peer, which are returned.",
    paths: ["http2/api/errors.ts", "layout/errors.ts"],
  },
  {
    title: "Diagnostics",
    text: "Openings, frames and closes on channels of `node:diagnostics_channel`.",
    paths: ["http2/diagnostics"],
  },
  {
    title: "Compression",
    text: "The methods lz4 and deflate, and the selection of the messages to compress.",
    paths: ["compression", "schema/headers/compression.ts", "wire/handshake/compression.ts"],
  },
  {
    title: "Cores",
    text: "One end of a connection without I/O: the transition table of the draft.",
    paths: ["node-cores.ts", "connection", "bytes"],
  },
  {
    title: "Frames",
    text: "Frames and their octets.",
    paths: ["wire", "schema/frames", "schema/varsize.ts", "schema/stream.ts"],
  },
  {
    title: "Handshake",
    text: "Requests, replies and their checks, as functions of header sections.",
    paths: ["wire/handshake", "schema/headers"],
  },
  { title: "Registries", text: "Codes with names.", paths: ["schema/registries.ts", "layout/registry.ts", "layout/code.ts"] },
  { title: "States", text: "States, events, guards and actions, and the transitions.", paths: ["schema/states", "layout/machine"] },
  { title: "Structs", text: "Structs and the types of their fields.", paths: ["layout"] },
  {
    title: "HTTP Fields",
    text: "Header fields and the types of their structured values.",
    paths: ["layout/http-field.ts", "layout/structured-field.ts"],
  },
  {
    title: "Codecs",
    text: "Readers and writers of structs, compiled at run time or before.",
    paths: ["layout/compile", "layout/runtime", "layout/plain.ts"],
  },
  {
    title: "Model",
    text: "A protocol as plain data, for generators.",
    paths: ["layout/describe.ts", "layout/model.ts", "layout/model", "schema/index.ts"],
  },
];

const contains = (path: string, file: string): boolean => file === path || file.startsWith(`${path}/`);

/**
 * Returns the category of an export.
 *
 * @param file - its source file, relative to `reference/`
 * @returns `undefined` if no category has the file
 */
export function categoryOf(file: string): ApiCategory | undefined {
  const found = categories.flatMap((category) =>
    category.paths.filter((path) => contains(path, file)).map((path) => ({ category, path })),
  );
  return found.sort((one, other) => other.path.length - one.path.length)[0]?.category;
}
