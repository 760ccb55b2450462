/** Runs the checks one after the other; what rests on one that failed is not tried. */
import { l10n } from 'vscode';
import type { Check, CheckResult, Finding, Subject } from './check';
import { failureOf } from './failureOf';

/** `began` is told each check before it runs. @throws the signal's reason */
export async function runChecks(
  checks: readonly Check[],
  subject: Subject,
  began: (check: Check, index: number) => void,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [index, check] of checks.entries()) {
    signal.throwIfAborted();
    const missing = results.find(
      ({ check: { id }, outcome }) =>
        check.needs.includes(id) && (outcome === 'failed' || outcome === 'skipped'),
    );
    if (missing !== undefined) {
      const text = l10n.t('Not tried: it needs "{0}".', missing.check.title());
      results.push({ check, outcome: 'skipped', text });
      continue;
    }
    began(check, index);
    const start = performance.now();
    const finding = await findingOf(check, subject, signal);
    results.push({ ...finding, check, milliseconds: Math.round(performance.now() - start) });
  }
  return results;
}

async function findingOf(check: Check, subject: Subject, signal: AbortSignal): Promise<Finding> {
  try {
    return await check.run(subject, signal);
  } catch (error) {
    signal.throwIfAborted();
    // A check that fails in an unforeseen way must not take the others, and the report, with it.
    return failureOf(error, { host: new URL(subject.server).host });
  }
}
