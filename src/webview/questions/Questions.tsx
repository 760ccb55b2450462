/** The library of questions: a button, a list that can be searched, and a form for what a question leaves open. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { fillQuestion, type FilledQuestion } from '../../query/fillQuestion';
import { usePanel } from '../panelContext';
import type { Example, SampleNumbers } from '../protocol';
import { QuestionForm } from './QuestionForm';
import { QuestionList } from './QuestionList';

export function Questions({ samples }: { readonly samples: SampleNumbers }): ReactNode {
  const { documents, strings } = usePanel();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Example>();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return undefined;
    const leave = (event: Event): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    window.addEventListener('pointerdown', leave);
    return () => window.removeEventListener('pointerdown', leave);
  }, [open]);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const ask = ({ query, variables }: FilledQuestion): void => {
    setOpen(false);
    const written = variables && { variables: JSON.stringify(variables, undefined, 2) };
    documents.set([
      ...documents.get(),
      { document: { query, run: true, ...written }, placed: false },
    ]);
  };
  const choose = (example: Example): void => {
    if (example.blanks === undefined) ask(fillQuestion(example, {}));
    else setChosen(example);
  };
  return (
    <div ref={box} className="vizport-questions">
      <button
        ref={button}
        type="button"
        className="vizport-button vizport-flat"
        aria-haspopup="dialog"
        aria-expanded={open}
        title={strings.questionsHint}
        onClick={() => {
          setChosen(undefined);
          setOpen(!open);
        }}
      >
        {strings.examples} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div
          role="dialog"
          aria-label={strings.examples}
          className="vizport-question-box"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        >
          {chosen === undefined ? (
            <QuestionList onChoose={choose} />
          ) : (
            <QuestionForm
              example={chosen}
              number={chosen.number === undefined ? undefined : samples[chosen.number]}
              onAsk={ask}
              onBack={() => setChosen(undefined)}
            />
          )}
        </div>
      )}
    </div>
  );
}
