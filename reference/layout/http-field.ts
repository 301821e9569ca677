/**
 * HTTP fields whose value is a Structured Field (RFC 9651), with one type for requests and one for responses.
 *
 * @module
 */
import * as z from "zod";

import { LayoutError } from "./errors.ts";
import type { DocModel, HttpFieldModel } from "./model.ts";
import type { StructuredField } from "./structured-field.ts";

/** The value of a field in one direction. */
export interface FieldDirection<V> {
  /** The Structured Field type of the value. */
  readonly value: StructuredField<V>;
  /** The value in words: a sentence or phrase of plain text. */
  readonly summary: string;
}

/** The author's description of a field. */
export interface HttpFieldDoc<Q, S> extends DocModel {
  /** The field name, lower case. */
  readonly id: string;
  /** The name in text. */
  readonly title: string;
  /** The value in a request; absent if requests do not carry the field. */
  readonly request?: FieldDirection<Q>;
  /** The value in a response; absent if responses do not carry the field. */
  readonly response?: FieldDirection<S>;
  /** The decoding bound that the value gives, as `HttpFieldModel.bound` describes it; absent if it gives none. */
  readonly bound?: string;
}

/** An HTTP field with the schemas of its JavaScript values. A direction without the field has the type `never`. */
export interface HttpField<Q = unknown, S = unknown> {
  /** The plain-data model. */
  readonly model: HttpFieldModel;
  /** The schema of the value in a request. */
  readonly request: z.ZodType<Q>;
  /** The schema of the value in a response. */
  readonly response: z.ZodType<S>;
}

/** The JavaScript value of a field in a request. */
export type RequestValue<F> = F extends HttpField<infer Q, unknown> ? Q : never;

/** The JavaScript value of a field in a response. */
export type ResponseValue<F> = F extends HttpField<unknown, infer S> ? S : never;

const FIELD_NAME = /^[a-z][a-z0-9!#$%&'*+.^_`|~-]*$/;

function problemOf(doc: HttpFieldDoc<unknown, unknown>): string | undefined {
  if (!FIELD_NAME.test(doc.id)) return "is not a field name in lower case";
  if (doc.title.trim() === "") return "has no title";
  if (doc.description.trim() === "") return "has no description";
  const directions = [doc.request, doc.response].filter((each) => each !== undefined);
  if (directions.length === 0) return "has neither a request nor a response value";
  return directions.some((each) => each.summary.trim() === "") ? "has no summary of its value" : undefined;
}

function modelOf(doc: HttpFieldDoc<unknown, unknown>): HttpFieldModel {
  const { id, title, description, cite, request, response, bound } = doc;
  return {
    kind: "http-field",
    id,
    title,
    description,
    cite,
    ...(request === undefined ? {} : { request: request.value.model }),
    ...(response === undefined ? {} : { response: response.value.model }),
    ...(bound === undefined ? {} : { bound }),
    summary: {
      ...(request === undefined ? {} : { request: request.summary }),
      ...(response === undefined ? {} : { response: response.summary }),
    },
  };
}

function schemaOf<V>(direction: FieldDirection<V> | undefined): z.ZodType<V> {
  if (direction === undefined) return z.never() as unknown as z.ZodType<V>;
  return direction.value.schema.meta({ description: direction.summary }) as z.ZodType<V>;
}

/**
 * Declares an HTTP field.
 *
 * @param doc - its name, its purpose, and its value in each direction
 * @throws {@link LayoutError} if the name is not a field name, a text is empty, or both directions are absent
 *
 * @example
 * ```ts
 * import { readRequestField } from "websocket2";
 * import { httpField, sfInteger, sfItem } from "websocket2/layout";
 *
 * const priority = httpField({
 *   id: "example-priority",
 *   title: "Example-Priority",
 *   description: "How urgent the request is.",
 *   cite: "#priority",
 *   request: { value: sfItem(sfInteger({ least: 0, most: 7 })), summary: "0 to 7; greater is more urgent." },
 * });
 * const result = readRequestField(priority, "5");
 * console.log(result.ok && result.value); // 5
 * ```
 */
export function httpField<Q = never, S = never>(doc: HttpFieldDoc<Q, S>): HttpField<Q, S> {
  const problem = problemOf(doc);
  if (problem !== undefined) throw new LayoutError(doc.id, problem);
  return { model: modelOf(doc), request: schemaOf(doc.request), response: schemaOf(doc.response) };
}
