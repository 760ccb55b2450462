// Connections of workbooks and data sources as REST shows them.
import type { Tree } from '../http/wire';
import type { Connection } from '../modelTypes';
import { wrap } from './listing';

/** No pagination block (documented). For a workbook, `datasource.id` is the embedded data source's LUID. */
export function connectionsTree(connections: readonly Connection[]): Tree {
  return wrap(
    'connection',
    connections.map((connection) => ({
      id: connection.luid,
      type: connection.type,
      serverAddress: connection.serverAddress,
      serverPort: connection.serverPort,
      userName: connection.userName,
      embedPassword: String(connection.embedPassword),
      queryTaggingEnabled: 'false',
      datasource: { id: connection.datasourceLuid, name: connection.datasourceName },
    })),
  );
}
