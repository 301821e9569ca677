/**
 * The tabs of the explorer. The fragment of the address selects one: `#states`, and `#hex=...` selects the frames.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A panel with its tab. */
export interface ExplorerPanel {
  /** The fragment of the address that selects it. */
  readonly id: string;
  readonly title: string;
  /** Returns whether it opens a fragment that has settings, as `vector=handshake/server/full`. */
  readonly opens?: (fragment: string) => boolean;
  readonly render: () => VNode;
}

/** Returns the panel that the fragment selects. The first one has the fragments of no other. */
function selectedPanel(panels: readonly ExplorerPanel[]): string {
  const fragment = location.hash.slice(1);
  const found = panels.find(({ id, opens }) => id === fragment || opens?.(fragment) === true);
  return (found ?? panels[0])?.id ?? "";
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** The tabs with the selected panel. A panel keeps its state while another one is selected. */
export function Tabs({ panels }: { readonly panels: readonly ExplorerPanel[] }): VNode {
  const [selected, select] = useState(() => selectedPanel(panels));
  const [opened, setOpened] = useState<readonly string[]>([]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = (): void => select(selectedPanel(panels));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  useEffect(() => setOpened((before) => (before.includes(selected) ? before : [...before, selected])), [selected]);
  const show = (id: string): void => {
    select(id);
    history.replaceState(null, "", `#${id}`);
    // Panels write their settings to the fragment when they are shown.
    dispatchEvent(new CustomEvent("panel", { detail: id }));
  };
  const move = (event: KeyboardEvent): void => {
    const at = panels.findIndex(({ id }) => id === selected);
    const next = panels[(at + (steps[event.key] ?? 0) + panels.length) % panels.length];
    if (steps[event.key] === undefined || next === undefined) return;
    event.preventDefault();
    show(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={move}>
        {panels.map(({ id, title }) => (
          <button
            type="button"
            role="tab"
            id={`tab-${id}`}
            aria-controls={`panel-${id}`}
            aria-selected={id === selected}
            tabIndex={id === selected ? 0 : -1}
            onClick={() => show(id)}
          >
            {title}
          </button>
        ))}
      </div>
      {panels.map(({ id, render }) => (
        <div role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} hidden={id !== selected}>
          {(id === selected || opened.includes(id)) && render()}
        </div>
      ))}
    </>
  );
}
