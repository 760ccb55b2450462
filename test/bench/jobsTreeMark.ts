/** Behind this the measuring module says its times, as a JSON array of milliseconds. */
export const jobsTreeMark = 'vizport-jobs-tree:';
