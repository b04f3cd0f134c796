// The supervisor's start: installs what the scenario needs, plays it, and says when a person may come.
import * as daemon from './scenarios.mjs';
import { Supervisor } from './Supervisor.mjs';
import * as broker from './vernemq/scenarios.mjs';

const scenario = process.env['PRACTICE_SCENARIO'] ?? 'healthy';
const generation = process.env['PRACTICE_UNIT'] === 'current' ? 'current' : '2024';

const ofBroker = scenario.startsWith('vernemq-');

const key = ofBroker ? broker.prepare(scenario) : daemon.prepare(scenario, generation);
const supervisor = new Supervisor();
supervisor.listen();
await (key === undefined ? broker.play(scenario, supervisor) : daemon.play(scenario, supervisor, key));
console.log('ready');
