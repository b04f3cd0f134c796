// The supervisor's start: installs what the scenario needs, plays it, and says when a person may come.
import { play, prepare } from './scenarios.mjs';
import { Supervisor } from './Supervisor.mjs';

const scenario = process.env['PRACTICE_SCENARIO'] ?? 'healthy';
const generation = process.env['PRACTICE_UNIT'] === 'current' ? 'current' : '2024';

const key = prepare(scenario, generation);
const supervisor = new Supervisor();
supervisor.listen();
await play(scenario, supervisor, key);
console.log('ready');
