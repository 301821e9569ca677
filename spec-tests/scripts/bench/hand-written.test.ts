import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import { plainOctets, toPlain } from "../../../reference/layout/index.ts";
import { limit } from "../../../reference/schema/index.ts";
import { PushDecoder } from "../../../reference/wire/index.ts";
import { handWrittenReader } from "../../../scripts/bench/hand-written.ts";

const ROOT = "spec-tests/vectors";

interface Case {
  readonly id: string;
  readonly result: string;
  readonly flags?: readonly string[];
  readonly wire?: unknown;
  readonly steps?: readonly { readonly feed: unknown }[];
  readonly frames?: readonly unknown[];
  readonly errors?: readonly string[];
}

interface Group {
  readonly op: string;
  readonly config?: { readonly compression?: string | Record<string, number>; readonly limit?: number };
  readonly cases: readonly Case[];
}

const groups = ["hand", "generated"]
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
  .flatMap((path) => (JSON.parse(readFileSync(path, "utf8")) as { readonly groups: readonly Group[] }).groups)
  .filter((group) => group.op === "decode")
  // A reader decodes frame by frame; the end of the stream after an error frame is a rule of its caller.
  .map((group) => ({ ...group, cases: group.cases.filter(({ flags }) => flags?.includes("BehindError") !== true) }));

function decoderFor({ config }: Group) {
  const method = typeof config?.compression === "object" ? Object.keys(config.compression)[0] : config?.compression;
  return new PushDecoder(handWrittenReader(config?.limit ?? limit.value("message"), method));
}

/** Writes repeated octets out, so that expected frames compare with decoded ones. */
const expanded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, each: unknown) =>
    isRepeat(each) ? Buffer.from(plainOctets(each)).toString("hex") : each,
  ) as unknown;

const isRepeat = (value: unknown): boolean => typeof value === "object" && value !== null && "repeat" in value;

test("the hand-written reader passes every decode vector, so that the benchmark compares equals", (t) => {
  t.true(groups.length > 0);
  for (const group of groups) {
    for (const { id, wire, steps, frames, errors, result } of group.cases) {
      const decoder = decoderFor(group);
      const feeds = steps?.map(({ feed }) => feed) ?? [wire];
      const seen = feeds.flatMap((feed) => decoder.push(plainOctets(feed)));
      if (result === "invalid") t.true(errors?.includes(decoder.fault?.code ?? "none"), id);
      else t.is(decoder.fault, undefined, id);
      if (frames !== undefined) t.deepEqual(seen.map(toPlain), expanded(frames), id);
    }
  }
});
