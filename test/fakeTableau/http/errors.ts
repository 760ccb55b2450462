// Tableau's refusals: a code that never changes and words that follow Accept-Language.

/** A refusal with one of Tableau's codes; its HTTP status is the code without the last three digits. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: number,
    readonly detail: string,
    more: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.name = 'Refusal';
    this.code = String(code);
    this.status = more.status ?? Math.floor(code / 1000);
    this.headers = more.headers ?? {};
  }
}

/** English, German, French. Codes are documented; the words are ours in Tableau's manner. */
const summaries: Readonly<Record<string, readonly [en: string, de: string, fr: string]>> = {
  '400': ['Bad Request', 'Ungültige Anforderung', 'Requête incorrecte'],
  '401': ['Unauthorized Access', 'Nicht autorisierter Zugriff', 'Accès non autorisé'],
  '401001': ['Signin Error', 'Fehler bei der Anmeldung', 'Erreur de connexion'],
  '403': ['Forbidden', 'Unzulässig', 'Interdit'],
  '404': ['Resource Not Found', 'Ressource nicht gefunden', 'Ressource introuvable'],
  '405': ['Method Not Allowed', 'Methode nicht zulässig', 'Méthode non autorisée'],
  '406': ['Not Acceptable', 'Nicht akzeptabel', 'Inacceptable'],
  '409': ['Resource Conflict', 'Ressourcenkonflikt', 'Conflit de ressources'],
  '429': ['Too Many Requests', 'Zu viele Anforderungen', 'Trop de requêtes'],
  '500': ['Internal Server Error', 'Interner Serverfehler', 'Erreur interne du serveur'],
};

const details: Readonly<Record<string, readonly [de: string, fr: string]>> = {
  '401001': [
    'Fehler bei der Anmeldung bei Tableau Server.',
    'Erreur lors de la connexion à Tableau Server.',
  ],
  '401002': [
    'Ungültige Anmeldeinformationen für die Authentifizierung.',
    'Informations d’authentification non valides.',
  ],
  '403004': [
    'Sie haben keine Berechtigung für diesen Vorgang.',
    'Vous n’êtes pas autorisé à effectuer cette opération.',
  ],
  '404018': ['Der Auftrag wurde nicht gefunden.', 'La tâche est introuvable.'],
};

/** Sentences with a name in them, for the codes that a client might wrongly read by their words. */
const alreadyQueued: Readonly<Record<string, (name: string) => string>> = {
  en: (name) => `Job for '${name}' is already queued. Not queuing a duplicate.`,
  de: (name) => `Auftrag für „${name}“ ist bereits in der Warteschlange. Kein Duplikat eingereiht.`,
  fr: (name) => `La tâche pour « ${name} » est déjà en file d’attente.`,
};

export function alreadyQueuedText(name: string, language: string): string {
  return (alreadyQueued[language] ?? alreadyQueued['en'] ?? ((n: string) => n))(name);
}

const column = (language: string): 0 | 1 | 2 => (language === 'de' ? 1 : language === 'fr' ? 2 : 0);

export function summaryOf(refusal: Refusal, language: string): string {
  const texts = summaries[refusal.code] ?? summaries[String(refusal.status)];
  return texts?.[column(language)] ?? 'Error';
}

export function detailOf(refusal: Refusal, language: string): string {
  const at = column(language);
  return (at === 0 ? undefined : details[refusal.code]?.[at - 1]) ?? refusal.detail;
}

/** First language of Accept-Language: "de-CH,de;q=0.9" is "de". */
export function languageOf(header: string | undefined): string {
  return /^\s*([a-z]{2})/i.exec(header ?? '')?.[1]?.toLowerCase() ?? 'en';
}
