// Simplified Chinese texts of the room `views`.
import type { views as en } from '../en/views.ts';

export const views: Record<keyof typeof en, string> = {};
