/** The guide's own routines and safety screen, read from its files, so that what is looked at here is what people get. */
import { parse } from 'smol-toml';

import type { PlayerStep, RoutineCard, SafetyItem, SafetyScreen } from '../types';
import { referencesOf } from './bibliography';

const files = import.meta.glob<string>('../../../../guide/en/routines/*.toml', { query: '?raw', import: 'default', eager: true });
const screen = import.meta.glob<string>('../../../../guide/en/safety.toml', { query: '?raw', import: 'default', eager: true });

interface Step extends PlayerStep {
  means: string;
}

export interface Routine extends Omit<RoutineCard, 'references' | 'steps'> {
  evidence: string;
  references: string[];
  breath?: { in_s: number; out_s: number };
  confirm_tonight?: string[];
  locked_by?: string[];
  step: Step[];
}

export interface Effect {
  action: 'block' | 'skip' | 'light' | 'ask';
  routines?: string[];
  except?: string[];
  regions?: string[];
  means?: string[];
  spot?: string;
  reason?: string;
}

interface Condition extends Pick<SafetyItem, 'key' | 'group' | 'question' | 'why' | 'advice' | 'care'> {
  where?: boolean;
  tonight?: boolean;
  effect?: Effect[];
}

interface Screen {
  comfort: string;
  pressure: string;
  breath: string;
  timing: string;
  group: { key: string; title: string }[];
  condition: Condition[];
  confirmation: Condition[];
  stop: SafetyScreen['stops'];
  never: { text: string }[];
}

const read = <T>(toml: string): T => parse(toml) as unknown as T;

export const safety = read<Screen>(Object.values(screen)[0] ?? '');

export const routines = Object.values(files)
  .map((file) => read<Routine>(file))
  .sort((one, other) => one.evidence.localeCompare(other.evidence));

/** The questions, none of them answered. */
export const questions: SafetyItem[] = [...safety.condition, ...safety.confirmation].map((asked) => ({
  key: asked.key, group: safety.group.find(({ key }) => key === asked.group)?.title ?? '', question: asked.question, why: asked.why, advice: asked.advice,
  care: asked.care, answer: null, spots: [], asks_where: asked.where ?? false, confirms: asked.effect === undefined, tonight: asked.tonight ?? false,
  can_clear: asked.effect?.some(({ action }) => action === 'ask') ?? false, stale: false,
}));

function meets(effect: Effect, routine: Routine, step: Step, item: SafetyItem): boolean {
  const named = effect.routines?.includes(routine.id) ?? false;
  const touch = step.means === 'hands' || step.means === 'ball';
  const means = effect.means ? effect.means.includes(step.means) : named || touch;
  const spots = item.spots.map((spot) => spot.replace(/^(left|right)-/, ''));
  const places = effect.spot && spots.length > 0 ? spots : effect.regions;
  const there = places === undefined || step.regions.some((region) => places.includes(region));
  return (named || effect.routines === undefined) && !(effect.except?.includes(routine.id) ?? false) && means && there;
}

/** A routine's card, as `items` are answered. `tonight` holds the keys answered this evening. */
export function cardOf(routine: Routine, items: readonly SafetyItem[], tonight: readonly string[], words: { unscreened: string; ask: string; locked: string }): RoutineCard {
  const blocked = new Set<string>();
  const open: string[] = [];
  const ask: string[] = [];
  const adjustments = new Set<string>();
  const skipped = new Set<Step>();
  const light = new Set<Step>();
  for (const condition of safety.condition) {
    const item = items.find(({ key }) => key === condition.key);
    const bears = condition.effect?.some((effect) => routine.step.some((step) => item && meets(effect, routine, step, { ...item, spots: [] })));
    if (!item || !bears) continue;
    if (item.answer === null || item.stale) {
      if (!item.tonight) open.push(item.key);
      else ask.push(item.key);
      continue;
    }
    if (item.answer === 'no') {
      if (((routine.confirm_tonight ?? []).includes(item.key) || item.tonight) && !tonight.includes(item.key)) ask.push(item.key);
      continue;
    }
    for (const effect of condition.effect ?? []) {
      const reason = effect.reason ?? item.why;
      for (const step of routine.step.filter((each) => meets(effect, routine, each, item))) {
        if (effect.action === 'block' || (effect.action === 'light' && step.means === 'ball')) blocked.add(`${reason} ${item.advice}`);
        else if (effect.action === 'ask' && item.answer !== 'cleared') blocked.add(`${reason} ${words.ask}`);
        else if (effect.action === 'skip') {
          skipped.add(step);
          adjustments.add(`Left out: ${step.title}. ${reason}`);
        } else if (effect.action === 'light' && step.pressure > 2) {
          light.add(step);
          adjustments.add(`Light touch only. ${reason}`);
        }
      }
    }
  }
  const locks = (routine.locked_by ?? []).filter((key) => items.some((item) => item.key === key && item.answer !== 'yes'));
  const locked = locks.filter((key) => !items.find((item) => item.key === key)?.tonight);
  ask.push(...locks.filter((key) => !locked.includes(key)));
  const steps = routine.step
    .filter((step) => !skipped.has(step))
    .map((step): PlayerStep => ({
      seconds: step.seconds, title: step.title, text: step.text, side: step.side, regions: step.regions, pressure: light.has(step) ? 2 : step.pressure,
      breath_in_s: routine.breath?.in_s ?? null, breath_out_s: routine.breath?.out_s ?? null,
    }));
  const why = blocked.size > 0 ? [...blocked] : open.length > 0 ? [words.unscreened] : locked.length > 0 ? [words.locked] : [];
  const regions = [...new Set(routine.step.filter(({ means }) => means !== 'rest').flatMap((step) => step.regions))];
  const { id, title, summary, places, known, certainty } = routine;
  return {
    id, own: false, language: 'en', unreviewed: false, title, summary, places, known, certainty, regions, steps,
    seconds: steps.reduce((sum, { seconds }) => sum + seconds, 0),
    pressure: Math.max(0, ...steps.map(({ pressure }) => pressure)),
    breath_cue: routine.breath_cue ?? null,
    references: referencesOf(routine.references),
    allowed: why.length === 0,
    blocked: why,
    open: blocked.size > 0 ? [] : open.length > 0 ? open : locked,
    adjustments: [...adjustments],
    ask_tonight: why.length === 0 ? ask : [],
  };
}
