/**
 * The verdict on all octets, which screen readers announce.
 *
 * @module
 */
import type { VNode } from "preact";

import type { UsageError } from "../../common/usage-error.ts";
import { type DecodedItem, issueOf } from "../../frames/decode-items.ts";
import { wrongOctetOf } from "../../frames/utf8-fault.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { counted } from "../view/frame-text.ts";
import type { FrameRefusal, ReceiverStep } from "../view/receiver-states.ts";

interface VerdictProps {
  readonly data: ExplorerData;
  readonly items: readonly DecodedItem[];
  readonly error: UsageError | undefined;
  readonly type: string;
  /** What the receiver does with the frames; empty without a role. */
  readonly steps: readonly (ReceiverStep | undefined)[];
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
  if (issue !== undefined) {
    const wrong = wrongOctetOf(last);
    const place = wrong === undefined ? "" : `; ${wrong.text}`;
    return { kind: "bad", text: `${title} is faulty: ${issue.code}, ${issue.path} at octet ${issue.octet}${place}.` };
  }
  if (last.result.ok) return { kind: "good", text: `${counted(items.length, noun)} in ${counted(octets, "octet")}, without fault.` };
  return { kind: "mild", text: `${title} is incomplete: at least ${counted(last.result.needs ?? 0, "octet")} more.` };
}

/** The verdict on a first frame that is no opening of a connection. */
function Refused({ data, refusal: { expected, requirement } }: { readonly data: ExplorerData; readonly refusal: FrameRefusal }): VNode {
  return (
    <div class="verdict mild" role="status" id="verdict">
      <p>Frame 1 is valid by itself, but the first frame has to be a {expected}.</p>
      <p class="requirement"><a href={`${data.draft.page}#${requirement}`}>{requirement}</a>: {data.sentences[requirement]}</p>
    </div>
  );
}

/** The verdict on all octets. */
export function Verdict({ data, items, error, type, steps }: VerdictProps): VNode {
  const refusal = steps[0]?.refusal;
  const last = items.at(-1);
  if (refusal !== undefined && (last === undefined || issueOf(last) === undefined)) return <Refused data={data} refusal={refusal} />;
  const noun = type === data.frame ? "frame" : "integer";
  const { kind, text } = error === undefined ? verdictText(items, noun) : { kind: "bad", text: error.message };
  return (
    <div class={`verdict ${kind}`} role="status" id="verdict">
      <p>{text}</p>
      {error !== undefined && error.excerpt !== "" && <pre tabIndex={0} aria-label="The place of the mistake">{error.excerpt}</pre>}
    </div>
  );
}
