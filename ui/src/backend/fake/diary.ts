/** The diary's verbs. */
import { Failure, type Verbs } from '../index';
import type { DayFactors, Entry, NightView, TrendPoint } from '../types';
import { ribbonOf, viewOf } from './nights';
import type { Book } from './state';
import { clockAt, noonMinutes } from './time';

const noFactors: DayFactors = {
  caffeine_mg: null, caffeine_last: null, alcohol_drinks: null, alcohol_last: null, exercise_min: null, exercise_last: null,
  nicotine_times: null, screens_min: null, medicines: [], cpap_hours: null, cpap_ahi: null, cpap_leak: null, pain: null,
  pain_regions: [], tension: null, mood: null,
};

const entryOf = (view: NightView): Entry => {
  const time = (instant: string | null) => instant?.slice(11, 16) ?? '';
  return {
    night: view.night, zone: view.zone, in_bed: time(view.in_bed), lights_out: time(view.lights_out), sol: view.sol_min ?? 0,
    awakenings: view.awakenings, waso: view.waso_min ?? 0, final_wake: time(view.final_wake), out_of_bed: time(view.out_of_bed),
    tasafa: view.tasafa_min, wanted_wake: view.wanted_wake?.slice(11, 16) ?? null, quality: view.quality, rested: view.rested, note: view.note,
  };
};

const mean = (values: (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.round((10 * known.reduce((sum, value) => sum + value, 0)) / known.length) / 10;
};

const measures: Record<string, (view: NightView) => number | null> = {
  sol_min: (view) => view.sol_min,
  waso_min: (view) => view.waso_min,
  tst_min: (view) => view.metrics.tst_min,
  se_pct: (view) => view.metrics.se_pct,
};

const readings: Record<string, string> = {
  sol_min: 'You fall asleep in about 26 min; two weeks ago 31.',
  waso_min: 'You lie awake about 19 min in the night, much as before.',
  tst_min: 'You sleep about 7 h 5 min a night, much as before.',
  se_pct: 'You are asleep for 86 % of your time in bed; two weeks ago 84 %.',
};

type Diary =
  | 'logNight' | 'editNight' | 'logNap' | 'deleteRecord' | 'previewEntry' | 'setFactors' | 'nightPage' | 'raster' | 'searchNotes' | 'metrics' | 'trends';

export function diary(book: Book): Pick<Verbs, Diary> {
  const primaries = (from: string | null, to: string | null) =>
    book.state.records.filter(({ primary, night }) => primary && (from === null || night >= from) && (to === null || night <= to));
  const refuse = (entry: Entry, editing: number | null) => {
    const { in_bed, lights_out, sleep_onset, final_wake, out_of_bed } = ribbonOf(entry);
    const stops: [string, number | null][] = [['in_bed', in_bed], ['lights_out', lights_out], ['sol', sleep_onset], ['final_wake', final_wake], ['out_of_bed', out_of_bed]];
    const bad = stops.find(([, at], index) => index > 0 && (at ?? 0) < (stops[index - 1]?.[1] ?? 0));
    if (bad) return { field: bad[0], message: 'These times are not in order: into bed, lights out, asleep, awake, up.' };
    const taken = book.state.records.some((record) => record.source === 'diary' && record.night === entry.night && record.id !== editing);
    return taken ? { field: 'night', message: 'The diary has this night already; open it to change it.' } : null;
  };
  const checked = (entry: Entry, editing: number | null) => {
    const invalid = refuse(entry, editing);
    if (invalid) throw new Failure('invalid', invalid.message, invalid.field);
  };
  const page: Verbs['nightPage'] = async (night) => {
    const { state } = book;
    const records = state.records.filter((record) => record.night === night).sort((one, other) => Number(other.primary) - Number(one.primary));
    const own = records.find(({ source }) => source === 'diary');
    const latest = state.records.findLast(({ source }) => source === 'diary');
    const nights = primaries(null, null).map((record) => record.night);
    const start: Entry = latest
      ? { ...entryOf(latest), night, awakenings: null, tasafa: null, wanted_wake: null, quality: null, rested: null, note: null }
      : { night, zone: 'Europe/Berlin', in_bed: '22:45', lights_out: '23:00', sol: 20, awakenings: null, waso: 0, final_wake: '06:40', out_of_bed: '07:00', tasafa: null, wanted_wake: null, quality: null, rested: null, note: null };
    return {
      night,
      previous: nights.findLast((other) => other < night) ?? null,
      next: nights.find((other) => other > night) ?? null,
      records,
      naps: state.naps.filter((nap) => nap.night === night),
      entry: own ? entryOf(own) : start,
      entry_id: own?.id ?? null,
      factors: state.factors[night] ?? noFactors,
      massages: state.sessions.filter((session) => session.night === night),
    };
  };
  return {
    async logNight(entry) {
      checked(entry as Entry, null);
      const id = book.id();
      return book.change(['diary'], 'Night kept.', (state) => {
        state.records = state.records.map((record) => (record.night === entry.night ? { ...record, primary: false } : record));
        state.records.push(viewOf(entry as Entry, id));
        state.records.sort((one, other) => one.night.localeCompare(other.night));
      });
    },
    async editNight(id, entry) {
      checked(entry as Entry, id);
      return book.change(['diary'], 'Night changed.', (state) => {
        state.records = state.records.map((record) => (record.id === id ? viewOf(entry as Entry, id) : record));
      });
    },
    async logNap(nap) {
      const id = book.id();
      const entry: Entry = { night: nap.date, zone: nap.zone, in_bed: nap.start, lights_out: nap.start, sol: 0, awakenings: 0, waso: 0, final_wake: nap.end, out_of_bed: nap.end, tasafa: null, wanted_wake: null, quality: null, rested: null, note: nap.note ?? null };
      return book.change(['diary'], 'Nap kept.', (state) => state.naps.push({ ...viewOf(entry, id), kind: 'nap' }));
    },
    async deleteRecord(id) {
      return book.change(['diary'], 'Night removed.', (state) => {
        state.records = state.records.filter((record) => record.id !== id);
        state.naps = state.naps.filter((record) => record.id !== id);
      });
    },
    async previewEntry(entry, editing) {
      const invalid = refuse(entry as Entry, editing);
      const view = viewOf(entry as Entry, 0);
      const hours = (view.metrics.tib_min ?? 0) / 60;
      const waited = (view.ribbon.lights_out ?? 0) - (view.ribbon.in_bed ?? 0);
      const questions =
        waited >= 6 * 60
          ? [{ field: 'in_bed', message: `Did you get into bed at ${entry.in_bed}, or was it ${clockAt(noonMinutes(entry.in_bed) + 720)}?` }]
          : hours < 1
            ? [{ field: 'out_of_bed', message: 'This is less than an hour in bed. Is that right?' }]
            : hours > 16
              ? [{ field: 'out_of_bed', message: 'This is more than 16 hours in bed. Is that right?' }]
              : [];
      return {
        ribbon: invalid && invalid.field !== 'night' ? null : view.ribbon,
        metrics: invalid && invalid.field !== 'night' ? null : view.metrics,
        invalid,
        questions: invalid ? [] : questions,
      };
    },
    async setFactors(night, factors) {
      return book.change(['diary'], 'Day kept.', (state) => {
        state.factors[night] = factors as DayFactors;
      });
    },
    nightPage: page,
    async raster() {
      const { state } = book;
      const rowOf = (record: NightView) => ({
        night: record.night,
        id: record.id,
        source: record.source,
        primary: record.primary,
        segments: record.ribbon.segments,
        tst_min: record.metrics.tst_min,
        massages: record.primary ? state.sessions.filter(({ night }) => night === record.night).map(({ at }) => noonMinutes(at.slice(11, 16))) : [],
        has_note: record.note !== null,
      });
      const rows = state.records.toReversed().map(rowOf);
      const naps = state.naps.map((nap) => ({ ...rowOf(nap), primary: false, massages: [] })).toSorted((one, other) => other.night.localeCompare(one.night));
      rows.sort((one, other) => other.night.localeCompare(one.night) || Number(other.primary) - Number(one.primary));
      const edges = [...rows, ...naps].flatMap(({ segments }) => segments.flatMap(({ start, end }) => [start, end]));
      return { rows, naps, from: Math.floor(Math.min(...edges, 600) / 60) * 60, to: Math.ceil(Math.max(...edges, 1200) / 60) * 60 };
    },
    async searchNotes(words) {
      const wanted = words.trim().toLowerCase();
      if (wanted === '') return [];
      return book.state.records.flatMap(({ night, id, note }) => {
        const at = note?.toLowerCase().indexOf(wanted) ?? -1;
        if (note === null || at < 0) return [];
        const excerpt = [
          { text: note.slice(0, at), hit: false },
          { text: note.slice(at, at + wanted.length), hit: true },
          { text: note.slice(at + wanted.length), hit: false },
        ];
        return [{ night, id, excerpt: excerpt.filter(({ text }) => text !== '') }];
      });
    },
    async metrics(from, to) {
      const nights = primaries(from, to);
      const over = (measure: (view: NightView) => number | null) => mean(nights.map(measure));
      return {
        nights: nights.length,
        tst_min: over((view) => view.metrics.tst_min),
        tib_min: over((view) => view.metrics.tib_min),
        sol_min: over((view) => view.sol_min),
        waso_min: over((view) => view.waso_min),
        se_pct: over((view) => view.metrics.se_pct),
        dse_pct: over((view) => view.metrics.dse_pct),
        sri: nights.length > 6 ? 71.4 : null,
        msf_sc: nights.length > 6 ? '03:52:00' : null,
        social_jetlag_min: nights.length > 6 ? 58 : null,
        insomnia: { nights_per_week: nights.length > 0 ? 2.4 : null, weeks: 6, level: 'none' },
      };
    },
    async trends(from, to) {
      const nights = primaries(from, to);
      return Object.entries(measures).map(([measure, value]) => ({
        measure,
        reading: readings[measure] ?? '',
        points: nights.map((view, index): TrendPoint => ({
          night: view.night,
          value: value(view),
          smoothed: index < 3 ? null : mean(nights.slice(Math.max(0, index - 6), index + 1).map(value)),
        })),
      }));
    },
  };
}

/** A day's factors now and then, so that there is something to see. */
export function inventFactors(records: NightView[]): Record<string, DayFactors> {
  return Object.fromEntries(
    records.filter(({ primary }) => primary).map(({ night }, index) => [
      night,
      { ...noFactors, caffeine_mg: 80 + 95 * (index % 3), caffeine_last: index % 4 === 0 ? '16:30' : '13:10', screens_min: 30 + 15 * (index % 4), tension: 3 + (index % 5), pain: index % 3, pain_regions: index % 3 === 0 ? [] : ['neck', 'shoulder-left'], mood: 5 + (index % 3) },
    ]),
  );
}

