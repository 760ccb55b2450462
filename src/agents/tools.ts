/** The language-model tools, by the names that the manifest gives them. */
import type * as vscode from 'vscode';
import { findContentTool } from './findContent';
import { readJobTool } from './readJob';
import { refreshTool } from './refresh';
import { resolveAddressTool } from './resolveAddress';
import { languageModelTool, type Tool, type ToolNeeds } from './tool';

/** Each looks its input over by itself (`toolInput.ts`). */
export function languageModelTools(
  needs: ToolNeeds,
): ReadonlyMap<string, vscode.LanguageModelTool<unknown>> {
  const entry = <T>(name: string, tool: Tool<T>): [string, vscode.LanguageModelTool<unknown>] => [
    name,
    languageModelTool(tool, needs.log),
  ];
  return new Map([
    entry('vizport_findContent', findContentTool(needs)),
    entry('vizport_resolveAddress', resolveAddressTool(needs)),
    entry('vizport_readJob', readJobTool(needs)),
    entry('vizport_refresh', refreshTool(needs)),
  ]);
}
