/** The parts of the settings, in their order; the first is where they open. */
import { m } from '../paraglide/messages';

export interface Section {
  readonly id: 'evenings' | 'reminders' | 'looks' | 'data' | 'privacy';
  readonly name: () => string;
  readonly title: () => string;
  readonly lead: () => string;
}

export const sections = [
  { id: 'evenings', name: m.settings_evenings, title: m.settings_evenings_title, lead: m.settings_evenings_lead },
  { id: 'reminders', name: m.settings_reminders, title: m.settings_reminders_title, lead: m.settings_reminders_lead },
  { id: 'looks', name: m.settings_looks, title: m.settings_looks_title, lead: m.settings_looks_lead },
  { id: 'data', name: m.settings_data, title: m.settings_data_title, lead: m.settings_data_lead },
  { id: 'privacy', name: m.settings_privacy, title: m.settings_privacy_title, lead: m.settings_privacy_lead },
] as const satisfies readonly Section[];
