/**
 * Lists the views by the name of their directive. A new view is one file in `views/` and one line here.
 *
 * @module
 */
import type { View } from "./blocks.ts";
import { checks } from "./views/checks.ts";
import { diagram } from "./views/diagram.ts";
import { fields } from "./views/fields.ts";
import { forms } from "./views/forms.ts";
import { httpFields } from "./views/http-fields.ts";
import { limits } from "./views/limits.ts";
import { machine } from "./views/machine.ts";
import { actions, events, guards, states } from "./views/machine-lists.ts";
import { notation } from "./views/notation.ts";
import { registry } from "./views/registry.ts";
import { sequence } from "./views/sequence.ts";
import { transitions } from "./views/transitions.ts";

/** All views by name. */
export const views: Readonly<Record<string, View>> = {
  actions,
  checks,
  diagram,
  events,
  fields,
  forms,
  guards,
  "http-fields": httpFields,
  limits,
  machine,
  notation,
  registry,
  sequence,
  states,
  transitions,
};
