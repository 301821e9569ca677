/**
 * The drawings of the states in a document: the positions of the boxes and the paths of the arrows, in columns and rows of text.
 * The labels of the arrows come from the table.
 *
 * @module
 */
import type { ArrowModel, BoxModel, DrawingModel } from "../../layout/model.ts";

/** The lower half, which is the same for both roles except for its first row. */
const boxesFrom = (row: number): readonly BoxModel[] => [
  { state: "open", at: [28, row], columns: 12 },
  { state: "draining", at: [8, row + 6] },
  { state: "flushing", at: [28, row + 6] },
  { state: "faulting", at: [54, row + 6] },
  { state: "closing", at: [29, row + 12] },
  { state: "failing", at: [54, row + 12] },
  { state: "closed", at: [29, row + 18] },
];

const arrowsFrom = (row: number): readonly ArrowModel[] => [
  { from: "open", to: "flushing", path: [[34, row + 3], [34, row + 5]], label: { at: [36, row + 4], columns: 8 } },
  { from: "open", to: "draining", path: [[27, row + 1], [14, row + 1], [14, row + 5]], label: { at: [16, row + 2], columns: 12 } },
  { from: "flushing", to: "draining", path: [[27, row + 7], [20, row + 7]], label: { at: [21, row + 5], columns: 6 } },
  { from: "flushing", to: "faulting", path: [[40, row + 7], [53, row + 7]], label: { at: [42, row + 6], columns: 8 } },
  { from: "flushing", to: "closing", path: [[34, row + 9], [34, row + 11]], label: { at: [36, row + 10], columns: 8 } },
  { from: "draining", to: "closing", path: [[14, row + 9], [14, row + 13], [28, row + 13]], label: { at: [16, row + 11], columns: 12 } },
  { from: "faulting", to: "failing", path: [[57, row + 9], [57, row + 11]], label: { at: [55, row + 9], columns: 12, right: true } },
  { from: "closing", to: "failing", path: [[40, row + 13], [53, row + 13]], label: { at: [42, row + 12], columns: 8 } },
  { from: "closing", to: "closed", path: [[34, row + 15], [34, row + 17]], label: { at: [32, row + 16], columns: 12, right: true } },
  { from: "failing", to: "closed", path: [[57, row + 15], [57, row + 19]], label: { at: [55, row + 16], columns: 12, right: true } },
];

const lost = ["reset", "loss", "terminate", "handshake-timeout", "close-timeout", "ping-lost"] as const;

const clientOpen = 19;

const client: DrawingModel = {
  role: "client",
  boxes: [
    { state: "connecting", at: [27, 0] },
    { state: "refused", at: [54, 4] },
    { state: "replied", at: [29, 9] },
    { state: "confirming", at: [7, 13] },
    ...boxesFrom(clientOpen),
  ],
  arrows: [
    { from: "connecting", to: "closed", path: [[26, 1], [1, 1], [1, 38], [28, 38]], label: { at: [3, 0], columns: 20 } },
    { from: "connecting", to: "refused", path: [[41, 1], [59, 1], [59, 3]], label: { at: [43, 0], columns: 26 } },
    { from: "connecting", to: "replied", path: [[34, 3], [34, 8]], label: { at: [36, 4], columns: 14 } },
    { from: "refused", to: "closed", path: [[65, 5], [67, 5], [67, 38], [39, 38]], label: { at: [65, 7], columns: 22, right: true } },
    { from: "replied", to: "closed", path: [[40, 10], [67, 10]], label: { at: [42, 11], columns: 24 } },
    { from: "replied", to: "confirming", path: [[28, 10], [16, 10], [16, 12]], label: { at: [27, 9], columns: 20, right: true } },
    { from: "replied", to: "open", path: [[34, 12], [34, 18]], label: { at: [36, 15], columns: 8 } },
    { from: "confirming", to: "closed", path: [[6, 14], [1, 14]], label: { at: [3, 9], columns: 11 } },
    { from: "confirming", to: "open", path: [[21, 14], [30, 14], [30, 18]], label: { at: [28, 15], columns: 16, right: true } },
    { from: "confirming", to: "draining", path: [[9, 16], [9, 24]], label: { at: [7, 20], columns: 4, right: true } },
    { from: "open", to: "faulting", path: [[40, 20], [59, 20], [59, 24]], label: { at: [42, 19], columns: 8 } },
    ...arrowsFrom(clientOpen),
  ],
  omitted: [
    { on: lost, to: "closed" },
    { from: ["open", "flushing", "draining", "faulting"], on: ["end-stream"], to: "closed" },
  ],
};

const serverOpen = 17;

const server: DrawingModel = {
  role: "server",
  boxes: [
    { state: "deciding", at: [28, 0] },
    { state: "refused", at: [9, 6] },
    { state: "opening", at: [29, 6] },
    ...boxesFrom(serverOpen),
  ],
  arrows: [
    { from: "deciding", to: "opening", path: [[34, 3], [34, 5]], label: { at: [36, 4], columns: 8 } },
    { from: "deciding", to: "refused", path: [[27, 1], [14, 1], [14, 5]], label: { at: [1, 0], columns: 26 } },
    { from: "deciding", to: "closed", path: [[40, 1], [67, 1], [67, 36], [39, 36]], label: { at: [42, 0], columns: 12 } },
    { from: "refused", to: "closed", path: [[8, 7], [1, 7], [1, 36], [28, 36]], label: { at: [3, 9], columns: 12 } },
    { from: "opening", to: "open", path: [[34, 9], [34, 16]], label: { at: [36, 12], columns: 8 } },
    { from: "opening", to: "closed", path: [[28, 7], [23, 7], [23, 11], [1, 11]], label: { at: [3, 12], columns: 20 } },
    { from: "opening", to: "faulting", path: [[40, 7], [59, 7], [59, 22]], label: { at: [42, 8], columns: 16 } },
    { from: "open", to: "closed", path: [[30, 16], [30, 14], [1, 14]], label: { at: [3, 15], columns: 20 } },
    { from: "open", to: "faulting", path: [[40, 18], [59, 18]], label: { at: [42, 17], columns: 8 } },
    { from: "draining", to: "closed", path: [[7, 24], [1, 24]], label: { at: [3, 26], columns: 8 } },
    { from: "faulting", to: "closed", path: [[66, 24], [67, 24]], label: { at: [59, 26], columns: 8 } },
    ...arrowsFrom(serverOpen),
  ],
  omitted: [
    { on: [...lost, "refusal-timeout"], to: "closed" },
    { from: ["deciding"], on: ["octets"], to: "refused" },
    { from: ["open", "flushing"], on: ["end-stream"], to: "closed" },
  ],
};

/** The drawings of both roles. */
export const drawings: readonly DrawingModel[] = [client, server];
