/**
 * The drawing of the states of a role, with the present one marked.
 *
 * @module
 */
import type { VNode } from "preact";

import type { ExplorerData } from "../data/explorer-data.ts";

interface StateFigureProps {
  readonly data: ExplorerData;
  readonly role: string;
  /** The marked state; empty for none. */
  readonly state: string;
}

/** The drawing of the states of a role. */
export function StateFigure({ data, role, state }: StateFigureProps): VNode | null {
  const drawing = data.drawings[role];
  if (drawing === undefined) return null;
  const box = drawing.boxes[state];
  const label = state === "" ? `The states of the ${role}` : `The ${role} is in the state ${state}`;
  return (
    <div class="state-drawing" tabIndex={0} role="group" aria-label={`States of the ${role}`}>
      <svg viewBox={`0 0 ${drawing.width} ${drawing.height}`} role="img" aria-label={label}>
        {box !== undefined && <rect class="current-state" x={box.x} y={box.y} width={box.width} height={box.height} />}
        <g aria-hidden="true" dangerouslySetInnerHTML={{ __html: drawing.elements.replace(/<(title|desc)>.*?<\/\1>/gs, "") }} />
      </svg>
    </div>
  );
}
