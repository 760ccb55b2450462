/** Snowflake: what a procedure needs to reach Tableau, the procedure, the table that it looks items up in, and what starts it. */
import { refreshHandler } from '../snowflake/refreshHandler';
import { mappingTable } from '../snowflake/mappingTable';
import { starter } from '../snowflake/starter';
import { syncHandler } from '../snowflake/syncHandler';
import { snowflakeString } from '../quote';
import type { Target } from '../target';
import { bullets, madeBy, rightsLines, tokenLines } from '../words';

/** Both procedures: where they run, and what they may reach. Each has a token of its own, for they run at the same time. */
const runtime = (handler: string, token: string): string => `LANGUAGE PYTHON
RUNTIME_VERSION = '3.11'
PACKAGES = ('snowflake-snowpark-python', 'tableauserverclient', 'requests')
HANDLER = '${handler}'
EXTERNAL_ACCESS_INTEGRATIONS = (tableau_access)
SECRETS = ('token_name' = ${token}_name, 'token_value' = ${token}_value)`;

export const snowflake: Target = {
  id: 'snowflake',
  label: 'Snowflake',
  kinds: ['workbook', 'datasource', 'flow'],
  products: ['cloud', 'server'],
  asksStart: true,
  generate(items, site, options) {
    const { hostname, port, protocol } = new URL(site.server);
    const needs = bullets('-- ', [
      'A database and a schema in use, and a warehouse called TABLEAU_WH for what starts the procedure.',
      'A role that may create integrations, network rules and secrets; external access is not part of trial accounts.',
      'The Anaconda packages of Snowflake, whose terms an administrator has accepted.',
      `Tableau at ${site.server}, reachable from Snowflake. A server inside a private network needs private connectivity.`,
      [...tokenLines, ...rightsLines],
      [
        'A second token, for the procedure that keeps the table true: it runs on a schedule of its own, and with the first',
        'token it would end the session of a refresh. Its user sees in Tableau what the table should hold.',
      ],
    ]);
    const text = `-- Refreshes content of Tableau from Snowflake, and keeps a table of what there is. Safe to run twice.
--
-- ${madeBy} What must exist:
${needs.join('\n')}

-- 1. The way to Tableau

CREATE OR REPLACE NETWORK RULE tableau_rule
  MODE = EGRESS
  TYPE = HOST_PORT
  VALUE_LIST = (${snowflakeString(`${hostname}:${port === '' ? (protocol === 'http:' ? '80' : '443') : port}`)});

-- The tokens. Give the real values by hand, once, in a worksheet that nobody keeps:
--   ALTER SECRET tableau_token_name SET SECRET_STRING = '…';
--   ALTER SECRET tableau_token_value SET SECRET_STRING = '…';
--   ALTER SECRET tableau_sync_token_name SET SECRET_STRING = '…';
--   ALTER SECRET tableau_sync_token_value SET SECRET_STRING = '…';
CREATE SECRET IF NOT EXISTS tableau_token_name TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_token_value TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_sync_token_name TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';
CREATE SECRET IF NOT EXISTS tableau_sync_token_value TYPE = GENERIC_STRING SECRET_STRING = 'not given yet';

CREATE OR REPLACE EXTERNAL ACCESS INTEGRATION tableau_access
  ALLOWED_NETWORK_RULES = (tableau_rule)
  ALLOWED_AUTHENTICATION_SECRETS = (
    tableau_token_name, tableau_token_value, tableau_sync_token_name, tableau_sync_token_value
  )
  ENABLED = TRUE;

-- 2. What there is in Tableau

${mappingTable(items, site)}

-- 3. Refreshes one item and waits for it. It is looked up in the table: of several with one name, the project's path decides.

CREATE OR REPLACE PROCEDURE refresh_tableau(
  resource_type STRING, name STRING, project STRING, site STRING, host STRING, project_path STRING DEFAULT NULL
)
RETURNS STRING
${runtime('refresh', 'tableau_token')}
EXECUTE AS OWNER
AS $$
${refreshHandler}
$$;

-- 4. Keeps the table true: reads the Metadata API page by page, and marks what has vanished.

CREATE OR REPLACE PROCEDURE sync_tableau_items(site STRING, host STRING)
RETURNS STRING
${runtime('sync', 'tableau_sync_token')}
EXECUTE AS OWNER
AS $$
${syncHandler}
$$;

-- 5. Who may call them. They run with their owner's rights: callers need neither the secrets nor the integration.

CREATE ROLE IF NOT EXISTS tableau_pipeline;
GRANT USAGE ON PROCEDURE refresh_tableau(STRING, STRING, STRING, STRING, STRING, STRING) TO ROLE tableau_pipeline;
GRANT USAGE ON PROCEDURE sync_tableau_items(STRING, STRING) TO ROLE tableau_pipeline;
GRANT SELECT ON TABLE tableau_items TO ROLE tableau_pipeline;

-- 6. What starts them. The refreshes run one after the other, because a token has one session; the sync has its own token.

${starter(items, site, options.startedBy)}
`;
    return { name: 'tableau_refresh.sql', language: 'sql', text };
  },
};
