// What a command was called with: a value of its own kind, a row of one of our trees, or nothing.
import type { Uri } from 'vscode';

/** The file of a runbook: its URI, or a row with one. */
export function uriOf(argument: unknown): Uri | undefined {
  if (isUri(argument)) return argument;
  const uri = partOf(argument, 'resourceUri');
  return isUri(uri) ? uri : undefined;
}

/** A text that is given as it is, or the part `key` of a row. */
export function textOf(argument: unknown, key: 'runId' | 'host' | 'scenario'): string | undefined {
  if (typeof argument === 'string') return argument;
  const part = partOf(argument, key);
  return typeof part === 'string' ? part : undefined;
}

function partOf(argument: unknown, key: string): unknown {
  return typeof argument === 'object' && argument !== null ? (argument as Record<string, unknown>)[key] : undefined;
}

function isUri(value: unknown): value is Uri {
  return typeof partOf(value, 'scheme') === 'string' && typeof partOf(value, 'path') === 'string';
}
