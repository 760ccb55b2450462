// Rows that only GraphQL knows, made from facts that the model keeps on its items.
import { uuid } from '../ids';
import type { Model } from '../model';
import type { Datasource, Flow, VirtualConnection } from '../modelTypes';
import type { FlowOutputStepRow, LabelRow, TagRow, VirtualConnectionTableRow } from './rows';

export function tagCalled(name: string, siteLuid: string): TagRow {
  return { kind: 'Tag', metadataId: uuid(`tag ${siteLuid} ${name}`, 1), name };
}

export function outputStepsOf(flow: Flow): FlowOutputStepRow[] {
  return flow.outputSteps.map(({ luid, name }) => ({
    kind: 'FlowOutputStep',
    metadataId: luid,
    name,
    flow,
  }));
}

export function connectionTablesOf(
  connection: VirtualConnection,
  model: Model,
): VirtualConnectionTableRow[] {
  return connection.tableIds.flatMap((id): VirtualConnectionTableRow[] => {
    const table = model.tableByMetadataId.get(id);
    const metadataId = uuid(`${connection.luid} ${id}`, 1);
    return table ? [{ kind: 'VirtualConnectionTable', metadataId, table, connection }] : [];
  });
}

/** Warnings and certifications: one label each. */
export function labelsOf(asset: Datasource, model: Model): LabelRow[] {
  const { createdAt, updatedAt } = asset;
  const common = { author: model.users.get(asset.ownerLuid), createdAt, updatedAt, asset };
  const labels: LabelRow[] = [];
  if (asset.activeWarning !== undefined) {
    labels.push({
      ...common,
      kind: 'DataQualityWarning',
      luid: uuid(`warning ${asset.luid}`, 1),
      metadataId: uuid(`warning ${asset.luid}`, 2),
      category: 'WARNING',
      value: 'Warning',
      message: asset.activeWarning,
    });
  }
  if (asset.isCertified) {
    labels.push({
      ...common,
      kind: 'DataQualityCertification',
      luid: uuid(`certification ${asset.luid}`, 1),
      metadataId: uuid(`certification ${asset.luid}`, 2),
      category: 'CERTIFICATION',
      value: 'Certified',
      message: asset.certificationNote,
    });
  }
  return labels;
}
