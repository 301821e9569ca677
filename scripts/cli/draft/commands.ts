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
    name: "draft pdf",
    summary: "compile drafts to RFCXML, text, HTML and PDF",
    load: async () => (await import("./pdf.ts")).draftPdfCommand,
  },
  {
    name: "draft lint",
    summary: "check the prose of drafts",
    load: async () => (await import("./lint.ts")).draftLintCommand,
  },
  {
    name: "draft idnits",
    summary: "run idnits on drafts, with waivers",
    load: async () => (await import("./idnits.ts")).draftIdnitsCommand,
  },
  {
    name: "draft number",
    summary: "add the next free requirement identifiers",
    load: async () => (await import("./number.ts")).draftNumberCommand,
  },
  {
    name: "draft requirements",
    summary: "list the requirements, with the tests that name them",
    load: async () => (await import("./requirements.ts")).draftRequirementsCommand,
  },
  {
    name: "draft pages",
    summary: "count the pages of each section",
    load: async () => (await import("./pages.ts")).draftPagesCommand,
  },
  {
    name: "draft diff",
    summary: "compare a draft with an older revision",
    load: async () => (await import("./diff.ts")).draftDiffCommand,
  },
  {
    name: "draft next",
    summary: "begin the next revision of a draft",
    load: async () => (await import("./next.ts")).draftNextCommand,
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
