import { reservedAnchor } from "../source/heading-anchors.ts";

/** Returns a name as an anchor of XML: `HTTP_1.1` for `HTTP/1.1`, `_5G` for `5G`. */
function toAnchor(name: string): string {
  const legal = name.replace(/[^\w.-]/g, "_");
  return /^[A-Za-z_]/.test(legal) && !reservedAnchor.test(legal) ? legal : `_${legal}`;
}

/** Returns the anchors of works by name. Names that are anchors as they stand come first, so that no other one takes them. */
export function referenceAnchors(names: readonly string[]): ReadonlyMap<string, string> {
  const anchors = new Map(names.filter((name) => toAnchor(name) === name).map((name) => [name, name]));
  const taken = new Set(anchors.keys());
  for (const name of names) {
    if (anchors.has(name)) continue;
    const base = toAnchor(name);
    let anchor = base;
    for (let number = 2; taken.has(anchor); number++) anchor = `${base}_${number}`;
    taken.add(anchor);
    anchors.set(name, anchor);
  }
  return anchors;
}
