/** Returns an index entry of kramdown-rfc, `item, subitem`, in its form of the draft. */
export function indexEntry(content: string): string {
  const parts = [...content.replace(/^\s*!\s*/, "").matchAll(/\s*(?:"(?<quoted>[^"]*)"|(?<bare>[^,]+))\s*(?:,|$)/g)];
  const texts = parts.map(({ groups = {} }) => (groups.quoted ?? groups.bare ?? "").replace(/[{}]/g, "").replaceAll(",", ";").trim());
  const [item = "", ...rest] = texts.filter((text) => text !== "");
  if (item === "") return "";
  return rest.length === 0 ? `{{^${item}}}` : `{{^${item}, ${rest.join("; ")}}}`;
}
