/** The growth as a picture: both axes by powers of ten, readable on dark and on light. */
import type { Measured } from './scale';

const [width, height] = [720, 380];
const box = { left: 70, right: 560, top: 50, bottom: 320 };

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly seconds: readonly number[];
}

export function picture(measured: readonly Measured[]): string {
  const lines: readonly Line[] = [
    {
      name: 'Vizport, all kinds',
      colour: 'ours',
      seconds: measured.map(({ ours }) => ours.searchIndex / 1000),
    },
    {
      name: 'tableauserverclient',
      colour: 'tsc',
      seconds: measured.map(({ tsc }) => tsc.all / 1000),
    },
    { name: 'raw floor', colour: 'floor', seconds: measured.map(({ floor }) => floor.all / 1000) },
  ];
  const all = lines.flatMap(({ seconds }) => seconds);
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...all))),
    Math.ceil(Math.log10(Math.max(...all))),
  ];
  const sizes = measured.map(({ size }) => Math.log10(size));
  const [first = 3, last = 5] = [sizes[0], sizes.at(-1)];
  const x = (size: number): number =>
    box.left + ((Math.log10(size) - first) / (last - first)) * (box.right - box.left);
  const y = (seconds: number): number =>
    box.bottom - ((Math.log10(seconds) - low) / (high - low)) * (box.bottom - box.top);
  const grid = Array.from({ length: high - low + 1 }, (_, n) => 10 ** (low + n));
  const parts = [
    ...grid.map((value) => {
      const at = y(value).toFixed(1);
      const label = value < 1 ? `${value * 1000} ms` : `${value} s`;
      return `<line class="grid" x1="${box.left}" x2="${box.right}" y1="${at}" y2="${at}"/><text class="end" x="${box.left - 8}" y="${Number(at) + 4}">${label}</text>`;
    }),
    ...measured.map(
      ({ size }) =>
        `<text class="middle" x="${x(size).toFixed(1)}" y="${box.bottom + 22}">${size.toLocaleString('en')}</text>`,
    ),
    ...labelled(lines, y).map(({ line, at }) => {
      const points = line.seconds.map(
        (value, n) => `${x(measured[n]?.size ?? 1).toFixed(1)},${y(value).toFixed(1)}`,
      );
      const dots = points.map(
        (point) =>
          `<circle class="${line.colour}" cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="4"/>`,
      );
      return `<polyline class="${line.colour}" points="${points.join(' ')}"/>${dots.join('')}<text class="${line.colour}" x="${box.right + 12}" y="${(at + 4).toFixed(1)}">${line.name}</text>`;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="Seconds to a complete search index by number of workbooks">
<style>
  text { font: 13px system-ui, sans-serif; fill: #444; }
  .title { font-weight: 600; font-size: 15px; fill: #222; }
  .end { text-anchor: end; } .middle { text-anchor: middle; }
  .grid { stroke: #ccc; stroke-width: 1; }
  polyline { fill: none; stroke-width: 2.5; }
  polyline.ours { stroke: #1a6fb5; } circle.ours, text.ours { fill: #1a6fb5; }
  polyline.tsc { stroke: #a8590c; } circle.tsc, text.tsc { fill: #a8590c; }
  polyline.floor { stroke: #5f6b76; stroke-dasharray: 6 4; } circle.floor, text.floor { fill: #5f6b76; }
  @media (prefers-color-scheme: dark) {
    text { fill: #c4c9cf; } .title { fill: #f0f2f4; } .grid { stroke: #444b53; }
    polyline.ours { stroke: #6cb6ff; } circle.ours, text.ours { fill: #6cb6ff; }
    polyline.tsc { stroke: #f0a35e; } circle.tsc, text.tsc { fill: #f0a35e; }
    polyline.floor { stroke: #a3adb8; } circle.floor, text.floor { fill: #a3adb8; }
  }
</style>
<text class="title" x="${box.left}" y="26">Everything listed, by the number of workbooks</text>
${parts.join('\n')}
<text class="middle" x="${(box.left + box.right) / 2}" y="${box.bottom + 46}">workbooks on the site, each with a view; 2,000 projects</text>
</svg>
`;
}

/** Names at the ends of their lines, one below the other where lines end close together. */
function labelled(
  lines: readonly Line[],
  y: (seconds: number) => number,
): readonly { readonly line: Line; readonly at: number }[] {
  let below = -Infinity;
  return lines
    .map((line) => ({ line, at: y(line.seconds.at(-1) ?? 1) }))
    .sort((a, b) => a.at - b.at)
    .map(({ line, at }) => {
      below = Math.max(at, below + 18);
      return { line, at: below };
    });
}
