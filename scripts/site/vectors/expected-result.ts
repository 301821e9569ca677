/**
 * What a codec has to make of the octets of a case: frames, a value, or a fault.
 *
 * @module
 */
import { errorCode } from "../../../reference/schema/index.ts";
import { html, type Html } from "../../common/html.ts";
import { oneLineJson } from "../../interop/format/suite-text.ts";
import type { LocatedCase } from "../../interop/vectors/select-cases.ts";
import { asOctets, type OctetCase } from "./case-types.ts";

/** The most characters of a frame. */
const MAX_FRAME_CHARACTERS = 240;

/** The most frames that are listed. */
const MAX_FRAMES = 20;

const encodings: Readonly<Record<string, string>> = {
  exact: "Encoding gives exactly these octets.",
  semantic: "Encoding gives octets that decode to the same.",
};

function frameHtml(frame: unknown): Html {
  const text = oneLineJson(frame);
  return html`<li><code>${text.length > MAX_FRAME_CHARACTERS ? `${text.slice(0, MAX_FRAME_CHARACTERS)}...` : text}</code></li>\n`;
}

function framesHtml(frames: readonly unknown[]): Html | undefined {
  if (frames.length === 0) return undefined;
  const others = frames.length > MAX_FRAMES && html`<li>${frames.length - MAX_FRAMES} more</li>`;
  return html`<ul class="frames">${frames.slice(0, MAX_FRAMES).map(frameHtml)}${others}</ul>\n`;
}

/** Returns a code with its meaning. */
function codeWords(code: string): string {
  const meaning = errorCode.find(code)?.meaning;
  return meaning === undefined ? code : `${code} (${meaning.charAt(0).toLowerCase()}${meaning.slice(1)})`;
}

function resultSentence({ result, errors = [], value }: OctetCase, frames: readonly unknown[]): string {
  const codes = errors.map(codeWords).join(" or ");
  const before = frames.length > 0 ? ", after these frames" : "";
  if (result === "invalid") return `a fault with the code ${codes}${before}.`;
  if (result === "acceptable") return `these frames, or a fault with the code ${codes}.`;
  if (result === "incomplete") return `no fault: the input ends inside${before === "" ? "" : ` a frame${before}`}.`;
  if (value !== undefined) return `the value ${value.toLocaleString("en-US")}.`;
  return frames.length === 0 ? "no frame." : "exactly these frames.";
}

/** Returns the expected result in words; `undefined` for handshakes and sessions, which show it themselves. */
export function expectedResultHtml(located: LocatedCase): Html | undefined {
  const codec = asOctets(located);
  if (codec === undefined) return undefined;
  const frames = codec.frames ?? (codec.steps ?? []).flatMap(({ emit = [] }) => emit);
  const steps = codec.steps !== undefined && `The octets arrive in ${codec.steps.length} pieces. `;
  const encode = encodings[codec.encode ?? ""];
  return html`<p>Expected: ${resultSentence(codec, frames)} ${steps}${encode}</p>\n${framesHtml(frames)}`;
}
