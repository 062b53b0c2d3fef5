import './base/fonts.css';
import './base/tokens.css';
import './base/base.css';

import { mount } from 'svelte';

import App from './App.svelte';
import { connect } from './backend';
import { tauriBackend } from './backend/tauri';

connect(tauriBackend);
const target = document.getElementById('app');
if (target) mount(App, { target });
