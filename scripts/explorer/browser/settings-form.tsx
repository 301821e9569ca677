/**
 * The settings of the connection: compression, limit, receiver.
 *
 * @module
 */
import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

import { UsageError } from "../../common/usage-error.ts";
import type { ExplorerData } from "../data/explorer-data.ts";
import { type ExplorerSettings, parseLimit } from "../view/settings.ts";

interface SettingsFormProps {
  readonly data: ExplorerData;
  readonly settings: ExplorerSettings;
  readonly onChange: (settings: ExplorerSettings) => void;
}

/** The limit of a message. It takes effect when it is a number. */
function LimitField({ data, settings, onChange }: SettingsFormProps): VNode {
  const [text, setText] = useState(String(settings.limit));
  const [mistake, setMistake] = useState("");
  useEffect(() => (setText(String(settings.limit)), setMistake("")), [settings.limit]);
  const change = (next: string): void => {
    setText(next);
    try {
      onChange({ ...settings, limit: parseLimit(next) });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      setMistake(error.message);
    }
  };
  return (
    <div class="field">
      <label for="limit">Limit: {data.messageLimit.title.toLowerCase()} in octets</label>
      <input id="limit" type="text" inputMode="numeric" size={10} value={text} aria-invalid={mistake !== ""}
        aria-describedby="limit-mistake" title={data.messageLimit.description} onInput={(event) => change(event.currentTarget.value)} />
      <span id="limit-mistake" class="bad">{mistake}</span>
    </div>
  );
}

/** The agreed compression, with its parameter. */
function CompressionField({ data: { methods }, settings, onChange }: SettingsFormProps): VNode {
  const used = methods.find(({ name }) => name === settings.method);
  const mostOf = (method: string): number => methods.find(({ name }) => name === method)?.most ?? 0;
  const choose = (method: string): void => onChange({ ...settings, method, parameter: mostOf(method) });
  const parameters = used === undefined ? [] : Array.from({ length: used.most - used.least + 1 }, (_, index) => used.least + index);
  return (
    <div class="field">
      <label for="method">Agreed compression</label>
      <select id="method" value={settings.method} onChange={(event) => choose(event.currentTarget.value)}>
        {["none", ...methods.map(({ name }) => name)].map((name) => <option value={name}>{name}</option>)}
      </select>
      {used !== undefined && (
        <select aria-label={`Parameter of ${used.name}`} value={String(settings.parameter)}
          onChange={(event) => onChange({ ...settings, parameter: Number(event.currentTarget.value) })}>
          {parameters.map((each) => <option value={String(each)}>{each}</option>)}
        </select>
      )}
    </div>
  );
}

/** The settings of the connection. */
export function SettingsForm(props: SettingsFormProps): VNode {
  const { data, settings, onChange } = props;
  return (
    <div class="settings" role="group" aria-label="Settings of the connection">
      <div class="field">
        <label for="type">Read as</label>
        <select id="type" value={settings.type} onChange={(event) => onChange({ ...settings, type: event.currentTarget.value })}>
          <option value={data.frame}>frames</option>
          <option value={data.integer}>one {data.elements[data.integer]?.title}</option>
        </select>
      </div>
      {settings.type === data.frame && (
        <>
          <CompressionField {...props} />
          <LimitField {...props} />
          <div class="field">
            <label for="role">Receiver</label>
            <select id="role" value={settings.role} onChange={(event) => onChange({ ...settings, role: event.currentTarget.value })}>
              <option value="">not known</option>
              {data.machine.roles.map((role) => <option value={role}>{role}</option>)}
            </select>
          </div>
        </>
      )}
    </div>
  );
}
