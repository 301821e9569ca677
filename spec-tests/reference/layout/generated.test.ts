import test, { type ExecutionContext } from "ava";
import fc from "fast-check";

import { type Codec, compile, compileElement, describe, fromPlain, type Model, toHex, toPlain } from "../../../reference/layout/index.ts";
import { comparable } from "../../other-protocols/support.ts";
import { octetsOfBits, sumOf } from "./generated/oracle.ts";
import type { Sample } from "./generated/parts.ts";
import { anyStruct, type Made } from "./generated/structs.ts";

/** Arbitrary layouts, each with values. */
const layout = anyStruct.chain((made) =>
  fc
    .array(made.sample, { minLength: 3, maxLength: 3 })
    .map((samples) => ({ made, samples, toString: () => JSON.stringify(made.struct.model) })),
);

const functions = { sumOf };
const RUNS = { seed: 20260201, numRuns: 100, endOnFailure: true };

/** Runs a check for every value of generated layouts. */
function everywhere(
  t: ExecutionContext,
  check: (codec: Codec<object>, sample: Sample, octets: Uint8Array, made: Made) => void,
  runs = RUNS,
): void {
  fc.assert(
    fc.property(layout, ({ made, samples }) => {
      const codec = compile(made.struct, { functions });
      for (const sample of samples) check(codec, sample, octetsOfBits(sample.bits), made);
    }),
    runs,
  );
  t.pass();
}

/** Throws if two values differ. AVA would record every comparison. */
function same(found: unknown, wanted: unknown): void {
  const [a, b] = [found, wanted].map((each) => JSON.stringify(sorted(toPlain(each))));
  if (a !== b) throw new Error(`found ${a}, wanted ${b}`);
}

/** Returns a value with sorted properties. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
}

test("encodes values of generated layouts to the octets of the oracle", (t) => {
  everywhere(t, (codec, { value }, octets) => same(codec.encode(value), octets));
});

test("decodes the octets of the oracle to values that schema and codec agree on", (t) => {
  everywhere(t, (codec, { value }, octets, { struct }) => {
    const decoded = codec.decode(octets);
    same(decoded, { ok: true, value });
    if (decoded.ok) same(struct.schema.parse(decoded.value), value);
  });
});

test("traces fields that add up to all bits in order", (t) => {
  everywhere(t, (codec, { value }, octets) => {
    const { fields, result } = codec.trace(octets);
    same(result, { ok: true, value });
    let at = 0;
    for (const { bit, bits } of fields) {
      same(bit, at);
      at += bits;
    }
    same(at, octets.length * 8);
  });
});

test("contains the size of every value in the sizes of the model", (t) => {
  everywhere(t, ({ model }, _, octets) => {
    const sizes = model.kind === "struct" ? model.sizes : [];
    same(sizes.some(([least, most]) => octets.length >= least && (most === null || octets.length <= most)), true);
  });
});

test("codes the same octets from a model that was written as JSON and read again", (t) => {
  everywhere(
    t,
    (codec, { value }, octets, { struct }) => {
      const model = JSON.parse(JSON.stringify(describe("Generated", [struct]))) as Model;
      const again = compileElement(model, struct.model.id, { functions });
      same(again.model, codec.model);
      same(again.encode(value), octets);
      same(again.decode(octets), { ok: true, value });
    },
    { ...RUNS, numRuns: 60 },
  );
});

test("takes values through plain form and JSON without loss", (t) => {
  everywhere(t, (codec, { value }, octets, { struct }) => {
    same(codec.encode(fromPlain(struct.model, JSON.parse(JSON.stringify(toPlain(value)))) as object), octets);
  });
});

test("needs, for each strict prefix, at least one octet and at most the missing octets", (t) => {
  everywhere(t, (codec, _, octets, { delimited }) => {
    for (let length = 0; length < octets.length; length += length < 40 ? 1 : 37) {
      const result = codec.decode(octets.subarray(0, length));
      if (!result.ok && result.needs !== undefined) same(result.needs >= 1 && (!delimited || result.needs <= octets.length - length), true);
      else if (delimited) throw new Error(`${length} of ${octets.length} octets: ${JSON.stringify(result)}`);
    }
  });
});

test("ends after it gets the octets that it needs", (t) => {
  everywhere(t, (codec, { value }, octets, { delimited }) => {
    if (!delimited) return;
    let result = codec.decode(octets.subarray(0, 0));
    for (let length = 0; !result.ok && result.needs !== undefined; ) {
      length += result.needs;
      result = codec.decode(octets.subarray(0, length));
    }
    same(result, { ok: true, value });
  });
});

/** Changes of octets in one place. */
const damage = fc.record({ at: fc.nat(), to: fc.nat(255), cut: fc.nat(), how: fc.constantFrom("change", "cut", "add", "insert") });

function damaged(octets: Uint8Array, { at, to, cut, how }: { at: number; to: number; cut: number; how: string }): Uint8Array {
  const place = octets.length === 0 ? 0 : at % octets.length;
  if (how === "cut") return octets.subarray(0, cut % (octets.length + 1));
  if (how === "add") return Uint8Array.from([...octets, to]);
  if (how === "insert") return Uint8Array.from([...octets.subarray(0, place), to, ...octets.subarray(place)]);
  return octets.map((octet, index) => (index === place ? to : octet));
}

/** Checks the result of damaged octets: an accepted value encodes to the same octets, and an issue has its place. */
function checkResult(codec: Codec<object>, octets: Uint8Array): void {
  const result = codec.decode(octets);
  same(codec.trace(octets).result, result);
  if (result.ok) {
    same(codec.encode(result.value), octets);
  } else if (result.needs === undefined) {
    const { code, path, octet, bit, expected, found } = result.issue;
    same(
      [code, octet, octet <= octets.length, path === "", expected === "", typeof found],
      ["FAULT", Math.floor(bit / 8), true, false, false, "string"],
    );
  } else {
    same(Number.isSafeInteger(result.needs) && result.needs >= 1, true);
  }
}

test("does not throw on damaged and random octets, and accepts only octets that it would send", (t) => {
  const input = layout.chain((each) =>
    fc.tuple(fc.constant(each), fc.array(damage, { minLength: 12, maxLength: 12 }), fc.uint8Array({ maxLength: 40 })),
  );
  fc.assert(
    fc.property(input, ([{ made, samples }, damages, random]) => {
      const codec = compile(made.struct, { functions });
      checkResult(codec, random);
      for (const [index, each] of damages.entries()) {
        checkResult(codec, damaged(octetsOfBits((samples[index % samples.length] as Sample).bits), each));
      }
    }),
    RUNS,
  );
  t.pass();
});

test("reports a difference", (t) => {
  t.throws(() => same(comparable({ octets: toHex(Uint8Array.of(1)) }), comparable({ octets: "02" })), { message: /found/ });
});
