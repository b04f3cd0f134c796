// What writing runbooks needs of the rest of the extension.
import type { Services } from '../Services.ts';

export type LanguageServices = Pick<Services, 'engine' | 'texts' | 'runbooks'>;
