/**
 * Counts what the project has and what was measured, each with the committed file that proves it.
 *
 * @module
 */
import { coverageKind } from "../author/requirements/print.ts";
import { spreadText } from "../bench/presentation/figure-text.ts";
import { tableRows } from "../bench/presentation/headlines.ts";
import type { BenchFigure } from "../bench/report-schema.ts";
import type { WorksWith } from "../interop/matrix/works-with.ts";
import { carriesConnection } from "../interop/intermediaries/matrix/report.ts";
import { groupBySize } from "./count.ts";
import { dataPaths, type ProjectData } from "./project-data.ts";

/** A fact about the project, for pages. */
export interface ProjectFact {
  readonly id: string;
  /** The subject: `Interop vectors`. */
  readonly title: string;
  /** The figure: `2,555`. */
  readonly value: string;
  /** What the figure counts, or its unit: `vectors`. */
  readonly unit: string;
  /** The parts of the figure and its limits, a sentence or two in plain text. */
  readonly detail: string;
  /** The committed file with the figures, relative to the repository. */
  readonly source: string;
}

const counted = (value: number): string => value.toLocaleString("en");

const times = (value: number): string => value.toFixed(1);

/** Returns `3 in C`, `1 in C and 2 in Go`. */
const listed = (words: readonly string[]): string => words.join(", ").replace(/, ([^,]*)$/, " and $1");

function vectorsFact({ suites }: ProjectData): ProjectFact {
  const cases = suites.flatMap(({ suite }) => suite.groups.flatMap((group) => group.cases.map(() => suite.suite)));
  const parts = groupBySize(cases).map(([suite, size]) => `${suite} ${counted(size)}`);
  return {
    id: "vectors",
    title: "Interop vectors",
    value: counted(cases.length),
    unit: "vectors",
    detail: `By suite: ${parts.join(", ")}.`,
    source: dataPaths.vectors,
  };
}

function liveCasesFact({ interop }: ProjectData): ProjectFact {
  const most = (by: string): number => Math.max(0, ...interop.peers.filter((peer) => peer.by === by).map(({ cases }) => cases));
  const [server, client] = [most("server"), most("client")];
  return {
    id: "live-cases",
    title: "Conformance cases for live peers",
    value: counted(server + client),
    unit: "live cases",
    detail: `${counted(server)} for servers and ${counted(client)} for clients, over HTTP/2.`,
    source: dataPaths.interop,
  };
}

function implementationsFact({ interop: { peers, date } }: ProjectData): ProjectFact {
  const languages = groupBySize([...new Map(peers.map(({ name, language }) => [name, language])).values()]);
  const failures = peers.reduce((sum, { fail }) => sum + fail, 0);
  const left = peers.reduce((sum, peer) => sum + peer.left, 0);
  const of = languages.map(([language, size]) => `${size} in ${language}`);
  return {
    id: "implementations",
    title: "Implementations that were tested",
    value: counted(languages.reduce((sum, [, size]) => sum + size, 0)),
    unit: "implementations",
    detail: `${listed(of)}; on ${date}, ${counted(failures)} cases failed, and ${counted(left)} were left out as unsupported.`,
    source: dataPaths.interop,
  };
}

/** Returns the cases that fail on a runtime, in words. */
function failuresText({ runtimes }: WorksWith): string {
  const failed = runtimes.map(({ title, vectors, server, client }) => {
    return { title, fail: vectors.fail + (server?.fail ?? 0) + (client?.fail ?? 0) };
  });
  const some = failed.filter(({ fail }) => fail > 0).map(({ title, fail }) => `${fail} cases fail on ${title}`);
  return some.length === 0 ? "" : ` ${listed(some).replace(/^./, (letter) => letter.toUpperCase())}.`;
}

function runtimesFact({ interop: { worksWith } }: ProjectData): ProjectFact {
  const packages = worksWith.packages.map(({ title }) => title);
  const runtimes = worksWith.runtimes.map(({ title, version }) => `${title} ${version.split(".")[0] ?? ""}`);
  return {
    id: "runtimes",
    title: "Runtimes and packages with which the reference implementation works",
    value: counted(worksWith.runtimes.length),
    unit: "runtimes",
    detail: `${listed(runtimes)}, with ${listed(packages)}.${failuresText(worksWith)}`,
    source: dataPaths.interop,
  };
}

function pathsFact({ intermediaries: { paths, proxies, date } }: ProjectData): ProjectFact {
  const through = paths.filter(({ hops }) => hops.length > 0);
  const asked = through.filter(({ answers }) => answers["opens"] !== undefined);
  const open = asked.filter(carriesConnection);
  return {
    id: "paths",
    title: "Paths through real proxies",
    value: counted(through.length),
    unit: `paths through ${counted(proxies.length)} proxies`,
    detail:
      `A connection opens and is confirmed on ${counted(open.length)} of the ${counted(asked.length)} paths to an origin server ` +
      `(${date}); the client detects each other one. Proxies: ${listed(proxies.map(({ title }) => title))}.`,
    source: dataPaths.intermediaries,
  };
}

function requirementsFact({ requirements }: ProjectData): ProjectFact {
  const kinds = requirements.map(coverageKind);
  const of = (kind: string): number => kinds.filter((each) => each === kind).length;
  const checked = of("vector") + of("case") + of("test");
  return {
    id: "requirements",
    title: "Requirements of the draft with an executable check",
    value: counted(checked),
    unit: `of ${counted(requirements.length)} requirements checked`,
    detail:
      `${counted(of("vector"))} by vectors, ${counted(of("case"))} by live cases alone, ${counted(of("test"))} by tests alone. ` +
      `The other ${counted(requirements.length - checked)} have a written reason.`,
    source: dataPaths.vectors,
  };
}

/** Returns the figures with a target. */
function figuresOf({ benchmarks }: ProjectData, target: string): BenchFigure[] {
  const rows = benchmarks.sections.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
  return rows.flatMap(({ figures }) => Object.values(figures)).filter((figure) => figure.target === target);
}

/** Returns the greatest spread, in percent. */
const greatestSpread = (figures: readonly BenchFigure[]): number => Math.round(100 * Math.max(...figures.map(({ spread = 0 }) => spread)));

/** Returns a range of ratios: `1.6 to 9.9`. */
function ratioRange(figures: readonly BenchFigure[]): string {
  const values = figures.map(({ value }) => value);
  return `${times(Math.min(...values))} to ${times(Math.max(...values))}`;
}

const ratio = (figure: BenchFigure, of: string): string => `${figure.value.toFixed(2)} times ${of} (${spreadText(figure)})`;

/** Returns where a connection costs more than one of ws: opening it, and one message at a time. */
function slowerText({ benchmarks }: ProjectData): string {
  const opening = tableRows(benchmarks, "opening")[0]?.figures["rate-ws"];
  const single = tableRows(benchmarks, "ping-pong-single")[0]?.figures["p50-ws"];
  const parts = [
    opening === undefined ? [] : [`connections open at ${ratio(opening, "its rate")}`],
    single === undefined ? [] : [`one message at a time takes ${ratio(single, "its time")}`],
  ].flat();
  return parts.length === 0 ? "" : ` Beside ws, ${listed(parts)}.`;
}

function speedFacts(data: ProjectData): ProjectFact[] {
  const { versions, machine, date } = data.benchmarks;
  const [ws, rfc8441] = [figuresOf(data, "echo-rate-ws"), figuresOf(data, "echo-rate-rfc8441")];
  if (ws.length === 0 || rfc8441.length === 0) return [];
  return [
    {
      id: "speed",
      title: "Echoes next to ws",
      value: ratioRange(ws),
      unit: "times the messages per second of ws",
      detail:
        `Echoes of 125 octets to 1 MiB, many under way (spread at most ±${greatestSpread(ws)} %), and ${ratioRange(rfc8441)} times ` +
        `those of ws over RFC 8441.${slowerText(data)} Node.js ${versions.node}, ws ${versions.ws}, ${machine.cores} cores, ${date}.`,
      source: dataPaths.benchmarks,
    },
  ];
}

function memoryFacts({ benchmarks }: ProjectData): ProjectFact[] {
  const rows = benchmarks.sections.flatMap(({ tables }) => tables.filter(({ id }) => id === "idle").flatMap((table) => table.rows));
  const of = (label: string): number | undefined => rows.find((row) => row.label === label)?.figures["marginal"]?.value;
  const [own, ws] = [of("WebSocket2"), of("`ws`")];
  if (own === undefined || ws === undefined) return [];
  const kib = (octets: number): string => times(octets / 1024);
  return [
    {
      id: "memory",
      title: "Memory of an idle connection",
      value: kib(own),
      unit: "KiB of JavaScript memory an idle connection",
      detail: `A connection of ws takes ${kib(ws)} KiB (Node.js ${benchmarks.versions.node}, ${benchmarks.date}).`,
      source: dataPaths.benchmarks,
    },
  ];
}

/** Returns the facts in the order of pages. A benchmark that was not measured has none. */
export function projectFacts(data: ProjectData): ProjectFact[] {
  return [
    vectorsFact(data),
    liveCasesFact(data),
    requirementsFact(data),
    implementationsFact(data),
    runtimesFact(data),
    pathsFact(data),
    ...speedFacts(data),
    ...memoryFacts(data),
  ];
}
