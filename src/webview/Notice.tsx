/** A sentence with a sign before it and buttons behind it. */
import type { ReactNode } from 'react';

export type Level = 'information' | 'warning' | 'error';

export interface NoticeAction {
  readonly label: string;
  run(): void;
}

const signs: Readonly<Record<Level, string>> = {
  information:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2Zm-.5 2.5h1V6h-1V4.5Zm0 2.5h1v5h-1V7Z',
  warning: 'M8 1.6 15.2 14H.8L8 1.6Zm0 2L2.5 13h11L8 3.6ZM7.5 6.5h1v3.5h-1V6.5Zm0 4.5h1v1h-1v-1Z',
  error:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM5.7 5 8 7.3 10.3 5l.7.7L8.7 8l2.3 2.3-.7.7L8 8.7 5.7 11l-.7-.7L7.3 8 5 5.7l.7-.7Z',
};

export function Sign({ level }: { readonly level: Level }): ReactNode {
  return (
    <svg className={`vizport-sign vizport-${level}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={signs[level]} />
    </svg>
  );
}

export function Notice(props: {
  readonly level: Level;
  readonly message: string;
  readonly code?: string | undefined;
  readonly actions?: readonly NoticeAction[];
}): ReactNode {
  const { level, message, code, actions = [] } = props;
  return (
    <div
      className={`vizport-notice vizport-notice-${level}`}
      role={level === 'error' ? 'alert' : 'status'}
    >
      <Sign level={level} />
      <p>
        {message}
        {code !== undefined && !message.includes(code) && (
          <span className="vizport-code"> {code}</span>
        )}
      </p>
      {actions.map(({ label, run }) => (
        <button type="button" className="vizport-button" key={label} onClick={run}>
          {label}
        </button>
      ))}
    </div>
  );
}
