/** The steps of a sign-in that ask for credentials; the last one signs in, in place: a refusal keeps the box open. */
import * as vscode from 'vscode';
import { bareJwt, isFatal, jwtFacts } from '../tableau/auth/jwtShape';
import { isAbort } from '../tableau/errors';
import { isCloudHost, type ContentUrl, type SiteRef } from '../tableau/model';
import { errorText } from '../ui/errorText';
import { jwtProblemText } from '../ui/jwtText';
import { askChoice, askText, type Choice } from '../ui/multiStep';
import { plainLabel, singleLine } from '../ui/plainLabel';
import type { SignInDraft, SignInNeeds, SignInPlace, SignInStep } from './signInDraft';
import {
  checkField,
  commandChoice,
  pasteChoice,
  type SignInField,
  type TextField,
} from './signInFields';
import { signInWays } from './signInWays';

export function fieldStep(needs: SignInNeeds, field: SignInField, isLast: boolean): SignInStep {
  /** Back keeps what was typed. */
  const keep = async (
    draft: SignInDraft,
    text: string,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    draft.answers[field.key] = text;
    return isLast ? finish(needs, draft, signal) : undefined;
  };
  switch (field.kind) {
    case 'text':
      return (draft, place) =>
        askText(place, {
          ...textQuestion(field, draft),
          accept: (text, signal) => keep(draft, text, signal),
        });
    case 'jwtSource':
      return (draft, place) => askJwtSource(needs, draft, place);
    case 'pastedJwt':
      return (draft, place) =>
        askText(place, {
          prompt: vscode.l10n.t(
            'Paste the JWT. It opens one session and is not kept; when the session ends, Vizport asks for another',
          ),
          placeholder: 'eyJhbGciOiJSUzI1NiIsImtpZCI6…',
          value: '',
          password: true,
          ...jwtCheck(draft, needs.now),
          accept: (text, signal) => keep(draft, text, signal),
        });
    case 'runCommand':
      return (draft, place) =>
        askText(place, {
          prompt: vscode.l10n.t(
            'Enter runs {0} and signs in with the JWT that it prints; so does every later sign-in',
            singleLine((needs.jwtCommands().get(field.command) ?? [field.command]).join(' ')),
          ),
          placeholder: vscode.l10n.t('Press Enter'),
          value: '',
          validate: () => undefined,
          accept: (text, signal) => keep(draft, text, signal),
        });
    default:
      return field satisfies never;
  }
}

function textQuestion(field: TextField, draft: SignInDraft) {
  return {
    prompt: field.prompt(),
    value: draft.answers[field.key] ?? '',
    ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder() }),
    ...(field.secret === undefined ? {} : { password: field.secret }),
    validate: (text: string) => checkField(field, text),
  };
}

/** What cannot be a JWT is not sent; of what is only odd the user is told first. */
function jwtCheck(draft: SignInDraft, now: () => number) {
  const method = draft.way === 'unifiedAccessToken' ? 'unifiedAccessToken' : 'oauthTrust';
  const problems = (text: string) => jwtFacts(bareJwt(text), method, now()).problems;
  return {
    validate: (text: string) => {
      const wrong = problems(text).find(isFatal);
      return wrong === undefined ? undefined : jwtProblemText(wrong);
    },
    warn: (text: string) => {
      const odd = problems(text).map(jwtProblemText);
      return odd.length === 0
        ? undefined
        : vscode.l10n.t('{0} Enter sends it all the same.', odd.join(' '));
    },
  };
}

async function askJwtSource(needs: SignInNeeds, draft: SignInDraft, place: SignInPlace) {
  const settingsChoice = 'settings';
  const commands: Choice<string>[] = [...needs.jwtCommands()].map(([name, command]) => ({
    label: `$(terminal) ${plainLabel(name)}`,
    detail: plainLabel(command.join(' ')),
    value: commandChoice(name),
  }));
  const answer = await askChoice<string>(place, {
    placeholder: vscode.l10n.t('Where does the JWT come from?'),
    choices: [
      ...commands,
      {
        label: `$(clippy) ${vscode.l10n.t('Paste it for one session')}`,
        detail: vscode.l10n.t('For a first try. It is not kept: you paste another each time.'),
        value: pasteChoice,
      },
      {
        label: `$(settings-gear) ${vscode.l10n.t('Add a command to the settings…')}`,
        detail: vscode.l10n.t('For every day: a program of yours that prints a JWT, run unasked.'),
        value: settingsChoice,
      },
    ],
    ...(draft.answers['source'] === undefined ? {} : { active: draft.answers['source'] }),
  });
  if (answer.kind !== 'next') return answer;
  if (answer.value === settingsChoice) {
    await vscode.commands.executeCommand('workbench.action.openSettingsJson', {
      revealSetting: { key: 'vizport.jwtCommands', edit: true },
    });
    return { kind: 'cancel' } as const;
  }
  draft.answers = { ...draft.answers, source: answer.value };
  return answer;
}

async function finish(
  { sessions }: SignInNeeds,
  draft: SignInDraft,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (draft.way === undefined || draft.server === undefined) return undefined;
  const site: SiteRef = {
    server: draft.server,
    contentUrl: draft.contentUrl ?? ('' as ContentUrl),
  };
  const credentials = signInWays[draft.way].credentials(draft.answers);
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
