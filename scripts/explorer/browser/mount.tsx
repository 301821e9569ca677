/**
 * Starts the explorer in the element `#explorer` of a page.
 *
 * @module
 */
import { render } from "preact";

import type { ExplorerData } from "../data/explorer-data.ts";
import { ConnectionPanel } from "./connection-panel.tsx";
import { FramesPanel } from "./frames-panel.tsx";
import { type ExplorerPanel, Tabs } from "./tabs.tsx";

/** Starts the explorer. @param more - panels behind those of frames and of states */
export function mountExplorer(data: ExplorerData, more: readonly ExplorerPanel[]): void {
  const root = document.getElementById("explorer");
  if (root === null) return;
  const panels: readonly ExplorerPanel[] = [
    { id: "frames", title: "Frames", render: () => <FramesPanel data={data} /> },
    { id: "states", title: "Connection", render: () => <ConnectionPanel data={data} /> },
    ...more,
  ];
  root.replaceChildren();
  render(<Tabs panels={panels} />, root);
}
