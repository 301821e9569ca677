import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import test from "ava";

import type { ElementModel, StructModel } from "../../reference/layout/model.ts";
import { errorCode, websocket2 } from "../../reference/schema/index.ts";
import { checkRequest, type FieldLines } from "../../reference/wire/index.ts";
import { policyOfConfig, type VectorServerConfig } from "../../scripts/interop/format/server-policy.ts";
import { built } from "../draft/built.ts";
import { knownGaps } from "../known-gaps.ts";

const ROOT = "spec-tests/vectors";
const elements = Object.values(websocket2.elements);

/** Adds all keys and texts of a value. */
function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") {
    into.add(value);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      if (!Array.isArray(value)) into.add(key);
      collect(each, into);
    }
  }
}

interface Group {
  readonly op: string;
  readonly config?: { readonly role?: string };
  readonly cases: readonly { readonly fields?: unknown; readonly endStream?: boolean }[];
}

const groups = ["hand", "generated"]
  .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
  .flatMap((path) => (JSON.parse(readFileSync(path, "utf8")) as { groups: readonly Group[] }).groups);
const shown = new Set<string>();
collect(groups, shown);

/** A server's handshake case expects a status and a token; the reference gives the check and the fields of the response for it. */
for (const { config, cases } of groups.filter(({ op, config }) => op === "handshake" && config?.role === "server")) {
  for (const { fields, endStream = false } of cases) {
    const result = checkRequest(fields as FieldLines, { endStream, policy: policyOfConfig(config as VectorServerConfig) });
    if (!result.ok) shown.add(result.check);
    for (const [name] of result.reply) shown.add(name);
  }
}

/** Returns the parts of an element that vectors can show: the fields of a struct, the entries of a registry. */
function parts(element: ElementModel): readonly string[] {
  if (element.kind === "struct") return element.fields.filter((field) => field.role !== "variant").map((field) => field.name);
  if (element.kind === "registry") return element.entries.map((entry) => entry.name);
  return [];
}

/** Returns whether a vector shows a part. Ids of malformed cases name derived and reserved fields. */
const shownBySomeVector = (element: ElementModel, part: string): boolean =>
  shown.has(part) || (element.kind === "struct" && [...shown].some((text) => text.includes(`/${part}-`) || text === part));

const documented: readonly (readonly [string, { readonly description: string; readonly cite: string }])[] = elements.flatMap((element) => [
  [element.id, element] as const,
  ...(element.kind === "struct" ? element.fields.map((field) => [`${element.id}.${field.name}`, field] as const) : []),
  ...(element.kind === "limits" ? element.entries.map((entry) => [`${element.id}.${entry.name}`, entry] as const) : []),
  ...(element.kind === "registry"
    ? element.entries.map((entry) => [`${element.id}.${entry.name}`, { description: entry.meaning, cite: entry.cite }] as const)
    : []),
  ...(element.kind === "machine"
    ? [
      ...element.states,
      ...element.events,
      ...element.guards,
      ...element.actions,
    ].map((each) => [`${element.id}.${each.name}`, each] as const)
    : []),
]);

test("each element, field, entry, limit and state has a description", (t) => {
  t.deepEqual(documented.filter(([, { description }]) => description.trim().length < 8).map(([name]) => name), []);
});

test("each citation is an anchor of the built draft, or an RFC", (t) => {
  const xml = built("xml");
  const broken = documented.filter(([, { cite }]) =>
    (cite.startsWith("#") ? !xml.includes(`anchor="${cite.slice(1)}"`) : !/^RFC\d+(, Section [\d.]+)?$/.test(cite)));
  t.deepEqual(broken.map(([name, { cite }]) => `${name} ${cite}`), []);
});

test("each field, registry entry and header field is in a vector, except the known gaps", (t) => {
  const missing = elements.flatMap((element) =>
    parts(element).filter((part) => !shownBySomeVector(element, part)).map((part) => `${element.id}.${part}`));
  const fields = elements.filter((element) => element.kind === "http-field" && !shown.has(element.id)).map((element) => element.id);
  t.deepEqual([...missing, ...fields].sort(), Object.keys(knownGaps).sort());
});

test("each fault in the schema is a code of the registry of error codes", (t) => {
  const codes = new Set(errorCode.names as readonly string[]);
  const used = elements.flatMap((element) => {
    if (element.kind === "prefixed") return [element.fault];
    if (element.kind === "limits") return element.entries.flatMap((entry) => entry.fault ?? []);
    return element.kind === "struct"
      ? [element.fault, ...element.fields.flatMap((field) => field.constraints.map((constraint) => constraint.fault))]
      : [];
  });
  t.true(used.length > 0);
  t.deepEqual(used.filter((code) => !codes.has(code)), []);
});

test("the built text names each field of a struct", (t) => {
  const text = built("txt");
  const structs = elements.filter((element): element is StructModel => element.kind === "struct");
  const missing = structs.flatMap((struct) =>
    struct.fields.filter((field) => !text.includes(field.title)).map((field) => `${struct.id}.${field.name}`));
  t.deepEqual(missing, []);
});
