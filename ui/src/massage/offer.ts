/** What a routine's card says of whether it may begin. */
import type { RoutineCard, SafetyScreen } from '../backend';

/**
 * `offered` may begin, perhaps after tonight's questions; `waiting` for the safety questions; `locked` until its own question is
 * answered; `blocked` for a reason.
 */
export type Offer = 'offered' | 'waiting' | 'locked' | 'blocked';

export function offerOf({ allowed, open }: RoutineCard, screen: SafetyScreen | undefined): Offer {
  if (allowed) return 'offered';
  if (open.length === 0) return 'blocked';
  return open.every((key) => screen?.items.some((item) => item.key === key && item.confirms)) ? 'locked' : 'waiting';
}
