/**
 * The octets of a frame in rows. Arrow keys move between them; the field of an octet is marked with it.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import { hexPairs } from "../../common/octets.ts";
import type { ItemView } from "../view/field-view.ts";

/** The most octets that are shown. */
const MAX_OCTETS = 512;

/** The colours of fields, in the style. */
const COLOURS = 6;

/** Returns the octets in a row: fewer on a narrow screen. */
function useColumns(): number {
  const query = matchMedia("(max-width: 40rem)");
  const [columns, set] = useState(query.matches ? 8 : 16);
  useEffect(() => {
    const follow = (): void => set(query.matches ? 8 : 16);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return columns;
}

interface OctetGridProps {
  readonly view: ItemView;
  /** The index of the marked field. */
  readonly active: number | undefined;
  readonly onActivate: (field: number | undefined) => void;
}

/** Returns the class of the colour of a field. */
export const colourOf = (field: number): string => `colour-${field % COLOURS}`;

const jumps: Readonly<Record<string, (at: number, columns: number, last: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at, columns) => at + columns,
  ArrowUp: (at, columns) => at - columns,
  Home: () => 0,
  End: (_at, _columns, last) => last,
};

/** The octets of a frame. */
export function OctetGrid({ view, active, onActivate }: OctetGridProps): VNode | null {
  const { item, fields, fieldOfOctet, wrong } = view;
  const columns = useColumns();
  const [focused, focus] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const pairs = hexPairs(item.octets.subarray(0, MAX_OCTETS));
  const current = Math.min(focused, pairs.length - 1);
  const move = (event: KeyboardEvent): void => {
    const to = jumps[event.key]?.(current, columns, pairs.length - 1);
    if (to === undefined || to < 0 || to >= pairs.length) return;
    event.preventDefault();
    focus(to);
    grid.current?.querySelector<HTMLElement>(`[data-octet="${to}"]`)?.focus();
  };
  const cell = (pair: string, at: number): VNode => {
    const index = fieldOfOctet[at] ?? -1;
    const here = fields.filter(({ begin, end }) => at >= begin && at < end);
    const marked = active !== undefined && here.some((field) => fields[active] === field);
    const faulty = here.some((field) => field.faulty);
    const isWrong = at === wrong?.offset;
    const classes = [`octet ${colourOf(index)}`, marked && "is-active", faulty && "is-faulty", isWrong && "is-wrong"];
    return (
      <span
        role="gridcell"
        data-octet={at}
        tabIndex={at === current ? 0 : -1}
        class={classes.filter((name) => name !== false).join(" ")}
        aria-label={`octet ${item.octet + at}: ${pair}, ${here.map(({ title }) => title).join(", ")}${isWrong ? ", not UTF-8" : faulty ? ", fault" : ""}`}
        onMouseEnter={() => onActivate(index)}
        onMouseLeave={() => onActivate(undefined)}
        onFocus={() => (focus(at), onActivate(index))}
        onBlur={() => onActivate(undefined)}
      >
        {pair}
      </span>
    );
  };
  if (pairs.length === 0) return null;
  const rows = Array.from({ length: Math.ceil(pairs.length / columns) }, (_, row) => row * columns);
  return (
    <>
      <div class="octet-grid" role="grid" aria-label="Octets" aria-readonly="true" ref={grid} onKeyDown={move}>
        {rows.map((from) => (
          <div role="row">
            <span role="rowheader" class="faint">{item.octet + from}</span>
            {pairs.slice(from, from + columns).map((pair, at) => cell(pair, from + at))}
          </div>
        ))}
      </div>
      {item.octets.length > MAX_OCTETS && <p class="faint">… {item.octets.length - MAX_OCTETS} more octets</p>}
    </>
  );
}
