/** How each figure grows, as one small picture for each: both axes by powers of ten, readable on dark and on light. */
import type { Measured } from './scale';

type Who = 'ours' | 'tsc' | 'floor';

interface Line {
  readonly who: Who;
  readonly values: readonly number[];
}

interface Figure {
  readonly title: string;
  readonly unit: 'ms' | 'MB';
  readonly lines: readonly Line[];
  /** What is asked for, drawn across. */
  readonly limit?: number;
}

const names: Readonly<Record<Who, string>> = {
  ours: 'Vizport',
  tsc: 'tableauserverclient',
  floor: 'raw floor',
};
const columns = 3;
const cell = { width: 300, height: 210 };
const box = { left: 62, right: 238, top: 40, bottom: 170 };
const head = 64;

export function picture(measured: readonly Measured[]): string {
  const figures = figuresOf(measured);
  const sizes = measured.map(({ size }) => size);
  const width = columns * cell.width;
  const height = head + Math.ceil(figures.length / columns) * cell.height + 30;
  const cells = figures.map((figure, n) => {
    const [x, y] = [(n % columns) * cell.width, head + Math.floor(n / columns) * cell.height];
    return `<g transform="translate(${x} ${y})">\n${drawn(figure, sizes)}\n</g>`;
  });
  const keys = (Object.keys(names) as Who[]).map((who, n) => {
    const x = box.left + n * 180;
    return `<line class="${who}" x1="${x}" x2="${x + 24}" y1="46" y2="46"/><text class="${who}" x="${x + 32}" y="50">${names[who]}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="How each figure grows with the number of workbooks; the table above has the same numbers">
<style>
  text { font: 12px system-ui, sans-serif; fill: #444; }
  .title { font-weight: 600; font-size: 13px; fill: #222; }
  .head { font-weight: 600; font-size: 15px; fill: #222; }
  .end { text-anchor: end; } .middle { text-anchor: middle; }
  .grid { stroke: #ccc; stroke-width: 1; }
  .limit { stroke: #b3261e; stroke-width: 1; stroke-dasharray: 2 3; } text.limit { stroke: none; fill: #b3261e; }
  polyline { fill: none; stroke-width: 2.2; } line.ours, line.tsc, line.floor { stroke-width: 2.2; }
  .ours { stroke: #1a6fb5; } circle.ours, text.ours { stroke: none; fill: #1a6fb5; }
  .tsc { stroke: #a8590c; } circle.tsc, text.tsc { stroke: none; fill: #a8590c; }
  .floor { stroke: #5f6b76; stroke-dasharray: 6 4; } circle.floor, text.floor { stroke: none; fill: #5f6b76; }
  @media (prefers-color-scheme: dark) {
    text { fill: #c4c9cf; } .title, .head { fill: #f0f2f4; } .grid { stroke: #444b53; }
    .limit { stroke: #ff8a80; } text.limit { fill: #ff8a80; }
    .ours { stroke: #6cb6ff; } circle.ours, text.ours { fill: #6cb6ff; }
    .tsc { stroke: #f0a35e; } circle.tsc, text.tsc { fill: #f0a35e; }
    .floor { stroke: #a3adb8; } circle.floor, text.floor { fill: #a3adb8; }
  }
</style>
<text class="head" x="${box.left}" y="24">How each figure grows with the number of workbooks</text>
${keys.join('\n')}
${cells.join('\n')}
<text class="middle" x="${width / 2}" y="${height - 12}">workbooks on the site, each with a view; 2,000 projects</text>
</svg>
`;
}

function figuresOf(measured: readonly Measured[]): readonly Figure[] {
  const line = (who: Who, value: (one: Measured) => number): Line => ({
    who,
    values: measured.map(value),
  });
  return [
    {
      title: 'First row',
      unit: 'ms',
      lines: [line('ours', ({ ours }) => ours.firstRow)],
    },
    {
      title: '1,000 rows',
      unit: 'ms',
      lines: [
        line('ours', ({ ours }) => ours.thousandRows),
        line('tsc', ({ tsc }) => tsc.thousandRows),
        line('floor', ({ floor }) => floor.thousandRows),
      ],
    },
    {
      title: 'Complete search index',
      unit: 'ms',
      lines: [
        line('ours', ({ ours }) => ours.searchIndex),
        line('tsc', ({ tsc }) => tsc.all),
        line('floor', ({ floor }) => floor.all),
      ],
    },
    {
      title: 'Heap of the extension host',
      unit: 'MB',
      lines: [line('ours', ({ ours }) => ours.heapMb)],
    },
    {
      title: 'Longest block of the event loop',
      unit: 'ms',
      lines: [line('ours', ({ ours }) => ours.longestBlock)],
      limit: 50,
    },
    {
      title: 'Search as you type, slowest key',
      unit: 'ms',
      lines: [line('ours', ({ ours }) => ours.slowestKey)],
      limit: 30,
    },
  ];
}

/** One figure in its cell. */
function drawn({ title, unit, lines, limit }: Figure, sizes: readonly number[]): string {
  const all = [...lines.flatMap(({ values }) => values), ...(limit === undefined ? [] : [limit])];
  const low = Math.floor(Math.log10(Math.max(Math.min(...all), 0.1)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...all))));
  const [least = 1, most = 10] = [sizes[0], sizes.at(-1)].map((size = 1) => Math.log10(size));
  const x = (size: number): number =>
    box.left + ((Math.log10(size) - least) / (most - least)) * (box.right - box.left);
  const y = (value: number): number =>
    box.bottom -
    ((Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)) * (box.bottom - box.top);
  const across = (kind: string, value: number): string =>
    `<line class="${kind}" x1="${box.left}" x2="${box.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>`;
  const ticks = Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n));
  return [
    `<text class="title" x="${box.left}" y="22">${title}</text>`,
    ...ticks.map(
      (value) =>
        `${across('grid', value)}<text class="end" x="${box.left - 6}" y="${(y(value) + 4).toFixed(1)}">${said(value, unit)}</text>`,
    ),
    ...sizes.map(
      (size) =>
        `<text class="middle" x="${x(size).toFixed(1)}" y="${box.bottom + 18}">${size.toLocaleString('en')}</text>`,
    ),
    ...(limit === undefined
      ? []
      : [
          `${across('limit', limit)}<text class="limit" x="${box.left + 4}" y="${(y(limit) - 4).toFixed(1)}">limit ${said(limit, unit)}</text>`,
        ]),
    ...lines.map(({ who, values }) => {
      const points = values.map((value, n) => [x(sizes[n] ?? 1), y(value)] as const);
      const at = points.map(([left, top]) => `${left.toFixed(1)},${top.toFixed(1)}`).join(' ');
      const dots = points.map(
        ([left, top]) =>
          `<circle class="${who}" cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="3.5"/>`,
      );
      const [end, last] = [points.at(-1), values.at(-1)];
      const label =
        end === undefined || last === undefined
          ? ''
          : `<text class="${who}" x="${(end[0] + 9).toFixed(1)}" y="${(end[1] + 4).toFixed(1)}">${said(last, unit)}</text>`;
      return `<polyline class="${who}" points="${at}"/>${dots.join('')}${label}`;
    }),
  ].join('\n');
}

function said(value: number, unit: Figure['unit']): string {
  if (unit === 'ms' && value >= 1000) return `${short(value / 1000)} s`;
  return `${short(value)} ${unit}`;
}

function short(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 2 });
}
