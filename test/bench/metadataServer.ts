/** In a process of its own: the fake server with 10,000 workbooks. Prints how to reach it as one line of JSON. */
import { startFakeTableau } from '../fakeTableau/server';

void startFakeTableau({ workbooks: 10_000 }).then((fake) => {
  const { personalAccessToken } = fake.credentials.administrator;
  const { contentUrl } = fake.company.main.site;
  process.stdout.write(`${JSON.stringify({ url: fake.url, contentUrl, personalAccessToken })}\n`);
});
