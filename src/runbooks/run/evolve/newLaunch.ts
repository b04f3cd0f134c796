// A script that was just launched.
import type { Launch } from '../RunState.ts';

export function newLaunch(event: { readonly spool: string; readonly bootId: string }, at: number): Launch {
  return {
    spool: event.spool,
    bootId: event.bootId,
    at,
    interrupted: false,
    exited: undefined,
    unknown: undefined,
    killed: undefined,
  };
}
