// Simplified Chinese texts of the room `language`.
import type { language as en } from '../en/language.ts';

export const language: Record<keyof typeof en, string> = {};
