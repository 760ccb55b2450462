/** The questions under their headings, those that match what is typed; arrow keys choose, Enter takes. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { usePanel } from '../panelContext';
import type { Example } from '../protocol';

export function QuestionList({ onChoose }: { onChoose(example: Example): void }): ReactNode {
  const { examples, strings } = usePanel();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = matching(examples, words);
  const groups = [...new Set(found.map(({ group }) => group))];
  const active = Math.min(at, found.length - 1);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, words]);
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key];
    const example = found[active];
    if (step !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, active + step)));
    } else if (event.key === 'Enter' && example !== undefined) {
      event.preventDefault();
      onChoose(example);
    }
  };
  return (
    <>
      <input
        type="search"
        className="vizport-input"
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls="vizport-question-list"
        aria-label={strings.findQuestion}
        placeholder={strings.findQuestion}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setAt(0);
        }}
        onKeyDown={press}
        {...(found.length === 0 ? {} : { 'aria-activedescendant': `vizport-question-${active}` })}
      />
      {found.length === 0 && (
        <p className="vizport-quiet vizport-empty" role="status">
          {strings.noQuestion}
        </p>
      )}
      <div
        ref={list}
        id="vizport-question-list"
        role="listbox"
        aria-label={strings.examples}
        className="vizport-question-list"
      >
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <h3 role="presentation">{group}</h3>
            {found.map((example, index) =>
              example.group === group ? (
                <div
                  key={example.id}
                  id={`vizport-question-${index}`}
                  role="option"
                  aria-selected={index === active}
                  className="vizport-question"
                  onClick={() => onChoose(example)}
                  onPointerMove={() => setAt(index)}
                >
                  <span>
                    {example.title}
                    {' · '}
                    <span className="vizport-quiet vizport-since">{example.since}</span>
                  </span>
                  <span className="vizport-quiet">{example.sentence}</span>
                </div>
              ) : null,
            )}
          </div>
        ))}
      </div>
    </>
  );
}

function matching(examples: readonly Example[], words: string): readonly Example[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return examples.filter(({ title, sentence, group }) => {
    const text = `${title} ${sentence} ${group}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
