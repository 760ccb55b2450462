/** Snowflake's table of Tableau items, and a MERGE that fills it: for the procedures, and for an exported mapping. */
import { snowflakeString } from '../quote';
import type { PipelineItem, PipelineSite } from '../target';

export const createItems = `CREATE TABLE IF NOT EXISTS tableau_items (
  host STRING NOT NULL,
  site STRING NOT NULL,
  resource_type STRING NOT NULL,
  luid STRING NOT NULL,
  name STRING,
  project STRING,
  project_path STRING,
  vizportal_id STRING,
  seen_at TIMESTAMP_NTZ,
  vanished_at TIMESTAMP_NTZ
);`;

export function mappingTable(items: readonly PipelineItem[], site: PipelineSite): string {
  const rows = items.map((item) =>
    [
      new URL(site.server).host,
      site.contentUrl,
      item.kind,
      item.luid,
      item.name,
      item.projects.at(-1) ?? '',
      item.projects.join('/'),
    ]
      .map(snowflakeString)
      .join(', '),
  );
  return `${createItems}

MERGE INTO tableau_items AS known
USING (
  SELECT column1 AS host, column2 AS site, column3 AS resource_type, column4 AS luid,
    column5 AS name, column6 AS project, column7 AS project_path
  FROM VALUES
    (${rows.join('),\n    (')})
) AS given
ON known.host = given.host AND known.site = given.site
  AND known.resource_type = given.resource_type AND known.luid = given.luid
WHEN MATCHED THEN UPDATE SET
  name = given.name, project = given.project, project_path = given.project_path, vanished_at = NULL
WHEN NOT MATCHED THEN INSERT (host, site, resource_type, luid, name, project, project_path)
  VALUES (given.host, given.site, given.resource_type, given.luid, given.name, given.project, given.project_path);`;
}
