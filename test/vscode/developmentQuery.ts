/** Makes the page of VS Code load extensions from their folders, each as one being developed. */
export function developmentQuery(
  address: string,
  folders: readonly string[] = [],
): Record<string, string> {
  if (folders.length === 0) return {};
  const remote = address.replace('http://', 'vscode-remote://');
  const payload = folders.map((folder) => ['extensionDevelopmentPath', `${remote}${folder}`]);
  return { payload: JSON.stringify([...payload, ['skipWelcome', 'true']]) };
}
