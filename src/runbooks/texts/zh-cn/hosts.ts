// Simplified Chinese texts of the room `hosts`.
import type { hosts as en } from '../en/hosts.ts';

export const hosts: Record<keyof typeof en, string> = {};
