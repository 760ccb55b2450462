/** What the measuring module tells from inside the extension host. */

export interface Times {
  readonly load: number;
  readonly activate: number;
}

export interface Activation {
  readonly ours: Times;
  /** VS Code's own Markdown support, so that it can be seen how fast the machine was. */
  readonly markdown: Times;
}

/** Stands before the result in the console, which is how it leaves the extension host. */
export const activationMark = 'VIZPORT-ACTIVATION ';
