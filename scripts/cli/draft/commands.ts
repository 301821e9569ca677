/**
 * The commands of `ws2 draft`, for authors of Internet-Drafts: one file each.
 *
 * @module
 */
import type { CommandEntry } from "../command-entry.ts";

/** The commands, in the order of the help. */
export const draftCommands: readonly CommandEntry[] = [
  {
    name: "draft init",
    summary: "make a repository with a draft that builds",
    load: async () => (await import("./init.ts")).draftInitCommand,
  },
  {
    name: "draft build",
    summary: "compile drafts in Markdown to RFCXML, text and HTML",
    load: async () => (await import("./build.ts")).draftBuildCommand,
    skipsOptimization: true,
  },
  {
    name: "draft watch",
    summary: "build a draft after each change, and show it in a browser",
    load: async () => (await import("./watch.ts")).draftWatchCommand,
  },
  {
    name: "draft reference add",
    summary: "add works to the bibliography of a draft, from caches of xml2rfc",
    load: async () => (await import("./reference-add.ts")).draftReferenceAddCommand,
  },
  {
    name: "draft import",
    summary: "change a document of another dialect to a draft",
    load: async () => (await import("./import.ts")).draftImportCommand,
  },
];
