/** A trial's outcome, state and answer in words. */
import type { Outcome, TrialVerdict, TrialState, TrialView } from '../../backend';
import { date, number } from '../../base/format';
import { m } from '../../paraglide/messages';

export const outcomes: readonly Outcome[] = ['sol', 'waso', 'se', 'quality', 'tension', 'pain'];

const names: Record<Outcome, () => string> = {
  sol: m.trial_outcome_sol,
  waso: m.trial_outcome_waso,
  se: m.trial_outcome_se,
  quality: m.trial_outcome_quality,
  tension: m.trial_outcome_tension,
  pain: m.trial_outcome_pain,
};
export const outcomeName = (outcome: Outcome): string => names[outcome]();

const units: Record<Outcome, (n: { n: string }) => string> = {
  sol: m.reading_trial_unit_sol,
  waso: m.reading_trial_unit_waso,
  se: m.reading_trial_unit_se,
  quality: m.reading_trial_unit_quality,
  tension: m.reading_trial_unit_tension,
  pain: m.reading_trial_unit_pain,
};
/** So much of an outcome, with its unit. */
export const inUnit = (outcome: Outcome, value: number | null, digits = 1): string => (value === null ? m.diary_unknown() : units[outcome]({ n: number(value, digits) }));

/** The same, rounded as a sentence says it: whole minutes, a rating's or a share's tenth. */
export const asSaid = (outcome: Outcome, value: number | null): string => inUnit(outcome, value, outcome === 'sol' || outcome === 'waso' ? 0 : 1);

const sides: Record<Outcome, readonly [less: () => string, more: () => string]> = {
  sol: [m.trial_side_sol_less, m.trial_side_sol_more],
  waso: [m.trial_side_waso_less, m.trial_side_waso_more],
  se: [m.trial_side_se_less, m.trial_side_se_more],
  quality: [m.trial_side_quality_less, m.trial_side_quality_more],
  tension: [m.trial_side_tension_less, m.trial_side_tension_more],
  pain: [m.trial_side_pain_less, m.trial_side_pain_more],
};
/** What the two sides of no difference mean. */
export const sidesOf = (outcome: Outcome): readonly [less: string, more: string] => [sides[outcome][0](), sides[outcome][1]()];

const verdicts: Record<TrialVerdict, () => string> = {
  helps: m.trial_verdict_helps,
  hurts: m.trial_verdict_hurts,
  'no-clear-difference': m.trial_verdict_none,
  'too-early': m.trial_verdict_early,
};
export const verdictName = (verdict: TrialVerdict): string => verdicts[verdict]();

const isOver = { planned: false, running: false, over: true, ended: true } satisfies Record<TrialState, boolean>;
/** Whether no evening is to come. */
export const over = ({ state }: TrialView): boolean => isOver[state];

/** From its first evening to its last. */
export const span = ({ start, last }: TrialView): string => m.trial_span({ from: date(start, 'full'), to: date(last, 'full') });
