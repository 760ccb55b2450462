/** The forms in which a secret may have got out: as it is, escaped, URL-encoded, and in base64 at every alignment. */

export interface Planted {
  /** What it is, for the report: never the secret itself. */
  readonly name: string;
  readonly secret: string;
}

export interface Form {
  readonly of: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** A short piece could stand anywhere by chance. */
const leastBytes = 8;

export function formsOf({ name, secret }: Planted): readonly Form[] {
  const texts: [string, string][] = [
    ['plain', secret],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ['URL', encodeURIComponent(secret)],
    [
      'URL, small letters',
      encodeURIComponent(secret).replace(/%../gu, (code) => code.toLowerCase()),
    ],
    ['form', encodeURIComponent(secret).replaceAll('%20', '+')],
    ['URL twice', encodeURIComponent(encodeURIComponent(secret))],
    ['HTML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')],
    ['hex', Buffer.from(secret).toString('hex')],
    ...base64Of(secret),
  ];
  const forms = new Map<string, Form>();
  for (const [form, text] of texts)
    if (!forms.has(text)) forms.set(text, { of: name, form, bytes: Buffer.from(text) });
  // Chromium and Windows keep some texts so.
  const wide = Buffer.from(secret, 'utf16le');
  return [...forms.values(), { of: name, form: 'UTF-16', bytes: wide }].filter(
    ({ bytes }) => bytes.length >= leastBytes,
  );
}

/** Inside a longer text, base64 looks different at each of three alignments: the part that its neighbours do not change. */
function base64Of(secret: string): [string, string][] {
  return [0, 1, 2].flatMap((before): [string, string][] => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = bytes.toString('base64').replace(/=+$/u, '');
    const skipped = before === 0 ? 0 : before + 1;
    const end = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
    const sure = whole.slice(skipped, end);
    const safe = sure.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`base64 (${before})`, sure],
      [`base64url (${before})`, safe],
    ];
  });
}

export interface Found {
  readonly of: string;
  readonly form: string;
  /** The kind of place: `log`, `globalState`, … */
  readonly place: string;
  /** The file, database or frame. */
  readonly where: string;
}

/** Something that was kept or shown. */
export interface Trace {
  readonly place: string;
  readonly where: string;
  readonly bytes: Buffer;
}

export function search(traces: readonly Trace[], planted: readonly Planted[]): readonly Found[] {
  const forms = planted.flatMap(formsOf);
  return traces.flatMap(({ place, where, bytes }) =>
    forms
      .filter((form) => bytes.includes(form.bytes))
      .map(({ of, form }) => ({ of, form, place, where })),
  );
}
