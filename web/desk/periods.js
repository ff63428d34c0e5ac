// The periods that insight can be asked for, and in which steps their course is drawn.

/** @import { Period } from "./shapes.js" */

const dayMs = 86_400_000;

export const lengths = /** @type {const} */ (["7", "30", "90", "365", "custom"]);
/** @typedef {typeof lengths[number]} Length */
export const steps = /** @type {const} */ (["day", "week", "month"]);
/** @typedef {typeof steps[number]} Step */

/** @type {Record<Step, number>} */
const stepMs = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs };
/** The relay gives no more. */
const stepsMax = 400;

/** Midnight in the person's own time. @param {number} time @param {number} [days] later */
export function midnight(time, days = 0) {
  const at = new Date(time);
  at.setHours(0, 0, 0, 0);
  at.setDate(at.getDate() + days);
  return at.getTime();
}

/** As an input of the kind "date" has it. @param {number} time */
export function dayOf(time) {
  const at = new Date(time);
  return [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/** Days in full, today's too. @param {Exclude<Length, "custom">} length @param {number} now */
export const ending = (length, now) => ({ from: midnight(now, 1 - Number(length)), to: midnight(now, 1) });

/** @param {string} from @param {string} to the last day, which belongs to it @returns {{ from: number, to: number } | undefined} */
export function between(from, to) {
  const [first, last] = [from, to].map((day) => new Date(`${day}T00:00`).getTime());
  if (!Number.isFinite(first) || !Number.isFinite(last) || last < first) return undefined;
  return { from: first, to: midnight(last, 1) };
}

/** The step that a period can be drawn in. @param {Step} step @param {{ from: number, to: number }} period @returns {Step} */
export const fitting = (step, { from, to }) =>
  steps.slice(steps.indexOf(step)).find((each) => (to - from) / stepMs[each] <= stepsMax) ?? "month";

/** @param {{ from: number, to: number }} period @param {Step} step @param {string} place @returns {Period} */
export const periodOf = (period, step, place) => ({
  from: period.from,
  to: period.to,
  step: stepMs[fitting(step, period)],
  ...(place && { place }),
});
