/**
 * The panel of handshakes: a header section in, every check with its result out.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";

import { UsageError } from "../../common/usage-error.ts";
import { checkHeaders, type CheckedHeaders, type HandshakeInput, headerText } from "../view/handshake-view.ts";
import { findVector, type HandshakeVector } from "./site-vectors.ts";

/** A request that passes every check, unless a vector is given. */
const example = "handshake/server/full";

function inputOf({ role, fields, endStream, config }: HandshakeVector): HandshakeInput {
  return { role, text: headerText(fields), endStream, config: config === "{}" ? "" : config };
}

/** Returns the handshake of the vector in the address, or the example. */
function givenInput(fragment: string): HandshakeInput | undefined {
  const id = new URLSearchParams(fragment.slice(1)).get("vector") ?? "";
  const vector = findVector(id);
  return vector?.kind === "handshake" ? inputOf(vector) : undefined;
}

const emptyInput: HandshakeInput = { role: "server", text: "", endStream: false, config: "" };

function firstInput(): HandshakeInput {
  const vector = findVector(example);
  return givenInput(location.hash) ?? (vector?.kind === "handshake" ? inputOf(vector) : emptyInput);
}

const marks = { passed: "passes", failed: "fails", "not made": "not made" } as const;
const classes = { passed: "good", failed: "bad", "not made": "left" } as const;

function Checks({ checked }: { readonly checked: CheckedHeaders }): VNode {
  return (
    <>
      <ol class="check-list">
        {checked.checks.map(({ name, meaning, result, found }) => (
          <li class={classes[result]}>
            <code>{name}</code> <span class="tag">{marks[result]}</span>{found !== "" && <> found {found}</>}
            <span class="description">fails if: {meaning.charAt(0).toLowerCase()}{meaning.slice(1)}</span>
          </li>
        ))}
      </ol>
      {checked.reply.length > 0 && (
        <>
          <h2>The response of the server</h2>
          <pre tabIndex={0}>{headerText(checked.reply)}</pre>
        </>
      )}
    </>
  );
}

function verdictOf(checked: CheckedHeaders | undefined): string {
  if (checked === undefined) return "";
  const failed = checked.checks.find(({ result }) => result === "failed");
  return failed === undefined ? `Every check passes. Agreed: ${checked.agreed}.` : `The check ${failed.name} fails.`;
}

/** The panel of handshakes. */
export function HandshakePanel(): VNode {
  const [input, setInput] = useState(firstInput);
  useEffect(() => {
    const follow = ({ newURL }: HashChangeEvent): void => setInput((before) => givenInput(new URL(newURL).hash) ?? before);
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const { checked, mistake } = useMemo((): { readonly checked?: CheckedHeaders; readonly mistake?: string } => {
    try {
      return { checked: checkHeaders(input) };
    } catch (error) {
      if (error instanceof UsageError) return { mistake: error.message };
      throw error;
    }
  }, [input]);
  const kind = checked?.ok === true ? "good" : "bad";
  return (
    <>
      <div class="settings">
        <div class="field">
          <label for="handshake-role">Header section of</label>
          <select id="handshake-role" value={input.role}
            onChange={(event) => setInput({ ...input, role: event.currentTarget.value as HandshakeInput["role"] })}>
            <option value="server">a request, checked by the server</option>
            <option value="client">a response, checked by the client</option>
          </select>
        </div>
        <label class="check"><input type="checkbox" checked={input.endStream}
          onChange={() => setInput({ ...input, endStream: !input.endStream })} /> the stream ends with it</label>
      </div>
      <div class="field">
        <label for="header-lines">Fields, one on a line, with those that begin with a colon</label>
        <textarea id="header-lines" class="mono" rows={12} spellcheck={false} value={input.text} aria-invalid={mistake !== undefined}
          onInput={(event) => setInput({ ...input, text: event.currentTarget.value })} />
      </div>
      <div class="field">
        <label for="handshake-config">Options of the endpoint that checks, as JSON (see the vectors)</label>
        <textarea id="handshake-config" class="mono" rows={2} spellcheck={false} value={input.config}
          onInput={(event) => setInput({ ...input, config: event.currentTarget.value })} />
      </div>
      <p class={`verdict ${mistake === undefined ? kind : "bad"}`} role="status">{mistake ?? verdictOf(checked)}</p>
      {checked !== undefined && <Checks checked={checked} />}
    </>
  );
}
