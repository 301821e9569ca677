/**
 * The table of the fields of a frame.
 *
 * @module
 */
import type { VNode } from "preact";

import { fieldHex, type FieldView, type ItemView } from "../view/field-view.ts";
import { colourOf } from "./octet-grid.tsx";

/** The most octets of one field. */
const MAX_OCTETS = 16;

interface FieldTableProps {
  readonly view: ItemView;
  /** The index of the marked field. */
  readonly active: number | undefined;
  readonly onActivate: (field: number | undefined) => void;
}

/** The bits of a field in its octet; those of other fields are faint. */
function Bits({ bits }: { readonly bits: string }): VNode {
  return <>{[...bits].map((bit) => (bit === "." ? <span class="bit faint">·</span> : <span class="bit">{bit}</span>))}</>;
}

interface FieldRowProps extends FieldTableProps {
  readonly field: FieldView;
  readonly index: number;
}

function FieldRow({ field, index, view, active, onActivate }: FieldRowProps): VNode {
  const { item } = view;
  return (
    <tr
      class={`${active === index ? "is-active" : ""}${field.faulty ? " is-faulty" : ""}`}
      data-path={field.path}
      data-bit={field.bit}
      data-bits={field.width}
      onMouseEnter={() => onActivate(index)}
      onMouseLeave={() => onActivate(undefined)}
    >
      <td class="n">{item.octet + field.begin}</td>
      <td class="hex">{fieldHex(field, item.octets, MAX_OCTETS)}</td>
      <td class={field.bits === "" ? "" : "bits"}><Bits bits={field.bits} /></td>
      <th scope="row">
        <button type="button" class={`field-name ${colourOf(index)}`} title={field.description} onFocus={() => onActivate(index)}
          onBlur={() => onActivate(undefined)}>{field.title}</button>
        <span class="description">{field.description}</span>
      </th>
      <td class="value">
        <code>{field.value}</code>
        {field.faulty && <span class="tag bad">fault</span>}
        {field.meaning !== "" && <span class="description">{field.meaning}</span>}
      </td>
    </tr>
  );
}

/** The table of the fields. */
export function FieldTable(props: FieldTableProps): VNode {
  return (
    <table class="fields">
      <thead>
        <tr>
          <th scope="col" class="n">Octet</th>
          <th scope="col">Hex</th>
          <th scope="col">Bits</th>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {props.view.fields.map((field, index) => <FieldRow {...props} field={field} index={index} />)}
      </tbody>
    </table>
  );
}
