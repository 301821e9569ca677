/**
 * The targets of the benchmark and their verdicts. Limits hold for medians of one run, with an even garbage collector.
 *
 * @module
 */
import * as nodeModule from "node:module";

import { meetsTarget, missedBy } from "./presentation/verdict.ts";
import type { BenchSectionReport, BenchTarget, BenchTargetResult } from "./report-schema.ts";

const target = (title: string, bound: "most" | "least", limit: number, unit: BenchTarget["unit"] = "ratio"): Omit<BenchTarget, "id"> => ({
  title,
  bound,
  limit,
  unit,
  lessSpread: false,
});

const codecTarget = (title: string, limit: number): Omit<BenchTarget, "id"> => ({ ...target(title, "least", limit), lessSpread: true });

/** The most that the start of a command may take, next to `node -e 0`. A compile cache saves a part of it. */
const START_LIMIT = "enableCompileCache" in nodeModule ? 3 : 4;

const KIB = 1024;

const definitions = {
  "echo-cpu-one": target("echo of 125 octets, 1 connection: CPU next to framing by hand", "most", 1.6),
  "echo-cpu-many": target("echo of 125 octets, 50 connections: CPU next to framing by hand", "most", 1.3),
  "echo-rate-many": target("echo of 125 octets, 50 connections: rate next to framing by hand", "least", 0.8),
  "echo-rate-long": target("echo of 16 KiB to 1 MiB: rate next to framing by hand", "least", 0.85),
  "echo-rate-ws": target("echo: rate next to `ws`", "least", 1),
  "echo-rate-rfc8441": target("echo: rate next to `ws` over RFC 8441", "least", 1),
  "broadcast-ws": target("broadcast: CPU of the server next to `ws`", "most", 1),
  "broadcast-prepared-ws": target("broadcast of a prepared message: CPU of the server next to `ws`", "most", 1),
  "broadcast-deflate": target("broadcast with deflate: CPU of the server next to `ws` with deflate", "most", 1),
  "broadcast-plain": target("broadcast: CPU of the server next to a plain stream", "most", 2.5),
  "idle-memory": target("idle connection: memory of JavaScript", "most", 3.6 * KIB, "octets"),
  "decode-hand": codecTarget("decoding: speed next to a decoder by hand", 0.9),
  "encode-binary": codecTarget("encoding of binary messages to 1 KiB: speed next to `ws`", 2.5),
  "encode-text": codecTarget("encoding of text messages to 1 KiB: speed next to `ws`", 2),
  growth: target("growth: exponent of the cost", "most", 1.15, "exponent"),
  "start-help": target("`ws2 --help`: time next to `node -e 0`", "most", START_LIMIT),
  "start-decode": target("`ws2 decode`: time next to `node -e 0`", "most", START_LIMIT),
  "build-xml": target("draft, Markdown to XML: time next to `node -e 0`", "most", 11),
  "build-html": target("draft, an edited paragraph to HTML: time next to `xml2rfc --html`", "most", 1.5),
};

/** The id of a target. */
export type TargetId = keyof typeof definitions;

/** All targets. */
export const benchTargets: readonly BenchTarget[] = Object.entries(definitions).map(([id, each]) => ({ id, ...each }));

/** Returns each target with its verdict over all figures of the sections. */
export function judgeTargets(sections: readonly BenchSectionReport[]): BenchTargetResult[] {
  return benchTargets.map((each) => {
    const found = sections.flatMap((section) =>
      section.tables.flatMap((table) =>
        table.rows.flatMap(({ label, figures }) =>
          Object.values(figures)
            .filter((figure) => figure.target === each.id)
            .map((figure) => ({ section: section.id, table: table.id, row: label, figure, missedBy: missedBy(each, figure) })),
        ),
      ),
    );
    const met = found.filter(({ figure }) => meetsTarget(each, figure)).length;
    const worst = found.sort((a, b) => b.missedBy - a.missedBy)[0];
    const verdict = worst === undefined ? "not measured" : met === found.length ? "met" : "missed";
    return { ...each, verdict, figures: found.length, met, ...(worst !== undefined && { worst }) };
  });
}
