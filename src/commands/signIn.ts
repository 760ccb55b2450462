/** Sign in to a site, or replace its credentials: one multi-step quick pick with Back and step numbers. */
import * as vscode from 'vscode';
import { parseServerAddress } from '../content/webAddress';
import type { SessionsContract } from '../session/sessionsContract';
import type { SignInMethod } from '../tableau/credentials';
import { isAbort, isTableauError } from '../tableau/errors';
import { isCloudHost, type ContentUrl, type SiteRef } from '../tableau/model';
import { errorText } from '../ui/errorText';
import { askChoice, askText, type Answer, type StepPlace } from '../ui/multiStep';
import { checkField, signInWays, type SignInField } from './signInFields';

/** What has been answered so far. Lives as long as the quick pick: secrets leave it only for `Sessions.signIn`. */
interface Draft {
  readonly title: string;
  /** Server and site are given: only the credentials are asked for. */
  readonly fixed: boolean;
  address: string;
  server?: string;
  contentUrl: ContentUrl | undefined;
  /** The site was part of the pasted address, so it is not asked for. */
  siteFromAddress: boolean;
  /** Pasted origins that browsers know and REST does not: kept as aliases of the site. */
  readonly aliases: Set<string>;
  method: SignInMethod | undefined;
  readonly answers: Record<string, string>;
  signedIn?: SiteRef;
}

type Step = (draft: Draft, place: StepPlace) => Promise<Answer<unknown>>;

/** Resolves with the site, or undefined when the user backed out. */
export type SignIn = (site?: SiteRef) => Promise<SiteRef | undefined>;

/** With a site its server and name are filled in, and may be changed. */
export function signIn(sessions: SessionsContract): SignIn {
  return (site) =>
    run(sessions, {
      title: vscode.l10n.t('Sign In to Tableau'),
      fixed: false,
      address: site === undefined ? '' : addressOf(site),
      contentUrl: site?.contentUrl,
      siteFromAddress: false,
      aliases: new Set(),
      method: undefined,
      answers: {},
    });
}

/** The site stays remembered with its old credentials until Tableau has accepted the new ones. */
export function replaceCredentials(
  sessions: SessionsContract,
): (site: SiteRef) => Promise<SiteRef | undefined> {
  return (site) => {
    const profile = sessions.find(site)?.profile;
    return run(sessions, {
      title: vscode.l10n.t(
        'Replace Credentials for {0}',
        profile?.siteName ?? (site.contentUrl === '' ? new URL(site.server).host : site.contentUrl),
      ),
      fixed: true,
      address: addressOf(site),
      server: site.server,
      contentUrl: site.contentUrl,
      siteFromAddress: true,
      aliases: new Set(),
      method: profile?.method,
      // What is shown anyway is filled in; secrets are not read back.
      answers: profile === undefined ? {} : { name: profile.account, username: profile.account },
    });
  };
}

function addressOf(site: SiteRef): string {
  return site.contentUrl === '' ? site.server : `${site.server}/#/site/${site.contentUrl}/home`;
}

async function run(sessions: SessionsContract, draft: Draft): Promise<SiteRef | undefined> {
  let index = 0;
  for (;;) {
    const steps = stepsOf(sessions, draft);
    const step = steps[index];
    if (step === undefined) return draft.signedIn;
    const answer = await step(draft, {
      title: draft.title,
      step: index + 1,
      totalSteps: steps.length,
    });
    if (answer.kind === 'cancel') return undefined;
    index += answer.kind === 'back' ? -1 : 1;
  }
}

function stepsOf(sessions: SessionsContract, draft: Draft): readonly Step[] {
  const fields = signInWays[draft.method ?? 'personalAccessToken'].fields;
  const isLast = (index: number): boolean => index === fields.length - 1;
  return [
    ...(draft.fixed ? [] : [addressStep(sessions)]),
    ...(draft.siteFromAddress ? [] : [siteStep]),
    methodStep,
    ...fields.map((field, index) => fieldStep(field, isLast(index) ? sessions : undefined)),
  ];
}

function addressStep(sessions: SessionsContract): Step {
  return async (draft, place) => {
    const answer = await askText(place, {
      prompt: vscode.l10n.t(
        'Paste any address of your Tableau site; server and site are read from it',
      ),
      placeholder: vscode.l10n.t('https://10ax.online.tableau.com/#/site/sales/home'),
      value: draft.address,
      validate: (text) => {
        const parsed = parseServerAddress(text);
        return 'reason' in parsed
          ? vscode.l10n.t(
              'This is not the address of a Tableau server. Paste one from the browser, such as https://tableau.example.com/#/site/sales/home.',
            )
          : undefined;
      },
      accept: async (text, signal) => {
        const parsed = parseServerAddress(text);
        if ('reason' in parsed) return undefined;
        draft.address = text;
        try {
          const info = await sessions.serverInfo(parsed.server, signal);
          draft.server = info.server;
        } catch (error) {
          if (isAbort(error)) throw error;
          if (isTableauError(error, 'notTableau')) draft.aliases.add(parsed.server);
          return isTableauError(error, 'notTableau') && error.details.suggestedServer === undefined
            ? vscode.l10n.t(
                '{0} If this is a custom domain of Tableau Cloud, enter the address of its pod instead, such as https://10ax.online.tableau.com.',
                errorText(error),
              )
            : errorText(error);
        }
        if (parsed.contentUrl !== undefined) {
          draft.contentUrl = parsed.contentUrl;
          draft.siteFromAddress = true;
        } else {
          draft.siteFromAddress = false;
        }
        return undefined;
      },
    });
    return answer;
  };
}

const siteStep: Step = async (draft, place) => {
  const cloud = draft.server !== undefined && isCloudHost(draft.server);
  const answer = await askText(place, {
    prompt: cloud
      ? vscode.l10n.t('Name of the site as it stands in its address, after /site/')
      : vscode.l10n.t(
          'Name of the site as it stands in its address, after /site/; leave it empty for the default site',
        ),
    placeholder: cloud ? vscode.l10n.t('sales') : vscode.l10n.t('empty: the default site'),
    value: draft.contentUrl ?? '',
    validate: (text) => {
      if (text.trim() === '')
        return cloud
          ? vscode.l10n.t('Tableau Cloud has no default site: enter the name after /site/.')
          : undefined;
      return /[\s/#?]/u.test(text.trim())
        ? vscode.l10n.t('Enter only the part after /site/, without blanks and slashes.')
        : undefined;
    },
  });
  if (answer.kind === 'next') draft.contentUrl = answer.value.trim() as ContentUrl;
  return answer;
};

const methodStep: Step = async (draft, place) => {
  const answer = await askChoice<SignInMethod>(place, {
    placeholder: vscode.l10n.t('How do you want to sign in?'),
    choices: (Object.keys(signInWays) as SignInMethod[]).map((method) => {
      const way = signInWays[method];
      return { label: `$(${way.icon}) ${way.label()}`, detail: way.detail(), value: method };
    }),
    ...(draft.method === undefined ? {} : { active: draft.method }),
  });
  if (answer.kind === 'next') draft.method = answer.value;
  return answer;
};

/** The last field's step signs in, in place: a refusal keeps the box open, and Back keeps what was typed. */
function fieldStep(field: SignInField, sessions: SessionsContract | undefined): Step {
  return async (draft, place) => {
    const answer = await askText(place, {
      prompt: field.prompt(),
      value: draft.answers[field.key] ?? '',
      ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder() }),
      ...(field.secret === undefined ? {} : { password: field.secret }),
      validate: (text) => checkField(field, text),
      accept: async (text, signal) => {
        draft.answers[field.key] = text;
        return sessions === undefined ? undefined : finish(sessions, draft, signal);
      },
    });
    return answer;
  };
}

async function finish(
  sessions: SessionsContract,
  draft: Draft,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (draft.method === undefined || draft.server === undefined) return undefined;
  const site: SiteRef = {
    server: draft.server,
    contentUrl: draft.contentUrl ?? ('' as ContentUrl),
  };
  const credentials = signInWays[draft.method].credentials(draft.answers);
  // An origin that is not Tableau's own belongs to a site of Tableau Cloud with a custom domain; elsewhere it was a slip.
  const aliases = isCloudHost(site.server) ? [...draft.aliases] : [];
  try {
    const signedIn = await sessions.signIn(site, credentials, { aliases }, signal);
    draft.signedIn = signedIn.site;
    return undefined;
  } catch (error) {
    if (isAbort(error)) throw error;
    return errorText(error);
  }
}
