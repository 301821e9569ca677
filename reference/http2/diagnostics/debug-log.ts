/**
 * The log of `NODE_DEBUG=websocket2`: a line on standard error for each event of the diagnostics channels.
 *
 * @module
 */
import { debuglog, type DebugLogger } from "node:util";

import type { Frame } from "../../wire/index.ts";
import { type FrameMessage, subscribeDiagnostics } from "./channels.ts";

/** Characters that could control a terminal, which a peer can put into reasons and paths. */
const CONTROLS = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Returns text for one line of a terminal. */
function lineText(text: string): string {
  return text.replace(CONTROLS, (found) => `\\u{${(found.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Returns the fields of a frame but for the content of messages, which may be secret. */
function frameText({ frame, size }: Pick<FrameMessage, "frame" | "size">): string {
  return `${frame.compression === undefined ? "" : `${frame.compression} `}${fieldsText(frame)}, ${size} octets`;
}

function fieldsText(frame: Frame): string {
  if (frame.type === "ping") return frame.kind;
  if (frame.type !== "error") return frame.type;
  return ["error", frame.code, frame.status, JSON.stringify(frame.reason)].filter((part) => part !== undefined).join(" ");
}

let started = false;

/** Starts the log if the variable asks for it; calls after the start do nothing. @param log - writes a formatted line */
export function startDebugLog(log: DebugLogger = debuglog("websocket2")): void {
  if (started || !log.enabled) return;
  started = true;
  const write = (role: string, event: string, text: string): void => log("%s %s %s", role, event, lineText(text));
  subscribeDiagnostics("websocket2:open", ({ role, target }) => write(role, "open", target));
  subscribeDiagnostics("websocket2:close", ({ role, report: { code, reason, seen } }) => {
    write(role, "close", [code, reason, seen].filter((part) => part !== undefined && part !== "").join(" "));
  });
  subscribeDiagnostics("websocket2:fail", ({ role, target, failure }) => {
    const { check, seen } = "failure" in failure ? failure.failure : failure;
    write(role, "fail", `${target} ${check ?? "aborted"}: ${seen}`);
  });
  subscribeDiagnostics("websocket2:frame:in", (message) => write(message.role, "in", `${message.target} ${frameText(message)}`));
  subscribeDiagnostics("websocket2:frame:out", (message) => write(message.role, "out", `${message.target} ${frameText(message)}`));
}
