import '../base/fonts.css';
import '../base/tokens.css';
import '../base/base.css';

import { mount } from 'svelte';

import { connect } from '../backend';
import { tauriBackend } from '../backend/tauri';
import Waiting from './Waiting.svelte';

connect(tauriBackend);
const target = document.getElementById('app');
if (target) mount(Waiting, { target, props: { why: new URLSearchParams(location.search).has('why') } });
