/**
 * The commands of `ws2`: names and summaries at once, code on demand.
 *
 * @module
 */
import type { CommandEntry } from "./command-entry.ts";
import { draftCommands } from "./draft/commands.ts";

/** The commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: "serve",
    summary: "run a server: an echo, a chat, or a module of your own",
    load: async () => (await import("./serve.ts")).serveCommand,
  },
  {
    name: "connect",
    summary: "open a connection, send lines and print messages",
    load: async () => (await import("./connect.ts")).connectCommand,
  },
  {
    name: "paths",
    summary: "check what the intermediaries on the path to a URL do to WebSocket2",
    load: async () => (await import("./paths.ts")).pathsCommand,
  },
  {
    name: "decode",
    summary: "show octets field by field, and mark a fault",
    load: async (model) => (await import("./frames/decode.ts")).decodeCommand(await model()),
  },
  {
    name: "encode",
    summary: "encode frames, written as words or JSON",
    load: async () => (await import("./frames/encode.ts")).encodeCommand,
  },
  {
    name: "source",
    summary: "print the code that reads and writes a frame",
    load: async (model) => (await import("./source.ts")).sourceCommand(await model()),
  },
  {
    name: "adapter",
    summary: "answer the requests of ws2 vectors run: JSON lines in, JSON lines out",
    load: async () => (await import("./adapter.ts")).adapterCommand,
  },
  {
    name: "vectors run",
    summary: "test an implementation with the interop vectors",
    load: async (model) => (await import("./vectors/run.ts")).vectorsRunCommand(await model()),
  },
  {
    name: "vectors list",
    summary: "list the interop vectors with their expected results",
    load: async (model) => (await import("./vectors/list.ts")).vectorsListCommand(await model()),
  },
  {
    name: "vectors show",
    summary: "show a case, its octets, and the requirements that it checks",
    load: async (model) => (await import("./vectors/show.ts")).vectorsShowCommand(await model()),
  },
  {
    name: "vectors diff",
    summary: "compare two revisions of the vectors",
    load: async () => (await import("./vectors/diff.ts")).vectorsDiffCommand,
  },
  {
    name: "conformance server",
    summary: "test a live server, case by case",
    load: async (model) => (await import("./conformance/server.ts")).conformanceServerCommand(await model()),
  },
  {
    name: "conformance client",
    summary: "test a live client, case by case",
    load: async (model) => (await import("./conformance/client.ts")).conformanceClientCommand(await model()),
  },
  {
    name: "completion",
    summary: "print a script that completes command lines in bash, zsh or fish",
    load: async (model) => (await import("./completion.ts")).completionCommand(commands, model),
  },
  {
    name: "report merge",
    summary: "make one matrix of several reports",
    load: async () => (await import("./report/merge.ts")).reportMergeCommand,
  },
  ...draftCommands,
];
