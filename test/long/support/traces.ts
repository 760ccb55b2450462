/** Everything that a running VS Code has kept, shown or sent: files, the browser's databases, pages, frames and their messages. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Workbench } from '../../ui/support/workbench';
import { search, type Found, type Planted, type Trace } from '../../tools/secretForms';
import { keepWhatPasses, readDatabases, type Kept } from './inPage';

/**
 * The one place where secrets may be: VS Code for the web keeps its secret storage, encrypted, under this key of the page's
 * localStorage (on the desktop it is the keychain's). Everything else there is searched.
 */
export const secretStorageKey = 'secrets.provider';

export class Traces {
  readonly #console: string[] = [];
  readonly #workbench: Workbench;

  private constructor(workbench: Workbench) {
    this.#workbench = workbench;
    workbench.page.on('console', (message) => this.#console.push(message.text()));
  }

  /** From here on what passes between frames, is shown or copied is kept; loads the page anew. */
  static async record(workbench: Workbench): Promise<Traces> {
    await workbench.page.context().addInitScript(keepWhatPasses);
    const traces = new Traces(workbench);
    await workbench.reload();
    return traces;
  }

  /**
   * VS Code reaches its server through a proxy in this process: a search that does not let others have their turn would bring
   * it to a stop.
   */
  async search(planted: readonly Planted[]): Promise<readonly Found[]> {
    const found: Found[] = [];
    for (const trace of await this.all()) {
      found.push(...search([trace], planted));
      await breathe();
    }
    return found;
  }

  async all(): Promise<readonly Trace[]> {
    return [
      ...this.#files(),
      ...(await this.#browser()),
      ...(await this.#frames()),
      this.#trace('console', 'the page', this.#console),
      this.#trace('clipboard', 'now', [await this.#workbench.clipboard()]),
      this.#trace('server output', 'VS Code', [this.#workbench.surroundings.serverLog()]),
    ];
  }

  #trace(place: string, where: string, texts: readonly string[]): Trace {
    return { place, where, bytes: Buffer.from(texts.join('\n')) };
  }

  /** All files of this run: VS Code's data, the workspace and the installed extensions. */
  #files(): readonly Trace[] {
    const root = dirname(this.#workbench.surroundings.workspace);
    return readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .flatMap((file) => {
        const where = relative(root, file);
        const bytes = bytesOf(file);
        return bytes === undefined ? [] : [{ place: placeOf(where), where, bytes }];
      });
  }

  async #browser(): Promise<readonly Trace[]> {
    const { page } = this.#workbench;
    const databases = await page.evaluate(readDatabases);
    const local = await page.evaluate(
      (allowed) => Object.entries(localStorage).filter(([key]) => key !== allowed),
      secretStorageKey,
    );
    const session = await page.evaluate(() => Object.entries(sessionStorage));
    return [
      ...databases.map(({ name, text }) => this.#trace(placeOfDatabase(name), name, [text])),
      this.#trace('localStorage', 'the page', local.flat()),
      this.#trace('sessionStorage', 'the page', session.flat()),
    ];
  }

  async #frames(): Promise<readonly Trace[]> {
    const traces: Trace[] = [];
    for (const frame of this.#workbench.page.frames()) {
      const isPage = frame === this.#workbench.page.mainFrame();
      try {
        const html = await frame.content();
        // What is typed stands in no attribute; what an editor shows has spaces that do not break.
        const values = await frame.evaluate(() => [
          ...[...document.querySelectorAll('input, textarea')].map(
            (field) => (field as HTMLInputElement).value,
          ),
          document.body.textContent,
        ]);
        const kept = await frame.evaluate(
          (): Partial<Kept> => (globalThis as { vizportKept?: Kept }).vizportKept ?? {},
        );
        const where = frame.url();
        traces.push(
          this.#trace(isPage ? 'page' : 'webview DOM', where, [html, ...values]),
          ...Object.entries(kept).map(([place, texts]) => this.#trace(place, where, texts)),
        );
      } catch {
        continue; // the frame went away while we asked: what it held is gone with it
      }
    }
    return traces;
  }
}

/** How much of VS Code's own encrypted secrets there is: nothing but an empty list is short. */
export function secretStorageSize(page: Page): Promise<number> {
  return page.evaluate((key) => localStorage.getItem(key)?.length ?? 0, secretStorageKey);
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    // Gone since the folder was read: a lock, or a file that was replaced.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function placeOf(path: string): string {
  if (path.startsWith('extensions/')) return 'package';
  if (/(^|\/)output_[^/]*\//u.test(path)) return 'output channel';
  if (/(^|\/)logs\//u.test(path)) return 'log';
  if (path.endsWith('/User/settings.json')) return 'settings';
  if (path === 'workspace/.vscode/settings.json') return 'workspace settings';
  if (/globalStorage\/[^/]+\/.*audit|\/audit[^/]*$/u.test(path)) return 'audit trail';
  return 'profile folder';
}

function placeOfDatabase(name: string): string {
  if (/state-db-global/u.test(name)) return 'globalState';
  if (/state-db-/u.test(name)) return 'workspaceState';
  if (/logs/u.test(name)) return 'log';
  return name.includes('userdata') ? 'settings' : 'browser database';
}
