// Simplified Chinese texts of the room `practice`.
import type { practice as en } from '../en/practice.ts';

export const practice: Record<keyof typeof en, string> = {};
