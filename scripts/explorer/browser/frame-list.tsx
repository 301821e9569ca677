/**
 * The list of the frames, of which one is selected.
 *
 * @module
 */
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { type DecodedItem, issueOf } from "../../frames/decode-items.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { counted, itemSummary } from "../view/frame-text.ts";
import type { ReceiverStep } from "../view/receiver-states.ts";

/** The frames that are listed at first. */
const MAX_ENTRIES = 200;

interface FrameListProps {
  readonly data: ExplorerData;
  readonly items: readonly DecodedItem[];
  readonly steps: readonly (ReceiverStep | undefined)[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}

function markOf(item: DecodedItem, step: ReceiverStep | undefined): { readonly kind: string; readonly text: string } | undefined {
  const issue = issueOf(item);
  if (issue !== undefined) return { kind: "bad", text: issue.code };
  if (step?.refusal !== undefined) return { kind: "mild", text: "not accepted" };
  return item.result.ok ? undefined : { kind: "mild", text: "incomplete" };
}

const stepText = ({ from, to }: ReceiverStep): string => (from === to ? `stays ${to}` : `${from} → ${to}`);

/** Returns whether a struct is the last one of its sender. */
function isLast({ result }: DecodedItem, { lastFrame: { field, equals } }: ExplorerData): boolean {
  return result.ok && typeof result.value === "object" && (result.value as Record<string, unknown>)[field] === equals;
}

/** The list of frames. */
export function FrameList({ data, items, steps, selected, onSelect }: FrameListProps): VNode {
  const [most, setMost] = useState(MAX_ENTRIES);
  const last = items.findIndex((item) => isLast(item, data));
  return (
    <nav class="frame-list" aria-label="Frames">
      <ol>
        {items.slice(0, most).map((item, index) => {
          const { title, text } = itemSummary(item, data);
          const step = steps[index];
          const mark = markOf(item, step);
          const isIgnored = step === undefined ? last >= 0 && index > last : !step.isRead;
          return (
            <li>
              <button type="button" aria-current={index === selected} class={isIgnored ? "is-ignored" : ""} onClick={() => onSelect(index)}>
                <span class="frame-title">{title}</span>
                {mark !== undefined && <span class={`tag ${mark.kind}`}>{mark.text}</span>}
                <span class="frame-text">{text}</span>
                <span class="faint">at {item.octet}, {counted(item.octets.length, "octet")}</span>
                {step?.isRead === true && <span class="faint">{stepText(step)}</span>}
                {isIgnored && <span class="faint" title={data.lastFrame.description}>not read</span>}
              </button>
            </li>
          );
        })}
      </ol>
      {items.length > most && <button type="button" onClick={() => setMost(items.length)}>Show {items.length - most} more</button>}
    </nav>
  );
}
