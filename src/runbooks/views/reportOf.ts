// The forms of a report, by their names.
import type { Recorded } from '../run/Recorded.ts';
import type { Locale } from '../texts/say.ts';
import { htmlReport } from './html/htmlReport.ts';
import { jsonReport } from './json/jsonReport.ts';
import { junitReport } from './junit/junitReport.ts';
import { markdownReport } from './markdown/markdownReport.ts';

export const reportFormats = ['html', 'md', 'json', 'junit'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** The report of a run, from its journal alone. */
export function reportOf(recorded: readonly Recorded[], format: ReportFormat, locale: Locale): string {
  switch (format) {
    case 'html':
      return htmlReport(recorded, { locale });
    case 'md':
      return markdownReport(recorded, { locale });
    case 'json':
      return jsonReport(recorded, { locale });
    case 'junit':
      return junitReport(recorded, { locale });
  }
}
