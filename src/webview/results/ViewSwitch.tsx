/** JSON or table. */
import type { ReactNode } from 'react';
import { usePanel } from '../panelContext';

export type ResultView = 'json' | 'table';

export function ViewSwitch(props: {
  readonly view: ResultView;
  onView(view: ResultView): void;
}): ReactNode {
  const { strings } = usePanel();
  const views = [
    ['json', strings.json],
    ['table', strings.table],
  ] as const;
  return (
    <div className="vizport-switch" role="group" aria-label={strings.resultView}>
      {views.map(([view, label]) => (
        <button
          key={view}
          type="button"
          aria-pressed={props.view === view}
          onClick={() => props.onView(view)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
