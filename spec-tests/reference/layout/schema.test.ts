import test from "ava";
import type { z } from "zod";

import {
  ascii,
  asciiCode,
  bigUint,
  code,
  compile,
  counted,
  flag,
  nested,
  octets,
  repeated,
  rest,
  uint,
  utf8,
  type ValueOf,
} from "../../../reference/layout/index.ts";
import { type CompressionMethod, frame, type Frame } from "../../../reference/schema/index.ts";
import { doc, flagged, kinds, letters, octet, openKinds, openLetters, thing } from "./support.ts";

/** `true` if two types are the same; otherwise both types, so that the compiler's message shows them. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : { readonly found: A; readonly expected: B };

/** Compiles only if all types are the same. */
function typesAgree<T extends true>(...agree: T[]): void {
  void agree;
}

const everything = thing()
  .field("number", uint(16), doc)
  .field("big", bigUint(64), doc)
  .field("kind", code(8, kinds), doc)
  .field("openKind", code(8, openKinds), doc)
  .field("letters", asciiCode(2, letters), doc)
  .field("openLetters", asciiCode(2, openLetters), doc)
  .omittable("way", code(8, kinds, { omit: "low" }), doc)
  .field("set", flag(), doc)
  .reserved("pad", 7, doc)
  .when("set", true, "only", octets(2), doc)
  .size("size", uint(8), {}, doc)
  .field("plain", ascii(counted("size")), doc)
  .count("count", uint(8), {}, doc)
  .field("items", repeated(octet, counted("count")), doc)
  .field("inner", nested(octet), doc)
  .trailing("more", (group) => group.field("status", uint(16), doc).field("text", utf8(rest), doc));

interface Always {
  readonly number: number;
  readonly big: bigint;
  readonly kind: "low" | "high";
  readonly openKind: "low" | "high" | number;
  readonly letters: "AB";
  readonly openLetters: "AB" | "last" | (string & {});
  readonly way?: "high";
  readonly set: boolean;
  readonly only?: Uint8Array;
  readonly plain: string;
  readonly items: readonly { readonly value: number }[];
  readonly inner: { readonly value: number };
}

type Flat<T> = T extends unknown ? { [P in keyof T]: T[P] } : never;

test("infers the type of a value", (t) => {
  type Value = ValueOf<typeof everything>;
  typesAgree<
    Same<
      Value,
      | Flat<Always & { readonly status?: undefined; readonly text?: undefined }>
      | Flat<Always & { readonly status: number; readonly text: string }>
    >
  >(true);
  typesAgree<Same<Value, z.output<typeof everything.schema>>>(true);
  t.pass();
});

test("infers a union that the code of a variant discriminates", (t) => {
  typesAgree<Same<Extract<Frame, { type: "binary"; compression?: undefined }>["bytes"], Uint8Array>>(true);
  typesAgree<Same<Extract<Frame, { compression: CompressionMethod }>["type"], "text" | "binary">>(true);
  typesAgree<Same<Extract<Frame, { type: "ping" }>["kind"], "ping" | "pong">>(true);
  typesAgree<Same<Frame["type"], "text" | "binary" | "error" | "ping">>(true);
  t.pass();
});

test("refuses unknown names and values by type", (t) => {
  // @ts-expect-error -- there is no earlier field of this name
  t.throws(() => thing().when("set", true, "a", uint(8), doc));
  // @ts-expect-error -- a flag is never a text
  t.throws(() => flagged().when("set", "yes", "a", uint(8), doc));
  // @ts-expect-error -- a case is missing
  t.throws(() => thing().field("kind", code(8, kinds), doc).variant("body", "kind", { low: octet }, doc));
  // @ts-expect-error -- no description and no citation
  t.notThrows(() => thing().field("a", uint(8), { title: "A" }));
  // @ts-expect-error -- the registry has no such name
  t.notThrows(() => code(8, kinds, { omit: "middle" }));
});

const value: ValueOf<typeof everything> = {
  number: 1,
  big: 2n ** 60n,
  kind: "high",
  openKind: 7,
  letters: "AB",
  openLetters: "last",
  way: "high",
  set: true,
  only: Uint8Array.of(1, 2),
  plain: "abc",
  items: [{ value: 1 }, { value: 2 }],
  inner: { value: 3 },
  status: 4,
  text: "é",
};

/** A value without some properties. */
const without = (...names: string[]): object => Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

test("accepts the values that the codec encodes and decodes", (t) => {
  const codec = compile(everything);
  for (const each of [value, { ...without("only", "way"), set: false, openKind: "low" }, without("status", "text")] as (typeof value)[]) {
    const decoded = codec.decode(codec.encode(each));
    t.true(decoded.ok);
    t.deepEqual(everything.schema.parse(decoded.ok ? decoded.value : {}), each);
  }
});

test("refuses properties that are not fields of the value, such as derived and reserved fields", (t) => {
  for (const more of [{ other: 1 }, { size: 3 }, { count: 2 }, { pad: 0 }]) {
    t.false(everything.schema.safeParse({ ...value, ...more }).success);
  }
  t.false(octet.schema.safeParse({ value: 1, other: 2 }).success);
});

test("refuses a part of a group and a missing field", (t) => {
  for (const name of ["status", "text", "number", "items"]) t.false(everything.schema.safeParse(without(name)).success, name);
});

test("accepts undefined for an absent property, like the types and the codec", (t) => {
  const none = { ...without("only", "way"), way: undefined, set: false, status: undefined, text: undefined } as unknown as typeof value;
  t.true(everything.schema.safeParse(none).success);
  t.notThrows(() => compile(everything).encode(none));
  const plain: Frame = { type: "text", compression: undefined, text: "" };
  t.true(frame.schema.safeParse(plain).success);
  t.deepEqual(compile(frame).encode(plain), Uint8Array.of(1, 0));
});

test("carries title and descriptions", (t) => {
  t.like(everything.schema.meta(), { title: "Thing", description: "For a test." });
  t.is((octet.schema as unknown as z.ZodObject).shape["value"]?.meta()?.description, "For a test.");
});

test("does not change a struct to which fields are added", (t) => {
  const more = octet.field("other", uint(8), doc);
  t.deepEqual(octet.model.fields.map(({ name }) => name), ["value"]);
  t.deepEqual(more.model.fields.map(({ name }) => name), ["value", "other"]);
  t.true(octet.schema.safeParse({ value: 1 }).success);
});
