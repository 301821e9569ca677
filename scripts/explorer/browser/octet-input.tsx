/**
 * The field for octets, with examples and files.
 *
 * @module
 */
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import type { UsageError } from "../../common/usage-error.ts";
import type { OctetTextForm } from "../../frames/octets.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { counted } from "../view/frame-text.ts";
import type { ExplorerInput } from "./frames-panel.tsx";

/** The most octets of a file. */
const MAX_FILE_OCTETS = 2 ** 25;

const formNames: Readonly<Record<OctetTextForm, string>> = {
  hex: "hexadecimal",
  base64: "base64",
  escapes: "a string with escape sequences",
  dump: "a dump with offsets",
};

interface OctetInputProps {
  readonly data: ExplorerData;
  readonly input: ExplorerInput;
  /** The form in which the text was read. */
  readonly form: OctetTextForm | undefined;
  readonly error: UsageError | undefined;
  readonly onChange: (input: ExplorerInput) => void;
  /** Takes the settings and octets of an example. */
  readonly onFragment: (fragment: string) => void;
}

async function inputOfFile(file: File, { settings }: ExplorerInput): Promise<ExplorerInput> {
  if (file.size > MAX_FILE_OCTETS) {
    return { text: "", settings, mistake: `${file.name}: expected at most ${MAX_FILE_OCTETS} octets, found ${file.size}` };
  }
  const octets = new Uint8Array(await file.arrayBuffer());
  const text = new TextDecoder("latin1").decode(octets);
  // A frame has an octet that is not printable, so text is octets in a form that is printable.
  if (octets.length > 0 && /^[\x20-\x7e\s]+$/.test(text)) return { text, settings };
  return { text: "", file: { name: file.name, octets }, settings };
}

/** The field for octets. */
export function OctetInput({ data, input, form, error, onChange, onFragment }: OctetInputProps): VNode {
  const [isOver, setOver] = useState(false);
  const { text, file, settings } = input;
  const take = (files: FileList | null | undefined): void => {
    const [first] = files ?? [];
    if (first !== undefined) void inputOfFile(first, input).then(onChange);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer?.files);
  };
  return (
    <section class={`octet-input${isOver ? " is-over" : ""}`} onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)} onDrop={drop}>
      <div class="input-head">
        <label for="octets">Octets of one direction of a stream</label>
        <select aria-label="Examples" onChange={(event) => onFragment(`#${event.currentTarget.value}`)}>
          <option value="" disabled selected>Examples</option>
          {data.examples.map(({ title, fragment }) => <option value={fragment}>{title}</option>)}
        </select>
        <label class="file button">Open a file<input type="file" onChange={(event) => take(event.currentTarget.files)} /></label>
      </div>
      {file === undefined ? (
        <textarea id="octets" rows={4} spellcheck={false} autocomplete="off" value={text} aria-invalid={error !== undefined}
          aria-describedby="octets-help" onInput={(event) => onChange({ text: event.currentTarget.value, settings })} />
      ) : (
        <p class="file-name">{file.name}, {counted(file.octets.length, "octet")}{" "}
          <button type="button" onClick={() => onChange({ text: "", settings })}>Remove</button></p>
      )}
      <p id="octets-help" class="faint">
        {form === undefined || text === "" || form === "hex" ? "Paste" : `Read as ${formNames[form]}. Paste`} hexadecimal, base64,{" "}
        <code>\x03\x00Hi</code>, or a dump of <code>xxd</code>, <code>hexdump -C</code> or Wireshark; or drop a file here.
      </p>
    </section>
  );
}
