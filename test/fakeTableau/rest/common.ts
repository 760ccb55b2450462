// Parts that several resources share: owners, projects, locations, tags, browser links, versions, lag.
import type { Tree } from '../http/wire';
import type {
  Datasource,
  Flow,
  NumberedKind,
  Project,
  Site,
  User,
  VirtualConnection,
  Workbook,
} from '../modelTypes';
import type { FilterField } from './filters';
import { operators } from './filters';
import type { SignedInCall } from './route';

type Owned = { readonly ownerLuid: string | undefined };
type Placed = { readonly projectLuid: string | undefined };

export function ownerOf(row: Owned, call: SignedInCall): User | undefined {
  return call.model.users.get(row.ownerLuid);
}

/** Absent for removed owners, and with a knob for what the caller may not see (documented: "can be missing"). */
export function ownerTree(row: Owned, call: SignedInCall): Tree | undefined {
  const owner = ownerOf(row, call);
  if (!owner) return undefined;
  const isOther = owner.luid !== call.user.luid && !call.model.isAdministrator(call.user);
  if (isOther && call.knobs.guesses.owners === 'hidden') return undefined;
  return {
    id: owner.luid,
    name: owner.name,
    fullName: owner.fullName,
    email: owner.email,
    siteRole: owner.siteRole,
  };
}

export function projectOf(row: Placed, call: SignedInCall): Project | undefined {
  return call.model.projects.get(row.projectLuid);
}

export function projectTree(row: Placed, call: SignedInCall): Tree | undefined {
  const project = projectOf(row, call);
  return project && { id: project.luid, name: project.name, description: project.description };
}

/** Personal space has a location and no project (documented). */
export function locationTree(workbook: Workbook, call: SignedInCall): Tree | undefined {
  if (workbook.personalSpace) {
    const owner = ownerOf(workbook, call);
    return {
      id: workbook.ownerLuid,
      type: 'PersonalSpace',
      name: owner?.fullName ?? 'Personal Space',
    };
  }
  const project = projectOf(workbook, call);
  return project && { id: project.luid, type: 'Project', name: project.name };
}

export function tagsTree(tags: readonly string[]): Tree {
  return tags.length === 0 ? {} : { tag: tags.map((label) => ({ label })) };
}

const urlKinds: Readonly<Record<NumberedKind, string>> = {
  project: 'projects',
  workbook: 'workbooks',
  datasource: 'datasources',
  flow: 'flows',
  virtualConnection: 'virtualconnections',
};

/** Server's carry an internal origin (guide 0.2, 17), and workbooks a `/views` before 2022.3 (seen in fixtures). */
export function webpageUrl(
  call: SignedInCall,
  item: Workbook | Datasource | Flow | VirtualConnection,
): string {
  const origin = call.profile.internalOrigin ?? call.origin();
  const tab = item.kind === 'workbook' && !call.profile.cloud && call.minor < 17 ? '/views' : '';
  return `${origin}/#${sitePath(call.site)}/${urlKinds[item.kind]}/${item.vizportalUrlId}${tab}`;
}

const sitePath = (site: Site): string => (site.contentUrl === '' ? '' : `/site/${site.contentUrl}`);

/** The index is late: what was made a moment ago is in no list yet. */
export function isListed(
  row: { readonly listedFrom: number | undefined },
  call: SignedInCall,
): boolean {
  return row.listedFrom === undefined || row.listedFrom <= call.model.now();
}

/** Rows come and go by the clock for as long as something is late; then nothing may be kept. */
export function versionOf(
  call: SignedInCall,
  ...stores: readonly { readonly version: number }[]
): string | undefined {
  if (call.knobs.lag.listMs > 0) return undefined;
  const { projects, users } = call.model;
  const versions = [...stores, projects, users].map((store) => store.version);
  return `${versions.join('.')} ${Object.values(call.knobs.guesses).join()}`;
}

/** Of a personal space the lists of its site may say nothing. */
export function tellsOfPersonalSpace(workbook: Workbook, call: SignedInCall): boolean {
  return !workbook.personalSpace || call.knobs.guesses.personalSpaceListed === 'listed';
}

type OwnedAndPlaced = Owned &
  Placed & { readonly name: string; readonly createdAt: number; readonly updatedAt: number };

/** Owner names came into the default answer with the years, if at all. */
export function withOwnerNames(call: SignedInCall, defaults: readonly string[]): readonly string[] {
  const named = call.minor >= 20 && call.knobs.guesses.ownerNames === 'from3.20';
  return named ? [...defaults, 'owner.name'] : defaults;
}

/** Filter fields that workbooks, data sources and flows have alike. */
export function commonFilters<Row extends OwnedAndPlaced>(): {
  readonly [
    name in
      | 'createdAt'
      | 'name'
      | 'ownerDomain'
      | 'ownerEmail'
      | 'ownerName'
      | 'projectName'
      | 'updatedAt'
  ]: FilterField<Row, SignedInCall>;
} {
  return {
    createdAt: { type: 'date', operators: operators.compare, value: (row) => row.createdAt },
    name: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
    ownerDomain: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.domain,
    },
    ownerEmail: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.email,
    },
    ownerName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOf(row, call)?.fullName,
    },
    projectName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => projectOf(row, call)?.name,
    },
    updatedAt: { type: 'date', operators: operators.compare, value: (row) => row.updatedAt },
  };
}
