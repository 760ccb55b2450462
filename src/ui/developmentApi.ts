/** The API that `activate` returns while Vizport is being developed; the packaged extension has none. */
import type { DevelopmentApi } from '../api';
import type { SessionsContract } from '../session/sessionsContract';
import type { ContentUrl } from '../tableau/model';

export function developmentApi(sessions: SessionsContract): DevelopmentApi {
  return {
    addSite: async (site, credentials) => {
      await sessions.signIn(
        { server: site.server, contentUrl: site.contentUrl as ContentUrl },
        credentials,
      );
    },
  };
}
