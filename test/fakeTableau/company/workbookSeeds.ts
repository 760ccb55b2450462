// The names, places and owners of the invented company's workbooks; how they get data is one letter.

/** x: an extract of its own; l: live; p: only a published source; m: extract, live and published mixed. */
export type DataMode = 'x' | 'l' | 'p' | 'm';

export interface WorkbookSeed {
  readonly name: string;
  readonly project: string;
  readonly owner: string;
  readonly mode: DataMode;
  /** A table (x, l, m) or the name of a published data source (p; m uses Orders). */
  readonly from: string;
  readonly tags: readonly string[];
}

/** Lines of name | project | owner | mode | from | tags: names may hold commas, never a bar. */
function parse(lines: string): readonly WorkbookSeed[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [name = '', project = '', owner = '', mode = 'x', from = 'orders', tags = ''] = line
        .split('|')
        .map((part) => part.trim());
      return {
        name,
        project,
        owner,
        mode: mode as DataMode,
        from,
        tags: tags === '' ? [] : tags.split(';'),
      };
    });
}

export const mainWorkbooks = parse(`
Quarterly Margin | Finance/Reports | niamh.obrien | x | ledger | q3;margin
Revenue by Region | Finance/Reports | niamh.obrien | p | Orders | q3
P&L Overview | Finance/Reports | niamh.obrien | p | Ledger, consolidated |
Overview | Finance/Reports | niamh.obrien | x | ledger |
Cash Flow | Finance/Reports | niamh.obrien | l | ledger |
Accounts Receivable, aged | Finance/Reports | niamh.obrien | x | ledger | a b
Close Checklist | Finance/Reports/Quarterly | niamh.obrien | x | budget | month-end
Q3 Deck "final" <v2> | Finance/Reports/Quarterly | niamh.obrien | m | ledger | q3
Covenants | Finance/Reports/Quarterly | zoe.dubois | p | Quarter Close |
Budget vs. Actuals, 2025 | Finance/Budget, Actuals & Forecast | zoe.dubois | x | budget |
Rolling Forecast | Finance/Budget, Actuals & Forecast | zoe.dubois | l | budget |
Travel Costs | Finance/Budget, Actuals & Forecast | ana.ruiz | x | ledger |
Cost Centers | Finance | niamh.obrien | l | ledger |
Tax | Finance | niamh.obrien | x | ledger |
Campaign Performance | Marketing | ana.ruiz | x | campaigns | q3;campaign
Channel Mix | Marketing | ana.ruiz | x | campaigns | campaign
Web Funnel | Marketing | ana.ruiz | m | web_sessions |
Brand Tracker | Marketing | ana.ruiz | l | campaigns |
Newsletter Opens | Marketing | ana.ruiz | p | Newsletter |
Überblick Österreich | Marketing | ana.ruiz | x | campaigns |
Overview | Marketing/Reports | ana.ruiz | x | campaigns |
Weekly Numbers | Marketing/Reports | ana.ruiz | p | Campaigns |
weekly numbers | Marketing/Reports | priya.nair | x | campaigns |
Agency Scorecard | Marketing/Reports | priya.nair | x | campaigns |
Summer Push ☀️ | Marketing/Campaigns 🚀 | priya.nair | x | campaigns | campaign
Black Friday, Cyber Monday & Co. | Marketing/Campaigns 🚀 | priya.nair | x | campaigns | campaign
🎄 | Marketing/Campaigns 🚀 | priya.nair | l | campaigns |
Influencers | Marketing/Campaigns 🚀 | ana.ruiz | x | web_sessions |
Store Map | Operations | tom.becker | p | Stores |
Store Openings | Operations | tom.becker | x | stores |
Stock Cover | Operations/Warehouse | tom.becker | x | stock_levels | late
Dock Plan | Operations/Warehouse | tom.becker | l | shipments |
Damaged Goods | Operations/Warehouse | tom.becker | x | shipments |
Picking Rate | Operations/Warehouse/Berlin | tom.becker | x | stock_levels |
Floor Plan | Operations/Warehouse/Berlin | tom.becker | l | stock_levels |
Night Shift Handover | Operations/Warehouse/Berlin/Night Shift | tom.becker | x | stock_levels |
Overview | Operations/Reports | tom.becker | p | Shipments |
Carrier Punctuality | Operations/Reports | tom.becker | x | shipments | late
Board Summary | Executive | max.adler | x | ledger |
Mergers & Acquisitions | Executive | max.adler | x | ledger |
Board Pack | Executive/Board Pack | max.adler | p | Board Pack Source |
Salary Bands | Executive/Compensation | max.adler | x | employees |
מכירות שבועיות | מכירות ישראל | noa.levi | x | orders |
לוח מחוונים 2025 | מכירות ישראל | noa.levi | p | מכירות לפי אזור |
Order Explorer | Data Platform | etl.robot | p | Orders | certified
Data Quality | Data Platform | etl.robot | l | orders |
Freshness Monitor | Data Platform | etl.robot | m | shipments |
Scratch | Sandbox | ana.ruiz | x | orders |
scratch | sandbox | priya.nair | x | orders |
SCRATCH 2 | Sandbox | ana.ruiz | l | orders |
売上ダッシュボード | Sandbox | yuki.tanaka | x | orders |
Trying things out | Sandbox | ana.ruiz | p | Scratch |
Superstore | Default | max.adler | p | Sample - Superstore |
World Indicators | Default | max.adler | x | stores |
Regional | Default | max.adler | x | orders |
Orphan of the Reorganisation | Default | | x | customers |
Homeless & Unfiled | | zoe.dubois | x | customers |
My First Draft | @personal | ana.ruiz | x | orders |
Offsite Ideas, private | @personal | ana.ruiz | l | campaigns |
Niamh’s Notes | @personal | niamh.obrien | x | ledger |
`);

export const secondWorkbooks = parse(`
Overview | Finance/Reports | niamh.obrien | x | ledger |
Quarterly Margin | Finance/Reports | niamh.obrien | p | Orders |
Hiring Funnel | Recruiting | ana.ruiz | x | employees | q3
Time to Hire | Recruiting | ana.ruiz | l | employees |
Bewerbungen, München | Recruiting | ana.ruiz | x | employees |
Pay Gap | Payroll | max.adler | x | employees |
Willkommen | Standard | max.adler | l | employees |
`);

export const defaultSiteWorkbooks = parse(`
Superstore | Samples | max.adler | x | orders |
Regional | Samples | ana.ruiz | x | orders |
`);
