/** What the commands on items ask of the rest, and how they come to their items. */
import * as vscode from 'vscode';
import type { Content } from '../tableau/model';
import { plainLabel } from '../ui/plainLabel';

export interface ItemNeeds {
  /** Asks which item a command is about; undefined when the user backs out. */
  pickContent(fits?: (content: Content) => boolean): Promise<Content | undefined>;
  /** The same for one item or several; empty when the user backs out. */
  pickContents(fits?: (content: Content) => boolean): Promise<readonly Content[]>;
  /** The address to open in a browser, on the host under which browsers know the site. */
  browserUrl(content: Content): string | undefined;
  /** `Finance/Reports/Margin`: the names from the topmost project that may be seen down to the item itself. */
  pathOf(content: Content): Promise<string>;
}

/** A command as the menus and the palette run it; without items it asks for one. */
export type ItemCommand = (targets: readonly Content[]) => Promise<void>;

/** The given items, or the one that the user picks; none when the user backs out. */
export async function itemsOrPicked(
  needs: Pick<ItemNeeds, 'pickContent'>,
  targets: readonly Content[],
  fits?: (content: Content) => boolean,
): Promise<readonly Content[]> {
  if (targets.length > 0) return targets;
  const picked = await needs.pickContent(fits);
  return picked === undefined ? [] : [picked];
}

/** The given items, or those that the user picks; none when the user backs out. */
export async function itemsOrSeveralPicked(
  needs: Pick<ItemNeeds, 'pickContents'>,
  targets: readonly Content[],
  fits?: (content: Content) => boolean,
): Promise<readonly Content[]> {
  return targets.length > 0 ? targets : needs.pickContents(fits);
}

/** Puts text on the clipboard and says so where it does not disturb. */
export async function copy(text: string, confirmation: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(`$(check) ${plainLabel(confirmation)}`, 4_000);
}
