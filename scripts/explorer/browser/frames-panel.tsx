/**
 * The panel of frames: octets in, frames out, one of them field by field.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { toHex } from "../../../reference/layout/plain.ts";
import { isFaultless } from "../../frames/decode-items.ts";
import { parseOctets, type ParsedOctets } from "../../frames/octets.ts";
import { UsageError } from "../../common/usage-error.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { decodeInput } from "../view/decode-input.ts";
import { receiverSteps } from "../view/receiver-states.ts";
import { defaultSettings, type ExplorerSettings, MAX_FRAGMENT_OCTETS, readFragment, writeFragment } from "../view/settings.ts";
import { FrameDetail } from "./frame-detail.tsx";
import { FrameList } from "./frame-list.tsx";
import { OctetInput } from "./octet-input.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { Verdict } from "./verdict.tsx";

/** What the reader has given. */
export interface ExplorerInput {
  /** The text of the octets; empty for octets of a file. */
  readonly text: string;
  /** The octets of a file that is not text. */
  readonly file?: { readonly name: string; readonly octets: Uint8Array };
  readonly settings: ExplorerSettings;
  /** A mistake in the fragment of the address. */
  readonly mistake?: string;
}

/** The octets of an input, or the mistake in it. */
export interface InputResult {
  readonly parsed?: ParsedOctets;
  readonly error?: UsageError;
}

function parseInput({ text, file, mistake }: ExplorerInput): InputResult {
  if (mistake !== undefined) return { error: new UsageError(mistake) };
  if (file !== undefined) return { parsed: { form: "hex", octets: file.octets } };
  try {
    return { parsed: parseOctets(text) };
  } catch (error) {
    if (error instanceof UsageError) return { error };
    throw error;
  }
}

/** Returns octets as text, each struct on a line. */
function inLines(octets: Uint8Array, settings: ExplorerSettings, data: ExplorerData): string {
  return decodeInput(data, octets, settings).map((item) => toHex(item.octets)).join("\n");
}

/** Returns the input of a fragment: its octets with each frame on a line. */
function inputOf(fragment: string, data: ExplorerData): ExplorerInput {
  try {
    const { text = "", settings } = readFragment(fragment, data);
    const octets = parseInput({ text, settings }).parsed?.octets;
    return { text: octets === undefined ? text : inLines(octets, settings, data), settings };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { text: "", settings: defaultSettings(data), mistake: error.message };
  }
}

const hasOctets = (fragment: string): boolean => /[#&]hex=/.test(fragment);

/** Returns the input that the page begins with: that of the address, or the first example. */
function firstInput(data: ExplorerData): ExplorerInput {
  return inputOf(hasOctets(location.hash) ? location.hash : `#${data.examples[0]?.fragment ?? ""}`, data);
}

/** Keeps the fragment of the address and the input equal. */
function useFragment(data: ExplorerData, input: ExplorerInput, octets: Uint8Array | undefined, set: (input: ExplorerInput) => void): void {
  useEffect(() => {
    const follow = ({ newURL }: HashChangeEvent): void => {
      const { hash } = new URL(newURL);
      if (hasOctets(hash)) set(inputOf(hash, data));
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => {
    const write = (): void => {
      if (octets !== undefined) history.replaceState(null, "", writeFragment(input.settings, octets, data));
    };
    const shown = (event: Event): void => {
      if ((event as CustomEvent<string>).detail === "frames") write();
    };
    if (!document.getElementById("panel-frames")?.hidden && octets !== undefined && octets.length <= MAX_FRAGMENT_OCTETS) write();
    addEventListener("panel", shown);
    return () => removeEventListener("panel", shown);
  }, [input, octets]);
}

/** The panel of frames. */
export function FramesPanel({ data }: { readonly data: ExplorerData }): VNode {
  const [input, setInput] = useState(() => firstInput(data));
  const [chosen, choose] = useState<number | undefined>(undefined);
  const { parsed, error } = useMemo(() => parseInput(input), [input]);
  const octets = parsed?.octets;
  const items = useMemo(() => (octets === undefined ? [] : decodeInput(data, octets, input.settings)), [octets, input.settings]);
  const steps = useMemo(() => receiverSteps(items, input.settings.role, data), [items]);
  const change = (next: ExplorerInput): void => {
    setInput(next);
    choose(undefined);
  };
  useFragment(data, input, octets, change);
  // A fault is what a reader looks for.
  const faulty = items.findIndex((item) => !isFaultless(item));
  const selected = Math.min(chosen ?? Math.max(0, faulty), items.length - 1);
  const item = items[selected];
  /** Replaces the octets of one frame; behind the last one, adds a frame. */
  const replace = (at: number, made: Uint8Array): void => {
    const pieces = items.map((each) => toHex(each.octets));
    pieces.splice(at, 1, toHex(made));
    setInput({ text: pieces.join("\n"), settings: input.settings });
    choose(at);
  };
  return (
    <>
      <OctetInput data={data} input={input} form={parsed?.form} error={error} onChange={change}
        onFragment={(text) => change(inputOf(text, data))} />
      <SettingsForm data={data} settings={input.settings} onChange={(settings) => change({ ...input, settings })} />
      <Verdict data={data} items={items} error={error} type={input.settings.type} steps={steps} />
      {item !== undefined && (
        <div class="frames">
          <FrameList data={data} items={items} steps={steps} selected={selected} onSelect={choose} />
          <FrameDetail
            data={data}
            settings={input.settings}
            item={item}
            number={selected + 1}
            step={steps[selected]}
            onReplace={(made) => replace(selected, made)}
            onAppend={(made) => replace(items.length, made)}
          />
        </div>
      )}
    </>
  );
}
