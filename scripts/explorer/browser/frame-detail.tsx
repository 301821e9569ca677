/**
 * One frame: its fault, octets, fields, drawing, message, and the form that changes it.
 *
 * @module
 */
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";

import type { RegistryModel } from "../../../reference/layout/model.ts";
import type { Issue } from "../../../reference/layout/errors.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";
import type { WrongOctet } from "../../frames/utf8-fault.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { itemView } from "../view/field-view.ts";
import { drawItem } from "../view/frame-drawing.ts";
import { counted, dumpText, itemSummary } from "../view/frame-text.ts";
import type { ReceiverStep } from "../view/receiver-states.ts";
import type { ExplorerSettings } from "../view/settings.ts";
import { EditForm } from "./edit-form.tsx";
import { FieldTable } from "./field-table.tsx";
import { OctetGrid } from "./octet-grid.tsx";

interface FrameDetailProps {
  readonly data: ExplorerData;
  readonly settings: ExplorerSettings;
  readonly item: DecodedItem;
  /** The number of the frame, from 1. */
  readonly number: number;
  readonly step: ReceiverStep | undefined;
  readonly onReplace: (octets: Uint8Array) => void;
  readonly onAppend: (octets: Uint8Array) => void;
}

/** Returns what a code means. */
function codeMeaning({ elements }: ExplorerData, code: string): string {
  const registries = Object.values(elements).filter((element): element is RegistryModel => element.kind === "registry");
  const entry = registries.flatMap(({ entries }) => entries).find((each) => each.code === code);
  return entry !== undefined && "meaning" in entry ? entry.meaning : "";
}

interface FaultBoxProps {
  readonly data: ExplorerData;
  readonly issue: Issue;
  /** The octet at which a text stops being UTF-8. */
  readonly wrong: WrongOctet | undefined;
  /** The title of its field. */
  readonly field: string | undefined;
}

/** A fault: what was expected and found, and the requirement behind it. */
export function FaultBox({ data, issue, wrong, field }: FaultBoxProps): VNode {
  const id = data.requirementOfCheck[[issue.code, issue.path, issue.rule].join(" ")];
  const list = data.lists[id ?? ""];
  return (
    <div class="fault" id="fault">
      <p><strong class="bad">{issue.code}</strong> {codeMeaning(data, issue.code)}.</p>
      <dl>
        <dt>Where</dt>
        <dd><code>{issue.path}</code> at octet {issue.octet}, bit {issue.bit % 8}</dd>
        <dt>Expected</dt>
        <dd>{issue.expected}</dd>
        <dt>Found</dt>
        <dd><code>{issue.found}</code></dd>
        {wrong !== undefined && (
          <>
            <dt>Exactly</dt>
            <dd class="exactly">{wrong.text}</dd>
          </>
        )}
        {id !== undefined && (
          <>
            <dt>Requirement</dt>
            <dd><a href={`${data.draft.page}#${id}`}>{id}</a>: {data.sentences[id]}
              {list !== undefined && <> Of the list in <a href={data.draft.page + list.section}>{list.title}</a>,
                this failed: {field}, expected {issue.expected}.</>}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** The message of a compressed frame. */
function MessageBox({ item: { decompressed }, method }: { readonly item: DecodedItem; readonly method: string }): VNode | null {
  if (decompressed?.ok !== true) return null;
  const { content, octets } = decompressed;
  return (
    <section>
      <h3>Message, decompressed with {method}: {counted(octets.length, "octet")}</h3>
      <pre id="message" tabIndex={0}>{typeof content === "string" ? content : dumpText(octets)}</pre>
    </section>
  );
}

/** One frame. */
export function FrameDetail({ data, settings, item, number, step, onReplace, onAppend }: FrameDetailProps): VNode {
  const view = useMemo(() => itemView(item, data, settings.type), [item, settings.type]);
  const [active, activate] = useState<number | undefined>(undefined);
  const { title } = itemSummary(item, data);
  const isFrame = settings.type === data.frame;
  const noun = isFrame ? "frame" : "integer";
  const heading = isFrame ? `Frame ${number}: ${title}` : (data.elements[settings.type]?.title ?? title);
  const drawing = useMemo(() => drawItem(view, data, settings.type, heading), [view]);
  return (
    <article class="frame-detail" aria-labelledby="frame-heading">
      <h2 id="frame-heading">{heading} <span class="faint">at octet {item.octet}, {counted(item.octets.length, "octet")}</span></h2>
      {step !== undefined && (
        <p class="faint">The {settings.role} is in the state <code>{step.from}</code>
          {step.isRead ? <>, and after this frame in <code>{step.to}</code>.</> : " and reads no frame."}</p>
      )}
      {view.issue !== undefined && <FaultBox data={data} issue={view.issue} wrong={view.wrong} field={view.fields.find(({ faulty }) => faulty)?.title} />}
      {!item.result.ok && item.result.issue === undefined && (
        <p class="mild">The octets end inside of this {noun}: at least {counted(item.result.needs, "octet")} more.</p>
      )}
      <OctetGrid view={view} active={active} onActivate={activate} />
      <FieldTable view={view} active={active} onActivate={activate} />
      <MessageBox item={item} method={settings.method} />
      {drawing !== "" && (
        <figure class="drawing" tabIndex={0} aria-label="Drawing of the frame" dangerouslySetInnerHTML={{ __html: drawing }} />
      )}
      {isFrame && (
        <EditForm key={`${number} ${item.octet}`} data={data} method={settings.method} item={item} onReplace={onReplace}
          onAppend={onAppend} />
      )}
    </article>
  );
}
