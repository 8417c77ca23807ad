/** What JSON can say, and what a report is after reading, whether it came as JSON or YAML. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

export interface JsonObject {
  readonly [key: string]: JsonValue
}
