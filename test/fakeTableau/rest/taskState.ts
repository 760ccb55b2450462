// What runs do to a task: failures are counted, five in a row suspend it, a success forgives all.
import type { Job } from '../jobs';
import type { Model, Moment, Recurrence, Task } from '../model';
import { nextRun } from '../recurrence';

const mostFailures = 5;

export function recurrenceOf(model: Model, task: Task): Recurrence | undefined {
  return task.recurrence ?? model.schedules.get(task.scheduleLuid ?? '')?.recurrence;
}

/** A run that should have been is past: the next one counts. Nothing runs here by itself. */
export function nextRunOf(model: Model, task: Task): Moment | undefined {
  const now = model.now();
  if (task.nextRunAt === undefined || task.nextRunAt > now) return task.nextRunAt;
  const recurrence = recurrenceOf(model, task);
  return recurrence && nextRun(recurrence, now);
}

/** Suspended after five failures in a row: it loses its next run, and no field says why (guide 0.2, 12). */
export function settleTask(model: Model, job: Job): void {
  const task = model.tasks.get(job.taskLuid);
  const { finishCode, statusNote } = job.outcome;
  if (!task || finishCode === 2) return;
  const recurrence = recurrenceOf(model, task);
  if (finishCode === 1 || statusNote) {
    task.consecutiveFailedCount++;
    if (task.consecutiveFailedCount >= mostFailures) task.nextRunAt = undefined;
    return;
  }
  task.consecutiveFailedCount = 0;
  task.nextRunAt ??= recurrence && nextRun(recurrence, model.now());
}
