/**
 * The verdict on all octets, which screen readers announce.
 *
 * @module
 */
import type { VNode } from "preact";

import type { UsageError } from "../../common/usage-error.ts";
import { type DecodedItem, issueOf } from "../../frames/decode-items.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { counted } from "../view/frame-text.ts";

interface VerdictProps {
  readonly data: ExplorerData;
  readonly items: readonly DecodedItem[];
  readonly error: UsageError | undefined;
  readonly type: string;
}

interface VerdictText {
  readonly kind: "good" | "mild" | "bad";
  readonly text: string;
}

function verdictText(items: readonly DecodedItem[], noun: string): VerdictText {
  const last = items.at(-1);
  if (last === undefined) return { kind: "mild", text: "No octets yet." };
  const octets = last.octet + last.octets.length;
  const issue = issueOf(last);
  const title = items.length === 1 ? `The ${noun}` : `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${items.length} of ${items.length}`;
  if (issue !== undefined) return { kind: "bad", text: `${title} is faulty: ${issue.code}, ${issue.path} at octet ${issue.octet}.` };
  if (last.result.ok) return { kind: "good", text: `${counted(items.length, noun)} in ${counted(octets, "octet")}, without fault.` };
  return { kind: "mild", text: `${title} is incomplete: at least ${counted(last.result.needs ?? 0, "octet")} more.` };
}

/** The verdict on all octets. */
export function Verdict({ data, items, error, type }: VerdictProps): VNode {
  const noun = type === data.frame ? "frame" : "integer";
  const { kind, text } = error === undefined ? verdictText(items, noun) : { kind: "bad", text: error.message };
  return (
    <div class={`verdict ${kind}`} role="status" id="verdict">
      <p>{text}</p>
      {error !== undefined && error.excerpt !== "" && <pre tabIndex={0} aria-label="The place of the mistake">{error.excerpt}</pre>}
    </div>
  );
}
