/**
 * The parts of the site, in the order of the menu.
 *
 * @module
 */

/** A part of the site. */
export interface SitePart {
  /** The path of its first page from the root of the site. */
  readonly path: string;
  /** The word in the menu. */
  readonly name: string;
  /** What a reader finds there, in one sentence. */
  readonly summary: string;
}

/** All parts. */
export const siteParts: readonly SitePart[] = [
  {
    path: "draft/index.html",
    name: "Drafts",
    summary: "The specification, its companion about intermediaries, and what changed since -00.",
  },
  {
    path: "explorer/index.html",
    name: "Explorer",
    summary: "Paste octets or a header section and see each field and check, or step a connection through its states.",
  },
  {
    path: "vectors/index.html",
    name: "Vectors",
    summary: "Octets, header sections and sessions, each with its expected result, field by field.",
  },
  {
    path: "requirements/index.html",
    name: "Requirements",
    summary: "Each statement of the specification, with what checks it and which implementations pass.",
  },
  {
    path: "states/index.html",
    name: "States",
    summary: "What an endpoint does on each event, drawn and as tables, with what checks each transition.",
  },
  {
    path: "interop/index.html",
    name: "Interop",
    summary: "Implementations and runtimes on the same vectors and live cases, and how to add yours.",
  },
  {
    path: "intermediaries/index.html",
    name: "Intermediaries",
    summary: "Real proxies on the path: which work unchanged, and which setting the others need.",
  },
  {
    path: "benchmarks/index.html",
    name: "Benchmarks",
    summary: "Speed and memory next to ws, to framing by hand, and to others, each figure with its spread.",
  },
  { path: "api/index.html", name: "API", summary: "The reference implementation for its users." },
  { path: "downloads/index.html", name: "Downloads", summary: "Vectors, registries, dissector, package, and how to cite them." },
];
