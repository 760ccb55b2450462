// The HTML that stands in the way of API clients: Tableau's own page, a gateway's, a missing page.

const page = (title: string, text: string): string =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title></head>` +
  `<body><h1>${title}</h1><p>${text}</p></body></html>`;

export const tableauPage = page(
  'Tableau',
  'The pages of Tableau live behind the # in the address.',
);

export const gatewayPage = (status: number): string =>
  page(`${status} Bad Gateway`, 'The server behind this gateway did not answer.');

export const missingPage = page('404 Not Found', 'The page that you asked for is not here.');
