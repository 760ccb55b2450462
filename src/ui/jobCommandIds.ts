/** The commands on rows of the Jobs view: registered at activation, and done by what is loaded then. */

export const jobCommandIds = [
  'vizport.showJobDetails',
  'vizport.cancelJob',
  'vizport.runJobAgain',
  'vizport.revealJobItem',
  'vizport.openJobItem',
  'vizport.copyJob',
  'vizport.copyJobLuid',
  'vizport.checkJobAgain',
] as const;

export type JobCommandId = (typeof jobCommandIds)[number];
