/** Makes the page of VS Code load one extension from its folder, as one that is being developed (it takes no second one). */
export function developmentQuery(address: string, folder: string): Record<string, string> {
  const remote = address.replace('http://', 'vscode-remote://');
  const payload = [
    ['extensionDevelopmentPath', `${remote}${folder}`],
    ['skipWelcome', 'true'],
  ];
  return { payload: JSON.stringify(payload) };
}
