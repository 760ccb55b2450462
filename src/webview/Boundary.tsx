/** Keeps a failure of the page itself from leaving it blank. */
import { Component, type ReactNode } from 'react';
import { Notice } from './Notice';
import { fill } from './panelContext';

interface Props {
  readonly children: ReactNode;
  /** In English until the host's words are there. */
  readonly words: { readonly broken: string; readonly reload: string };
  readonly onError: (error: Error) => void;
}

export class Boundary extends Component<Props, { readonly error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: Error): { readonly error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error): void {
    this.props.onError(error);
  }

  override render(): ReactNode {
    const error: Error | undefined = this.state.error;
    if (error === undefined) return this.props.children;
    const { broken, reload } = this.props.words;
    return (
      <Notice
        level="error"
        message={fill(broken, (error as Error).message)}
        actions={[{ label: reload, run: () => this.setState({ error: undefined }) }]}
      />
    );
  }
}
