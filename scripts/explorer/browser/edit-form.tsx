/**
 * The form that changes a frame, or makes another one.
 *
 * @module
 */
import type { VNode } from "preact";
import { useState } from "preact/hooks";

import { LocalError } from "../../../reference/layout/errors.ts";
import { toHex } from "../../../reference/layout/plain.ts";
import { UsageError } from "../../common/usage-error.ts";
import type { DecodedItem } from "../../frames/decode-items.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import {
  completeValues,
  editControls,
  type EditControl,
  type EditValues,
  encodeValues,
  newFrame,
  valuesOf,
  withGroup,
  withoutGroup,
} from "../view/edit.ts";

interface EditFormProps {
  readonly data: ExplorerData;
  readonly method: string;
  readonly item: DecodedItem;
  readonly onReplace: (octets: Uint8Array) => void;
  readonly onAppend: (octets: Uint8Array) => void;
}

interface EditMistake {
  /** The name of the control; empty if it is not known. */
  readonly name: string;
  readonly text: string;
}

interface ControlProps {
  readonly control: EditControl;
  readonly value: string;
  readonly mistake: EditMistake | undefined;
  readonly onChange: (value: string) => void;
}

/** One control with its label. */
function Control({ control, value, mistake, onChange }: ControlProps): VNode {
  const id = `edit-${control.name}`;
  const invalid = mistake !== undefined && (mistake.name === control.name || mistake.name === "");
  const shared = { id, "aria-describedby": `${id}-help`, "aria-invalid": invalid, value };
  const change = (event: { readonly currentTarget: { readonly value: string } }): void => onChange(event.currentTarget.value);
  const listed = control.choices.some((choice) => choice.value === value) ? control.choices : [...control.choices, { value, meaning: "" }];
  return (
    <div class="field">
      <label for={id}>{control.title}</label>
      {control.kind === "choice" && !control.open && (
        <select {...shared} onChange={change}>{listed.map((choice) => <option value={choice.value}>{choice.value}</option>)}</select>
      )}
      {control.kind === "choice" && control.open && (
        <>
          <input {...shared} type="text" list={`${id}-list`} size={8} spellcheck={false} onInput={change} />
          <datalist id={`${id}-list`}>{control.choices.map((choice) => <option value={choice.value}>{choice.meaning}</option>)}</datalist>
        </>
      )}
      {control.kind === "text" && <textarea {...shared} rows={2} onInput={change} />}
      {control.kind === "octets" && <textarea {...shared} class="mono" rows={2} spellcheck={false} onInput={change} />}
      {control.kind === "number" && <input {...shared} type="text" inputMode="numeric" size={8} onInput={change} />}
      <span id={`${id}-help`} class={invalid ? "bad" : "description"}>
        {invalid ? mistake.text : (control.choices.find((choice) => choice.value === value)?.meaning ?? control.description)}
      </span>
    </div>
  );
}

function mistakeOf(error: unknown): EditMistake {
  if (error instanceof LocalError) return { name: error.path, text: error.message };
  if (error instanceof UsageError) return { name: "", text: error.message };
  throw error;
}

/** What the reader has set, and the octets of the frame then. */
interface EditDraft {
  readonly values: EditValues | undefined;
  readonly hex: string;
  readonly mistake?: EditMistake;
}

const frameValues = (data: ExplorerData, method: string, { result }: DecodedItem): EditValues | undefined =>
  result.ok ? valuesOf(data, method, result.value) : undefined;

/** The form. The octets change with each value; a mistake stays at its control. */
export function EditForm({ data, method, item, onReplace, onAppend }: EditFormProps): VNode {
  const [draft, setDraft] = useState<EditDraft | undefined>(undefined);
  const hex = toHex(item.octets);
  // Octets that the reader typed above replace what the form has.
  const { values, mistake } = draft?.hex === hex ? draft : { values: frameValues(data, method, item) };
  const change = (next: EditValues): void => {
    const complete = completeValues(data, method, next);
    try {
      const octets = encodeValues(data, method, complete);
      setDraft({ values: complete, hex: toHex(octets) });
      onReplace(octets);
    } catch (error) {
      setDraft({ values: complete, hex, mistake: mistakeOf(error) });
    }
  };
  const append = (): void => onAppend(encodeValues(data, method, newFrame(data)));
  const controls = values === undefined ? [] : editControls(data, method, values);
  const groups = [...new Set(controls.map(({ group }) => group).filter((group) => group !== ""))];
  const isPresent = (group: string): boolean => controls.some((each) => each.group === group && values?.[each.name] !== undefined);
  const toggle = (group: string): void =>
    change((isPresent(group) ? withoutGroup : withGroup)(data, method, values ?? {}, group));
  return (
    <section class="edit" aria-labelledby="edit-heading">
      <h3 id="edit-heading">Change this frame</h3>
      {values === undefined && <p class="faint">This frame has no values yet: change its octets above, or add another frame.</p>}
      {values !== undefined && (
        <div class="controls">
          {groups.map((group) => (
            <label class="check"><input type="checkbox" checked={isPresent(group)} onChange={() => toggle(group)} />
              {` with ${controls.filter((each) => each.group === group).map(({ title }) => title).join(" and ")}`}</label>
          ))}
          {controls.filter(({ name }) => values[name] !== undefined).map((control) => (
            <Control key={control.name} control={control} value={values[control.name] ?? ""} mistake={mistake}
              onChange={(value) => change({ ...values, [control.name]: value })} />
          ))}
        </div>
      )}
      <p><button type="button" onClick={append}>Add a frame behind the last one</button></p>
    </section>
  );
}
