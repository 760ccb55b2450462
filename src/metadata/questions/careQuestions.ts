/** Questions of who looks after a site: what is unused, stale, certified, or warned of. */
import { l10n } from 'vscode';
import { daysBlank } from './blanks';
import type { Question } from './question';

export function careQuestions(): readonly Question[] {
  return [
    {
      id: 'unusedDatasources',
      group: 'care',
      title: l10n.t('Published data sources that no workbook uses'),
      sentence: l10n.t(
        'As far as lineage tells. Other tools may read one, so ask before you delete it.',
      ),
      text: `# @pages all
# @only downstreamWorkbooks is empty
# @only downstreamFlows is empty
query UnusedDatasources {
  publishedDatasourcesConnection(first: 100) {
    nodes {
      luid
      name
      projectName
      owner {
        username
      }
      ~updatedAt
      downstreamWorkbooks {
        luid
        name
      }
      downstreamFlows {
        id
        name
      }
    }
  }
}`,
    },
    {
      id: 'staleDatasources',
      group: 'care',
      title: l10n.t('Data sources with an extract not refreshed for some days'),
      sentence: l10n.t('Those with an extract that was refreshed at least once.'),
      blanks: [daysBlank()],
      text: `# @pages all
# @only extractLastRefreshTime is older than {days} days
query StaleDatasources {
  publishedDatasourcesConnection(first: 500) {
    nodes {
      luid
      name
      projectName
      extractLastRefreshTime
      owner {
        username
      }
    }
  }
}`,
    },
    {
      id: 'staleWorkbooks',
      group: 'care',
      title: l10n.t('Workbooks with an extract not refreshed for some days'),
      sentence: l10n.t(
        'Workbooks with an extract of their own, one row for each data source in it.',
      ),
      blanks: [daysBlank()],
      text: `# @pages all
# @only embeddedDatasources.extractLastRefreshTime is older than {days} days
query StaleWorkbooks {
  workbooksConnection(first: 200) {
    nodes {
      luid
      name
      projectName
      owner {
        username
      }
      embeddedDatasources {
        name
        hasExtracts
        extractLastRefreshTime
      }
    }
  }
}`,
    },
    {
      id: 'certified',
      group: 'care',
      title: l10n.t('Certified data sources'),
      sentence: l10n.t('What people should build on.'),
      text: `query Certified {
  publishedDatasourcesConnection(first: 200, filter: { isCertified: true }) {
    totalCount
    nodes {
      luid
      name
      projectName
      owner {
        username
      }
      hasActiveWarning
    }
  }
}`,
    },
    {
      id: 'warnings',
      group: 'care',
      title: l10n.t('Data sources with a quality warning'),
      sentence: l10n.t(
        'From 2020.3 with the words of the warning, before with its presence alone.',
      ),
      text: `query Warnings {
  publishedDatasourcesConnection(first: 200, filter: { hasActiveWarning: true }) {
    totalCount
    nodes {
      luid
      name
      projectName
      hasActiveWarning
      ~dataQualityWarnings { warningType message isActive updatedAt }
    }
  }
}`,
    },
    {
      id: 'warnedWorkbooks',
      group: 'care',
      title: l10n.t('Workbooks that read warned data'),
      sentence: l10n.t('Workbooks with a quality warning somewhere upstream.'),
      text: `# @pages all
# @only upstreamDataQualityWarnings is not empty
query WarnedWorkbooks {
  workbooksConnection(first: 200) {
    nodes {
      luid
      name
      projectName
      upstreamDataQualityWarnings {
        warningType
        message
      }
    }
  }
}`,
    },
    {
      id: 'undescribed',
      group: 'care',
      title: l10n.t('Workbooks without a description'),
      sentence: l10n.t('With their owners, who could write one.'),
      text: `# @pages all
# @only description is empty
query WithoutDescription {
  workbooksConnection(first: 500) {
    nodes {
      luid
      name
      projectName
      description
      owner {
        username
      }
    }
  }
}`,
    },
  ];
}
