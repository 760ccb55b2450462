/** The blanks that several questions have. */
import { l10n } from 'vscode';
import type { Blank } from '../../query/fillQuestion';

export function numberBlank(example: string): Blank {
  return {
    name: 'number',
    label: l10n.t('Number in the address'),
    kind: 'number',
    example,
  };
}

export function nameBlank(label: string, example: string): Blank {
  return { name: 'name', label, kind: 'text', example };
}

export function daysBlank(): Blank {
  return {
    name: 'days',
    label: l10n.t('Days'),
    kind: 'days',
    example: '30',
    inRemark: true,
  };
}
