import { readFileSync } from "node:fs";

import { fromPlain, plainOctets, toHex } from "../../reference/layout/index.ts";
import { frame, limit } from "../../reference/schema/index.ts";
import { frameText, type PortableCase } from "./check-frames.ts";

interface FrameVectorCase {
  readonly id: string;
  readonly result: "valid" | "invalid" | "incomplete" | "acceptable";
  readonly wire?: unknown;
  readonly steps?: readonly { readonly feed: unknown; readonly emit?: readonly unknown[] }[];
  readonly frames?: readonly unknown[];
  readonly errors?: readonly string[];
  readonly encode?: string;
}

interface FrameVectorGroup {
  readonly op: "decode" | "encode";
  readonly config: { readonly compression: "none" | Readonly<Record<string, number>>; readonly limit?: number };
  readonly cases: readonly FrameVectorCase[];
}

const plainFrame = (value: unknown): string => frameText(fromPlain(frame.model, value) as object);

function portable({ op, config }: FrameVectorGroup, each: FrameVectorCase): PortableCase {
  const compression = typeof config.compression === "string" ? config.compression : Object.keys(config.compression)[0];
  const frames = each.frames ?? each.steps?.flatMap(({ emit = [] }) => emit);
  return {
    id: each.id,
    op,
    compression: compression as PortableCase["compression"],
    message: config.limit ?? limit.value("message"),
    feeds: (each.steps ?? [{ feed: each.wire }]).map(({ feed }) => toHex(plainOctets(feed))),
    ...(frames === undefined ? {} : { frames: frames.map(plainFrame) }),
    complete: each.result === "valid" || each.result === "acceptable",
    errors: each.errors ?? [],
    exact: each.encode === "exact",
  };
}

/** Returns all vectors of frames. */
export function frameCases(): PortableCase[] {
  return ["hand", "generated"].flatMap((folder) => {
    const { groups } = JSON.parse(readFileSync(`spec-tests/vectors/${folder}/frame.json`, "utf8")) as { groups: FrameVectorGroup[] };
    return groups.flatMap((group) => group.cases.map((each) => portable(group, each)));
  });
}
