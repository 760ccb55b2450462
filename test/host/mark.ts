/** The words with which each line of the in-host report begins, known to its writer and its reader. */
export const mark = '[vizport-host] ';
