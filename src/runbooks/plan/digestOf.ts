// What was approved, as one number.
import { createHash } from 'node:crypto';

/** sha256 over plain JSON with its keys in order, hex: equal for equal content, however it was put together. */
export function digestOf(json: unknown): string {
  return createHash('sha256').update(canonical(json)).digest('hex');
}

function canonical(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
  if (typeof json === 'object' && json !== null) {
    const entries = Object.entries(json)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`;
  }
  return JSON.stringify(json);
}
