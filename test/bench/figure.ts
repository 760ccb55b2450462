/** One number of the product, with what it is measured against. */

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the number is measured against, or what it must not pass. */
  readonly against: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) throw new Error('Nothing was measured');
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** A table for people. */
export function asTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, against }) => [name, `${value} ${unit}`, against]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(([name, value, against]) => {
      return `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${against}`;
    })
    .join('\n');
}
