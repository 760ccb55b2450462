// Resolvers of users, sites, tags and labels.
import type { Site, User } from '../../modelTypes';
import { typeName, type LabelRow, type NobodyRow, type TagRow } from '../rows';
import type { Asked, Resolvers } from './resolver';

export const user: Resolvers<User> = {
  id: (row) => row.metadataId,
  uri: (row, { site }) => `sites/${site.number}/users/${row.number}`,
  vizportalId: (row) => String(row.number),
  username: (row) => row.name,
  name: (row) => row.fullName,
  ownedWorkbooks: (row, { index }) => index.ownedBy('Workbook').get(row.luid) ?? [],
  ownedDatasources: (row, { index }) => index.ownedBy('PublishedDatasource').get(row.luid) ?? [],
  ownedFlows: (row, { index }) => index.ownedBy('Flow').get(row.luid) ?? [],
  ownedVirtualConnections: (row, { index }) =>
    index.ownedBy('VirtualConnection').get(row.luid) ?? [],
  certifiedDatasources: (row, { index }) =>
    index
      .labels()
      .filter((label) => label.kind === 'DataQualityCertification' && label.author === row)
      .map((label) => label.asset),
};

export const nobody: Resolvers<NobodyRow> = {};

export const site: Resolvers<Site> = {
  id: (row) => row.metadataId,
  uri: (row) => `sites/${row.number}`,
};

const tagged = (row: TagRow, { index }: Asked, ...types: string[]) =>
  (index.tagged().get(row.name) ?? []).filter((each) => types.includes(typeName(each)));

export const tag: Resolvers<TagRow> = {
  id: (row) => row.metadataId,
  workbooks: (row, asked) => tagged(row, asked, 'Workbook'),
  publishedDatasources: (row, asked) => tagged(row, asked, 'PublishedDatasource'),
  views: (row, asked) => tagged(row, asked, 'Sheet', 'Dashboard'),
  flows: (row, asked) => tagged(row, asked, 'Flow'),
};

export const label: Resolvers<LabelRow> = {
  id: (row) => row.metadataId,
  vizportalId: (row) => row.luid.replace(/\D/g, '').slice(0, 6),
  authorDisplayName: (row) => row.author?.fullName,
  isActive: () => true,
  isElevated: () => false,
  warningType: () => 'WARNING',
  isSevere: () => false,
};
