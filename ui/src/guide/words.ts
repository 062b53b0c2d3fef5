/** How sure we are, in words. */
import type { Certainty, Claim, Verdict } from '../backend';
import { m } from '../paraglide/messages';

/** Steps of the certainty bar, of four. */
export const steps: Record<Certainty, number> = { 'very-low': 1, low: 2, moderate: 3, high: 4 };

const certainties: Record<Certainty, () => string> = {
  'very-low': m.guide_certainty_very_low,
  low: m.guide_certainty_low,
  moderate: m.guide_certainty_moderate,
  high: m.guide_certainty_high,
};

export const certaintyName = (certainty: Certainty): string => certainties[certainty]();

const verdicts: Record<Verdict, () => string> = {
  supported: m.guide_verdict_supported,
  partly: m.guide_verdict_partly,
  contested: m.guide_verdict_contested,
  'not-supported': m.guide_verdict_not_supported,
};

export const verdictName = (verdict: Verdict): string => verdicts[verdict]();

const offered: Record<Certainty, () => string> = {
  'very-low': m.guide_offered_very_low,
  low: m.guide_offered_low,
  moderate: m.guide_offered_moderate,
  high: m.guide_offered_high,
};

const wrong: Record<Certainty, () => string> = {
  'very-low': m.guide_wrong_very_low,
  low: m.guide_wrong_low,
  moderate: m.guide_wrong_moderate,
  high: m.guide_wrong_high,
};

/** What a claim's certainty speaks of: its verdict, the evidence that was offered for it, or that it is wrong. */
export function sureness({ certainty, certainty_of }: Claim): string {
  if (certainty_of === 'offered') return offered[certainty]();
  return certainty_of === 'wrong' ? wrong[certainty]() : m.guide_sure({ certainty: certaintyName(certainty) });
}

const topics: Record<string, () => string> = {
  insomnia: m.guide_topic_insomnia,
  causes: m.guide_topic_causes,
  mind: m.guide_topic_mind,
  body: m.guide_topic_body,
  substances: m.guide_topic_substances,
  disorders: m.guide_topic_disorders,
  hours: m.guide_topic_hours,
  habits: m.guide_topic_habits,
  treatments: m.guide_topic_treatments,
  massage: m.guide_topic_massage,
  care: m.guide_topic_care,
};

/** A topic's heading. */
export const topicName = (topic: string): string => topics[topic]?.() ?? topic;
