/** Asks for what a question leaves open, and says what does not fit. */
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { fillQuestion, isFilled, type FilledQuestion } from '../../query/fillQuestion';
import { fill, usePanel } from '../panelContext';
import type { Example } from '../protocol';

export function QuestionForm(props: {
  readonly example: Example;
  /** Of an item that exists, to try with. */
  readonly number: string | undefined;
  onAsk(question: FilledQuestion): void;
  onBack(): void;
}): ReactNode {
  const { strings } = usePanel();
  const { example, number } = props;
  const blanks = example.blanks ?? [];
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      blanks.map(({ name, kind, example: sample }) => [
        name,
        kind === 'number' ? (number ?? '') : kind === 'days' ? sample : '',
      ]),
    ),
  );
  const [asked, setAsked] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setAsked(true);
    if (blanks.every(({ name, kind }) => isFilled(kind, values[name] ?? '')))
      props.onAsk(fillQuestion(example, values));
  };
  return (
    <form className="vizport-question-form" onSubmit={submit} noValidate>
      <h2>{example.title}</h2>
      <p className="vizport-quiet">
        {example.sentence} ({example.since})
      </p>
      {blanks.map(({ name, label, kind, example: sample }, index) => {
        const wrong = asked && !isFilled(kind, values[name] ?? '');
        return (
          <label key={name}>
            <span>{label}</span>
            <input
              className="vizport-input"
              autoFocus={index === 0}
              inputMode={kind === 'text' ? 'text' : 'numeric'}
              placeholder={fill(strings.forExample, sample)}
              value={values[name] ?? ''}
              aria-invalid={wrong}
              {...(wrong ? { 'aria-describedby': `vizport-wrong-${name}` } : {})}
              onFocus={(event) => event.target.select()}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
            {wrong && (
              <span id={`vizport-wrong-${name}`} className="vizport-wrong" role="alert">
                {kind === 'text' ? strings.needsText : strings.needsNumber}
              </span>
            )}
          </label>
        );
      })}
      <div className="vizport-question-buttons">
        <button type="button" className="vizport-button" onClick={props.onBack}>
          {strings.back}
        </button>
        <button type="submit" className="vizport-button vizport-primary">
          {strings.ask}
        </button>
      </div>
    </form>
  );
}
