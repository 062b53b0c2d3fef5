import '../src/base/fonts.css';
import '../src/base/tokens.css';
import '../src/base/base.css';

import { mount } from 'svelte';

import App from '../src/App.svelte';
import { connect } from '../src/backend';
import { fakeBackend, type Scene } from '../src/backend/fake';
import { startAt } from '../src/shell/places.svelte';

// ?scene=morning&light=evening&language=de&clock=24&text=200&place=diary chooses what is looked at.
const asked = new URLSearchParams(location.search);
const scenes: Record<string, Scene> = {
  evening: {},
  day: { now: '2026-11-23T15:20:00+01:00' },
  morning: { now: '2026-11-24T07:10:00+01:00' },
  night: { now: '2026-11-24T00:20:00+01:00' },
  first: { nights: 0, onboarded: false },
  empty: { nights: 0 },
  unscreened: { screened: false },
  trial: { trials: true, nights: 63 },
  trialmorning: { trials: true, nights: 63, now: '2026-11-24T07:10:00+01:00' },
  decade: { now: '2026-11-24T07:10:00+01:00', nights: 3650 },
};
const fake = fakeBackend(scenes[asked.get('scene') ?? 'evening'] ?? {});
const light = asked.get('light');
if (light === 'day' || light === 'evening') fake.book.state.settings.light = light;
const language = asked.get('language');
if (language === 'en' || language === 'de') fake.book.state.settings.language = language;
const style = asked.get('clock');
if (style === '12' || style === '24') fake.book.state.settings.clock_style = style;
const text = asked.get('text');
if (text) document.documentElement.style.fontSize = `${text}%`;
connect(fake);
startAt(asked.get('place') ?? 'tonight');
const target = document.getElementById('app');
if (target) mount(App, { target });
