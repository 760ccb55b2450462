/** What starts the procedures: a task on a schedule, an alert on a condition, or a stream of changes. */
import { snowflakeString } from '../quote';
import type { PipelineItem, PipelineSite, StartedBy } from '../target';

export function starter(items: readonly PipelineItem[], site: PipelineSite, by: StartedBy): string {
  const host = new URL(site.server).host;
  const calls = items.map((item) => {
    const words = [item.kind, item.name, item.projects.at(-1) ?? '', site.contentUrl, host];
    if (item.projects.length > 0) words.push(item.projects.join('/'));
    return `  CALL refresh_tableau(${words.map(snowflakeString).join(', ')});`;
  });
  return `${starters[by](calls.join('\n'))}

CREATE OR REPLACE TASK sync_tableau_items_daily
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = 'USING CRON 30 4 * * * UTC'
AS
  CALL sync_tableau_items(${snowflakeString(site.contentUrl)}, ${snowflakeString(host)});

ALTER TASK sync_tableau_items_daily RESUME;`;
}

/** A task may run for an hour at most unless it says otherwise. */
const fourHours = 'USER_TASK_TIMEOUT_MS = 14400000';

/** As one statement, whatever client it is sent by. The first call that fails ends it, and makes the task fail. */
const block = (statements: string): string => `EXECUTE IMMEDIATE $$
BEGIN
${statements}
END;
$$`;

const starters: Readonly<Record<StartedBy, (calls: string) => string>> = {
  task: (calls) => `CREATE OR REPLACE TASK refresh_tableau_daily
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = 'USING CRON 0 6 * * * UTC'
  ${fourHours}
AS
${block(calls)};

ALTER TASK refresh_tableau_daily RESUME;`,

  alert: (
    calls,
  ) => `-- The condition is an example: the audit table gets a row when a load has ended.
CREATE TABLE IF NOT EXISTS load_audit (loaded_at TIMESTAMP_LTZ);

CREATE OR REPLACE ALERT refresh_tableau_after_load
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = '15 MINUTE'
  IF (EXISTS (
    SELECT 1 FROM load_audit
    WHERE loaded_at BETWEEN SNOWFLAKE.ALERT.LAST_SUCCESSFUL_SCHEDULED_TIME() AND SNOWFLAKE.ALERT.SCHEDULED_TIME()
  ))
  THEN
${block(calls)};

ALTER ALERT refresh_tableau_after_load RESUME;`,

  stream: (
    calls,
  ) => `-- The table is an example: put the one whose changes should reach Tableau in its place.
CREATE TABLE IF NOT EXISTS load_audit (loaded_at TIMESTAMP_LTZ);
CREATE TABLE IF NOT EXISTS refreshed_loads (loaded_at TIMESTAMP_LTZ);
CREATE STREAM IF NOT EXISTS load_audit_stream ON TABLE load_audit;

CREATE OR REPLACE TASK refresh_tableau_on_change
  WAREHOUSE = TABLEAU_WH
  SCHEDULE = '15 MINUTE'
  ${fourHours}
  WHEN SYSTEM$STREAM_HAS_DATA('load_audit_stream')
AS
${block(`${calls}
  -- Reading the stream into a table is what moves it on; after a failure above it is read again.
  INSERT INTO refreshed_loads SELECT loaded_at FROM load_audit_stream;`)};

ALTER TASK refresh_tableau_on_change RESUME;`,
};
