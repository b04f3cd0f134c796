// How vmq-admin prints a table: with lines and bold headings for people, as JSON for programs.

/** @typedef {Record<string, string | number | boolean | null>} Row */

/**
 * @param {readonly Row[]} rows all with the same columns, in order
 * @param {boolean} asJson
 */
export function table(rows, asJson) {
  if (asJson) return `${JSON.stringify({ table: rows, type: 'table' })}\n`;
  const [first] = rows;
  if (first === undefined) return '';
  const columns = Object.keys(first);
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => String(row[column]).length)));
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  /** @param {readonly string[]} cells @param {(text: string) => string} [draw] */
  const line = (cells, draw = (text) => text) =>
    `|${cells.map((cell, at) => ` ${draw(cell)}${' '.repeat(Number(widths[at]) - cell.length)} `).join('|')}|\n`;
  const body = rows.map((row) => line(columns.map((column) => String(row[column]))) + rule);
  return rule + line(columns, (text) => `\u001b[1m${text}\u001b[0m`) + rule + body.join('');
}
