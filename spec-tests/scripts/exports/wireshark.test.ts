import { isFault, shownFrame, sorted, vectorFrame } from "./shown-frame.ts";
import type { ShownField, ShownItem } from "./tshark.ts";
import { inTwoPasses, shown, withTshark } from "./wireshark-setup.ts";
import { type CapturedCase, vectorsCapture } from "./wireshark-vectors.ts";

/** Returns the difference of a case, or `undefined`. */
function difference(each: CapturedCase, items: readonly (readonly ShownField[])[]): string | undefined {
  // The vectors of frames have compressed payloads that are no compressed message; the dissector shows that, too.
  const decodes = items.flat().filter(isFault).map(({ show }) => show);
  const faults = each.op === "decode" && each.result !== "invalid" ? decodes.filter((code) => code === "FRAM" || code === "LRGE") : decodes;
  if (each.result === "incomplete") return faults.length === 0 ? undefined : `found the fault ${faults.join(" ")}`;
  if (each.result === "acceptable" && faults.length > 0) return undefined;
  if (each.result === "invalid") {
    return each.errors.includes(faults[0] ?? "") ? undefined : `found ${faults[0] ?? "no fault"}, expected ${each.errors.join(" or ")}`;
  }
  const found = items.map((item) => sorted(shownFrame(item, each.op === "decompress")));
  const expected = each.frames.map((frame) => sorted(vectorFrame(frame)));
  if (faults.length === 0 && JSON.stringify(found) === JSON.stringify(expected)) return undefined;
  return `found ${faults.join(" ")} ${found.join(" ").slice(0, 200)}, expected ${expected.join(" ").slice(0, 200)}`;
}

const { file, cases, left } = vectorsCapture();

function fieldsByPacket(items: readonly ShownItem[]): ReadonlyMap<number, (readonly ShownField[])[]> {
  const packets = new Map<number, (readonly ShownField[])[]>();
  const frames = items.filter(({ fields }) => fields.some(({ name }) => name !== "websocket2.ignored"));
  for (const { packet, fields } of frames) packets.set(packet, [...(packets.get(packet) ?? []), fields]);
  return packets;
}

function differences(items: readonly ShownItem[]): string[] {
  const packets = fieldsByPacket(items);
  return cases.flatMap((each) => {
    const text = difference(each, each.packets.flatMap((number) => packets.get(number) ?? []));
    return text === undefined ? [] : [`${each.id}: ${text}`];
  });
}

withTshark("shows each vector as the reference decodes it: values, and the first fault", async (t) => {
  t.deepEqual(differences((await shown(file)).items), []);
  t.deepEqual(left, []);
  t.true(cases.length > 1000);
});

inTwoPasses("shows each vector the same in a second pass", async (t) => {
  t.deepEqual(differences((await shown(file, "-2", "-Y", "websocket2")).items), []);
});
