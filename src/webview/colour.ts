/** CSS colours as VS Code hands them to a webview, turned into what Monaco and GraphiQL take. */

export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** `#rgb`, `#rrggbb`, `#rrggbbaa` and `rgb()`/`rgba()`: the forms that VS Code writes. */
export function parseColour(text: string): Colour | undefined {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/iu.exec(value)?.[1];
  if (hex !== undefined) {
    const digits = hex.length <= 4 ? [...hex].map((digit) => digit + digit).join('') : hex;
    if (digits.length !== 6 && digits.length !== 8) return undefined;
    const at = (index: number): number => Number.parseInt(digits.slice(index, index + 2), 16);
    return { red: at(0), green: at(2), blue: at(4), alpha: digits.length === 8 ? at(6) / 255 : 1 };
  }
  const parts = /^rgba?\(([^)]*)\)$/iu
    .exec(value)?.[1]
    ?.split(/[\s,/]+/u)
    .map(Number);
  const [red, green, blue, alpha = 1] = parts ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [red, green, blue, alpha].every(Number.isFinite) ? { red, green, blue, alpha } : undefined;
}

/** `#rrggbbaa`, the only form that Monaco takes. */
export function toHex({ red, green, blue, alpha }: Colour): string {
  return `#${[red, green, blue, alpha * 255]
    .map((part) => Math.round(part).toString(16).padStart(2, '0'))
    .join('')}`;
}

/** `h, s%, l%`: GraphiQL's variables go into its own `hsl()` and `hsla()`. Transparency is dropped. */
export function toHsl({ red, green, blue }: Colour): string {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const most = Math.max(r, g, b);
  const least = Math.min(r, g, b);
  const spread = most - least;
  const light = (most + least) / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  const turn =
    spread === 0
      ? 0
      : most === r
        ? ((g - b) / spread + 6) % 6
        : most === g
          ? (b - r) / spread + 2
          : (r - g) / spread + 4;
  const percent = (part: number): string => `${Math.round(part * 1000) / 10}%`;
  return `${Math.round(turn * 60)}, ${percent(saturation)}, ${percent(light)}`;
}
