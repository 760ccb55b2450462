/** Sign in to a site, or replace its credentials: one multi-step quick pick with Back and step numbers. */
import * as vscode from 'vscode';
import { isJwtPasted } from '../session/siteProfile';
import type { SiteRef } from '../tableau/model';
import type { SignInDraft, SignInNeeds, SignInStep } from './signInDraft';
import { fieldStep } from './signInFieldSteps';
import { addressStep, methodStep, siteStep } from './signInSteps';
import { answersOf, signInWays, wayOf } from './signInWays';

/** Resolves with the site, or undefined when the user backed out. */
export type SignIn = (site?: SiteRef) => Promise<SiteRef | undefined>;

/** With a site its server and name are filled in, and may be changed. */
export function signIn(needs: SignInNeeds): SignIn {
  return (site) =>
    run(needs, {
      title: vscode.l10n.t('Sign In to Tableau'),
      fixed: false,
      address: site === undefined ? '' : addressOf(site),
      contentUrl: site?.contentUrl,
      siteFromAddress: true,
      aliases: new Set(),
      way: undefined,
      answers: {},
    });
}

/** The site stays remembered with its old credentials until Tableau has accepted the new ones. */
export function replaceCredentials(
  needs: SignInNeeds,
): (site: SiteRef) => Promise<SiteRef | undefined> {
  return (site) => {
    const entry = needs.sessions.find(site);
    const profile = entry?.profile;
    const draft: SignInDraft = {
      title: vscode.l10n.t(
        'Replace Credentials for {0}',
        profile?.siteName ?? (site.contentUrl === '' ? new URL(site.server).host : site.contentUrl),
      ),
      fixed: true,
      address: addressOf(site),
      server: site.server,
      info: needs.sessions.serverInfo(site.server).catch(() => {
        // Then nothing is known of the server's version, and every way is offered.
        return undefined;
      }),
      contentUrl: site.contentUrl,
      siteFromAddress: true,
      aliases: new Set(),
      way: profile === undefined ? undefined : wayOf(profile),
      answers: profile === undefined ? {} : answersOf(profile),
    };
    // Only a new token is missing: all else has been answered. Back leads to it.
    const isTokenAlone = entry !== undefined && isJwtPasted(entry.state);
    return run(needs, draft, isTokenAlone ? stepsOf(needs, draft).length - 1 : 0);
  };
}

function addressOf(site: SiteRef): string {
  return site.contentUrl === '' ? site.server : `${site.server}/#/site/${site.contentUrl}/home`;
}

async function run(
  needs: SignInNeeds,
  draft: SignInDraft,
  first = 0,
): Promise<SiteRef | undefined> {
  let index = first;
  for (;;) {
    const steps = stepsOf(needs, draft);
    const step = steps[index];
    if (step === undefined) return draft.signedIn;
    const answer = await step(draft, {
      title: draft.title,
      step: index + 1,
      totalSteps: steps.length,
      stepsWith: (change) => stepsOf(needs, { ...draft, ...change }).length,
    });
    if (answer.kind === 'cancel') return undefined;
    index += answer.kind === 'back' ? -1 : 1;
  }
}

function stepsOf(needs: SignInNeeds, draft: SignInDraft): readonly SignInStep[] {
  const fields = signInWays[draft.way ?? 'personalAccessToken'].fields(draft.answers);
  const isLast = (index: number): boolean => index === fields.length - 1;
  return [
    ...(draft.fixed ? [] : [addressStep(needs)]),
    ...(draft.siteFromAddress ? [] : [siteStep]),
    methodStep,
    ...fields.map((field, index) => fieldStep(needs, field, isLast(index))),
  ];
}
