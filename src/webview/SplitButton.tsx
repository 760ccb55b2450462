/** A button for what is most likely meant, with the other choices in a menu at its side. */
import { DropdownMenu } from '@graphiql/react';
import type { ReactNode } from 'react';

export interface SplitChoice {
  readonly key: string;
  readonly label: string;
  /** The one that the button itself does. */
  readonly chosen?: boolean;
  run(): void;
}

export function SplitButton(props: {
  readonly children: ReactNode;
  readonly title: string;
  readonly look?: 'primary';
  onPress(): void;
  /** Without any there is no menu. */
  readonly choices: readonly SplitChoice[];
  readonly choicesLabel: string;
}): ReactNode {
  const { choices, choicesLabel } = props;
  const look = props.look === 'primary' ? 'vizport-button vizport-primary' : 'vizport-button';
  return (
    <span className="vizport-group">
      <button type="button" className={look} title={props.title} onClick={() => props.onPress()}>
        {props.children}
      </button>
      {choices.length > 0 && (
        <DropdownMenu>
          <DropdownMenu.Button
            className={`${look} vizport-more`}
            aria-label={choicesLabel}
            title={choicesLabel}
          >
            <span aria-hidden="true">▾</span>
          </DropdownMenu.Button>
          <DropdownMenu.Content>
            {choices.map(({ key, label, chosen, run }) => (
              <DropdownMenu.Item
                key={key}
                {...(chosen === true ? { className: 'vizport-chosen', 'aria-current': true } : {})}
                onSelect={() => run()}
              >
                {label}
              </DropdownMenu.Item>
            ))}
          </DropdownMenu.Content>
        </DropdownMenu>
      )}
    </span>
  );
}
