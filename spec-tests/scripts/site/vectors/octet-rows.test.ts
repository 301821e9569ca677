import test from "ava";

import { type Octets, parseOctets } from "../../../../scripts/interop/format/octets.ts";
import { allCases } from "../../../../scripts/interop/vectors/select-cases.ts";
import { type AnnotatedCase, annotateCase, octetsOfRow } from "../../../../scripts/site/vectors/octet-rows.ts";
import { octetTable } from "../../../../scripts/site/vectors/octet-table.ts";
import { once, siteInput } from "../rendered.ts";

const annotatedCases = once(async () => {
  const { suites, model } = await siteInput();
  return allCases(suites).flatMap((located) => {
    const annotated = annotateCase(located, model);
    return annotated === undefined ? [] : [{ located, annotated, table: () => octetTable(annotated, model, "Octets").text }];
  });
});

/** The digits of rows, with dots for octets that a row only counts. */
function shownDigits({ items, unread }: AnnotatedCase): string {
  const rows = [...items.flatMap((item) => item.rows), ...unread];
  const isShown = /^[0-9a-f]{2}( [0-9a-f]{2})*$/;
  return rows.map((row) => (isShown.test(row.hex) ? row.hex.replaceAll(" ", "") : "..".repeat(octetsOfRow(row)))).join("");
}

test("the octets of the rows are those of the case, in order, none left out", async (t) => {
  for (const { located, annotated } of await annotatedCases()) {
    const wire = Buffer.from(annotated.octets).toString("hex");
    const shown = shownDigits(annotated);
    t.is(shown.length, wire.length, located.case.id);
    const expected = shown.includes(".") ? wire.replace(/[^]/g, (digit, at: number) => (shown[at] === "." ? "." : digit)) : wire;
    t.is(shown, expected, located.case.id);
  }
});

test("the octets of a case are those of its file", async (t) => {
  for (const { located, annotated } of await annotatedCases()) {
    const { wire, steps = [] } = located.case as { wire?: Octets; steps?: { feed: Octets }[] };
    const whole = wire === undefined ? Buffer.concat(steps.map(({ feed }) => parseOctets(feed))) : parseOctets(wire);
    t.is(Buffer.compare(annotated.octets, whole), 0, located.case.id);
  }
});

test("a fault has a code that the case expects, and a case without fault has no mark", async (t) => {
  for (const { located, annotated, table } of await annotatedCases()) {
    const { result, errors = [] } = located.case as { result: string; errors?: string[] };
    const { issue } = annotated;
    if (result === "invalid") t.true(issue !== undefined && errors.includes(issue.code), located.case.id);
    if (result === "valid" || result === "incomplete") {
      t.is(issue, undefined, located.case.id);
      t.false(table().includes("<mark"), located.case.id);
    }
  }
});

/** The offsets of marked octets in the column of octets. */
function markedOctets(table: string): number[] {
  return [...table.matchAll(/<tr[^>]*><td>(\d*)<\/td><td>([^]*?)<\/td>/g)].flatMap(([, octet, cell = ""]) =>
    cell
      .replaceAll("<mark class", "<mark-class")
      .split(" ")
      .flatMap((pair, index) => (pair.includes("<mark") ? [Number(octet) + index] : [])),
  );
}

/** Returns whether rows show an octet, not only count it. */
function isShownOctet({ items, unread }: AnnotatedCase, at: number): boolean {
  const rows = [...items.flatMap((item) => item.rows), ...unread].filter(({ octet }) => octet !== "");
  return rows.some((row) => at >= Number(row.octet) && at < Number(row.octet) + octetsOfRow(row));
}

test("the octet of a fault is marked, and the one at which its text stops being UTF-8, and no other", async (t) => {
  const faulty = (await annotatedCases()).filter(({ annotated }) => annotated.issue !== undefined);
  t.true(faulty.length > 200);
  const hidden = faulty.filter(({ located, annotated, table }) => {
    const at = annotated.issue?.octet ?? -1;
    const isShown = isShownOctet(annotated, at);
    const marks = [...new Set([at, annotated.wrong?.octet ?? at])].filter((each) => isShownOctet(annotated, each));
    t.deepEqual(markedOctets(table()), marks, located.case.id);
    return !isShown && at < annotated.octets.length;
  });
  // A fault deep in a long payload is in the line below the table alone.
  t.true(hidden.length < faulty.length / 10, `${hidden.length} of ${faulty.length}`);
});

test("octets behind an error frame are ignored, and their faults do not count", async (t) => {
  const found = (await annotatedCases()).find(({ located }) => located.case.id === "frame/error/behind-it-a-fault");
  t.deepEqual(found?.annotated.unread.map(({ octet, hex, field }) => [octet, hex, field]), [["6", "00", "(ignored)"]]);
  t.true(found?.table().includes(found.annotated.ignores ?? "?"));
});

test("the line below the table says which octet is not UTF-8", async (t) => {
  const all = await annotatedCases();
  const wrong = all.filter(({ annotated: { issue, items } }) => issue?.rule === "utf8" && items.at(-1)?.item.result.ok === false);
  t.true(wrong.length > 20);
  for (const { located, annotated, table } of wrong) t.true(table().includes(annotated.wrong?.text ?? "?"), located.case.id);
});

test("the bits of a fault are marked", async (t) => {
  const found = (await annotatedCases()).find(({ located }) => located.case.id === "frame/reserved/1");
  t.true(found?.table().includes("<td><mark>0001</mark>....</td>"));
});
