/** The safety screen's questions and answers. */
import type { SafetyItem, SafetyScreen } from '../../backend';

export type Reply = NonNullable<SafetyItem['answer']>;

/** An answer as the wire takes it: `yes@left-calf,hand`. */
export const written = (reply: Reply, spots: readonly string[]): string => (reply !== 'no' && spots.length > 0 ? `${reply}@${spots.join(',')}` : reply);

/** Questions that are asked together. */
export interface Group {
  title: string;
  items: SafetyItem[];
}

/** The questions of the screen in their groups. What is asked as a routine begins is not among them. */
export function groupsOf(screen: SafetyScreen): Group[] {
  const groups: Group[] = [];
  for (const item of screen.items.filter(({ tonight, confirms }) => !tonight && !confirms)) {
    const group = groups.find(({ title }) => title === item.group);
    if (group) group.items.push(item);
    else groups.push({ title: item.group, items: [item] });
  }
  return groups;
}

/** Whether it still wants an answer. */
export const isOpen = ({ answer, stale }: SafetyItem): boolean => answer === null || stale;

/** Whether the answer given changes what is offered. */
export const isCareful = ({ answer, confirms }: SafetyItem): boolean => answer !== null && (confirms ? answer === 'no' : answer !== 'no');

/** Whether the answer calls for someone today. */
export const isUrgent = (item: SafetyItem): boolean => isCareful(item) && item.answer !== 'cleared' && (item.care === 'same-day' || item.care === 'emergency');
